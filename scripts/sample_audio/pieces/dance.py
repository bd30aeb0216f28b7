# SPDX-License-Identifier: Apache-2.0
"""Dance songs for the middle of the afternoon."""

from functools import partial

import numpy as np

from ..drums import kit
from ..dsp import RATE, chorus, echo
from ..instruments import (
    electric_bass, electric_piano, muted_guitar, piano, round_bass, strings, synthetic_pluck, vibraphone,
    warm_pad,
)
from ..patterns import softer
from ..song import LEAD_IN, Song


def pump(sound, bpm, depth=0.45):
    """Lets a sound breathe with the kick drum."""
    beat = (np.arange(sound.shape[1]) / RATE - LEAD_IN) * bpm / 60 % 1
    return sound * (1 - depth * np.clip(1 - beat / 0.55, 0, 1) ** 2 * np.clip(beat / 0.03, 0, 1))


def revolving_door():
    """Disco around the circle of fifths."""
    song = Song("revolving-door", bpm=116, key=-2, room=1.3, slow=0.0)
    intro = song.section("Am7 | D7 | Gmaj7 | Cmaj7")
    verse = song.section(
        "Am7 | D7 | Gmaj7 | Cmaj7 | Fmaj7 | Bm7b5 | E7 | Am7",
        "e3 d c2 A2 | d3 c A2 ^F2 | d3 c B2 G2 | e6 z2 | a3 g e2 c2 | f3 e d2 B2 | e2 ^g2 b2 d'2 | c'4 a4",
    )
    refrain = song.section(
        "Fmaj7 | G | Em7 | Am7 | Dm7 | Em7 | Fmaj7 | E7",
        "c'2 c' a2 c'2 d' | b2 b g2 b2 d' | b2 g e2 g2 b | a4 e4 |"
        "f2 f d2 f2 a | g2 g e2 g2 b | a2 c' a2 g2 e | ^g4 e4",
    )
    again = song.section(
        "Am7 | D7 | Gmaj7 | Cmaj7 | Fmaj7 | Bm7b5 | E7 | E7",
        "e3 d c2 A2 | d3 c A2 ^F2 | d3 c B2 G2 | e6 z2 |"
        "a3 g e2 c2 | f3 e d2 B2 | e2 ^g2 b2 d'2 | d'4 b2 ^g2",
    )
    end = song.section("Am7", "a8")

    bars = song.part(vibraphone, -1, pan=0.1, reverb=0.25)
    keys_voice = song.part(electric_piano, -1, reverb=0.2, effects=(chorus,))
    bowed = song.part(strings, -5, reverb=0.35)
    keys_voice.play(verse.tune, again.tune, end.tune)
    bars.play(refrain.tune, softer(again.tune, 0.8))
    bowed.play(refrain.tune, octave=0, velocity=0.8)
    bowed.play(verse.pad(60, 79, 3), softer(refrain.second(), 0.8), again.pad(60, 81, 4), end.pad(60, 81, 4))

    keys = song.part(piano, -5, reverb=0.18, strum=0.004)
    muted = song.part(muted_guitar, -8, pan=-0.4, reverb=0.12)
    bass = song.part(electric_bass, -3, reverb=0.02)
    drums = song.part(kit, -4, reverb=0.1, loose=0.002)
    for section in (intro, verse, refrain, again):
        keys.play(section.comp("--x-x--x--x-x---", 55, 74, 4), velocity=0.85)
        muted.play(section.comp("x-xxx-x-x-xxx-xx", 57, 71, 3), velocity=0.75)
        bass.play(section.bass("1-8-1-8-1-8-1-8-" if section is not intro else "1-----8-1-----8-"))
        drums.play(section.drums(
            kick="X---X---X---X---", open_hat="--x---x---x---x-", hat="x-o-x-o-x-o-x-oo",
            clap="----x-------x---", tambourine="-" * 16 if section is intro else "o-x-o-x-o-x-o-x-",
        ))
    keys.play(end.comp("X.......", 52, 76, 5))
    bass.play(end.bass("1......."))
    drums.play(end.drums(kick="x-------", crash="o-------"))
    return song


def glass_lift():
    """House with a plucked riff and piano chords off the beat."""
    song = Song("glass-lift", bpm=120, key=-4, room=1.8, slow=0.0)
    riff = "e2 z e d2 c2 | c2 z c d2 e2 | g2 z g e2 d2 | d4 z4 | e2 z e d2 c2 | c2 z c e2 a2 | g2 z e d2 c2 |"
    intro = song.section("Am7 | Fmaj7 | C | G6")
    first = song.section("Am7 | Fmaj7 | C | G6 | Am7 | Fmaj7 | C | G6", riff + "d4 B4")
    rise = song.section(
        "Dm7 | Em7 | Fmaj7 | G | Dm7 | Em7 | Fmaj7 | Gsus4",
        "f2 z f e2 d2 | g2 z g e2 d2 | a2 z a g2 e2 | b2 z b a2 g2 |"
        "a2 z a f2 d2 | b2 z g e2 g2 | c'2 z a g2 e2 | d'4 c'4",
    )
    last = song.section("Am7 | Fmaj7 | C | G6 | Am7 | Fmaj7 | C | G6", riff + "d4 B4")
    end = song.section("Cadd9", "c8")

    pumped = partial(pump, bpm=120)
    riffs = song.part(synthetic_pluck, 0, reverb=0.28, effects=(partial(echo, seconds=0.375, feedback=0.32),))
    sparkle = song.part(synthetic_pluck, -9, pan=0.3, reverb=0.3,
                        effects=(partial(echo, seconds=0.25, feedback=0.3),))
    chords = song.part(piano, -3, reverb=0.22, strum=0.003)
    bed = song.part(warm_pad, -7, reverb=0.3, effects=(chorus, pumped))
    bowed = song.part(strings, -9, reverb=0.4, effects=(pumped,))
    bass = song.part(round_bass, -3)
    drums = song.part(kit, -4, reverb=0.1, loose=0.002)
    for section in (first, rise, last, end):
        riffs.play(section.tune)
    riffs.play(softer(last.second(), 0.8))
    for section in (intro, first, rise, last):
        bed.play(section.pad(52, 72, 4))
        bass.play(section.bass("--1---1---1---1-" if section is not rise else "1---1---1---1-5-"))
        kick = "X---X---X---X---"
        if section is rise:
            kick = "|".join([kick] * 7 + ["X---X---X-X-XXXX"])
        drums.play(section.drums(
            kick=kick, open_hat="--x---x---x---x-", shaker="oxoxoxoxoxoxoxox",
            clap="-" * 16 if section is intro else "----x-------x---",
        ))
    for section in (first, rise, last):
        chords.play(section.comp("x--x--x---x--x--", 55, 74, 4), velocity=0.85)
    sparkle.play(intro.comp("abcbabcdabcbabcd", 60, 79, 4), last.comp("abcbabcdabcbabcd", 64, 84, 4))
    bowed.play(rise.pad(60, 81, 4), last.pad(60, 81, 3), end.pad(60, 81, 4))
    bed.play(end.pad(52, 72, 4))
    chords.play(end.comp("X.......", 52, 76, 5))
    bass.play(end.bass("1......."))
    drums.play(end.drums(kick="X-------", crash="o-------"))
    return song


PIECES = (revolving_door, glass_lift)
