# SPDX-License-Identifier: Apache-2.0
"""Composes the music, the march and the chimes of the sample store.

theory       note and chord names, the melody notation, voice leading
patterns     accompaniments: step patterns, pedals, glissandi
song         sections, parts, human timing, the mix
instruments  the band, one note at a time
drums        the kit
dsp          filters, reverb, loudness, limiter
pieces       what is played, one module a music folder
chimes       gongs and chimes
command      the command line and the encoder
"""
