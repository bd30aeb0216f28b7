# SPDX-License-Identifier: Apache-2.0
"""Soft, light music for late morning and evening."""

from functools import partial

from ..dsp import chorus, echo
from ..instruments import (
    bamboo_flute, celesta, electric_piano, flute, guitar, guzheng, round_bass, strings, upright_bass,
    warm_pad,
)
from ..patterns import glissando, pedalled, softer
from ..song import Song


def afternoon_tea():
    """A slow waltz for flute and nylon guitar."""
    song = Song("afternoon-tea", bpm=92, key=-3, meter=3, room=1.9, slow=0.2)
    theme = "g4 e2 | e2 d2 c2 | A4 c2 | B2 d2 g2 |"
    intro = song.section("Cmaj7 | Fmaj7")
    first = song.section(
        "Cmaj7 | Am7 | Fmaj7 | G | Em7 | Am7 | Dm7 | G7",
        theme + "g4 b2 | a2 g2 e2 | f4 e2 | d6",
    )
    bridge = song.section(
        "Fmaj7 | G | Em7 | Am7 | Dm7 | G7 | Cmaj7 | G7sus4",
        "c'4 a2 | b2 d'2 b2 | g4 b2 | a2 e4 | f4 a2 | g2 f2 d2 | e6 | z2 d2 f2",
    )
    last = song.section(
        "Cmaj7 | Am7 | Fmaj7 | G | C/E | Dm7 | G7 | Cmaj7",
        theme + "g4 c'2 | a2 f2 d2 | e2 d2 B2 | c6",
    )
    end = song.section("Fm6 | Fm6 | Cmaj9", "_a4 f2 | d6 | e6")

    wind = song.part(flute, 0, pan=0.1, reverb=0.35, loose=0.01)
    for section in (first, bridge, last, end):
        wind.play(section.tune)
    fingers = song.part(guitar, -3, pan=-0.15, reverb=0.22, loose=0.008, strum=0.02)
    bowed = song.part(strings, -9, reverb=0.4)
    bass = song.part(upright_bass, -8, reverb=0.1)
    bells = song.part(celesta, -11, pan=0.3, reverb=0.4)
    for section in (intro, first, bridge, last):
        fingers.play(pedalled(section.comp("1abcba", 43, 67, 3), section.chords), velocity=0.9)
    for section in (bridge, last, end):
        bowed.play(section.pad(55, 74, 3))
    for section in (first, bridge, last, end):
        bass.play(section.bass("1....."))
    bells.play(softer(bridge.tune, 0.7), softer(last.tune[-6:], 0.7), octave=1)
    fingers.play(end.comp("x.....", 48, 70, 5))
    return song


def slow_river():
    """A bamboo flute above pads, stage piano and a few notes of guzheng."""
    song = Song("slow-river", bpm=72, key=0, room=2.4, ring=6.5, slow=0.2)
    intro = song.section("Fmaj9 | G")
    first = song.section(
        "Am7 | Fmaj7 | C/E | Gsus4 | Am7 | Em7 | Fmaj7 | Gsus4",
        "e3 d c2 A2 | c4 A4 | G3 A c2 e2 | d6 z2 | e3 g a2 g2 | e2 d2 G4 | A3 c d2 e2 | d6 z2",
    )
    second = song.section(
        "Dm7 | Am7 | Fmaj7 | C | Dm7 | Em7 | Fmaj9 | G7sus4",
        "a3 c' a2 g2 | e3 g a4 | c'3 a g2 a2 | e6 z2 | d3 e g2 a2 | g3 e d4 | c3 d e2 g2 | d4 e2 d2",
    )
    end = song.section("Cadd9", "c8")

    wind = song.part(bamboo_flute, 0, reverb=0.42, loose=0.012)
    wind.play(first.tune, second.tune, end.tune)
    bed = song.part(warm_pad, -7, reverb=0.35, effects=(chorus,))
    keys = song.part(electric_piano, -5, reverb=0.3, effects=(partial(echo, seconds=0.625, feedback=0.3),))
    zither = song.part(guzheng, -7, pan=-0.25, reverb=0.4, loose=0.012)
    bass = song.part(round_bass, -8)
    bowed = song.part(strings, -12, reverb=0.45)
    for section in (intro, first, second):
        bed.play(section.pad(52, 72, 4))
        keys.play(pedalled(section.comp("1.a.b.c.|1.b.c.b.", 48, 71, 3), section.chords), velocity=0.75)
        bass.play(section.bass("1......."))
    bowed.play(second.pad(60, 79, 3), end.pad(60, 79, 3))
    zither.play(second.comp("------c-|----d-b-", 60, 81, 4), first.comp("--------|------d.", 60, 81, 4))
    for sweep in (intro.beat + 5, first.beat + 30):
        zither.play(glissando(sweep, 2.2, [50, 52, 55, 57, 60, 62, 64, 67, 69, 72, 74, 76], 0.42))
    zither.play(glissando(end.beat + 1, 2.5, [60, 62, 67, 72, 74, 79, 84], 0.4))
    bed.play(end.pad(52, 72, 4))
    keys.play(pedalled(end.comp("1.a.b.c.", 48, 71, 3), end.chords), velocity=0.75)
    bass.play(end.bass("1......."))
    return song


PIECES = (afternoon_tea, slow_river)
