# SPDX-License-Identifier: Apache-2.0
"""Light, cheerful keyboards for the morning."""

from functools import partial

from ..drums import kit
from ..dsp import chorus, tremolo
from ..instruments import (
    electric_piano, flute, guitar, guzheng, pizzicato, round_bass, upright_bass, vibraphone, warm_pad,
)
from ..patterns import detached, glissando, pedalled, softer
from ..song import Song


def counter_stroll():
    """A bossa nova for stage piano, nylon guitar and vibraphone."""
    song = Song("counter-stroll", bpm=122, key=3, room=1.3)
    head = "Cmaj9 | Cmaj9 | Dm9 | G9 | Em7 | A7 | Dm9 |"
    theme = "z2 e2 g2 b2 | a3 g e4 | z2 f2 a2 c'2 | b3 a e4 | z2 g2 b2 d'2 | ^c'3 b g4 |"
    intro = song.section("Cmaj9 | Dm9 G9")
    first = song.section(head + "G7", theme + "a3 g f2 e2 | d6 z2")
    bridge = song.section(
        "Fmaj7 | Fm6 | Em7 | Am7 | Dm7 | G7 | Cmaj9 | Dm7 G7",
        "a4 c'3 a | _a4 d'3 _a | g4 b3 g | e6 z2 | f2 a2 d'2 c'2 | b2 a2 g2 f2 | e6 z2 | f2 e2 d2 B2",
    )
    last = song.section(head + "G7", theme + "a3 g f2 d2 | B4 d4")
    end = song.section("Cmaj9 | Cmaj9", "e8- | e8")

    bars = song.part(vibraphone, 0, pan=0.15, reverb=0.3, effects=(partial(tremolo, rate=4.2, depth=0.15),))
    wind = song.part(flute, -5, pan=-0.15, reverb=0.35)
    bars.play(first.tune, last.tune, end.tune)
    bars.play(softer(bridge.second(), 0.7))
    wind.play(bridge.tune, softer(last.second(), 0.8))

    keys = song.part(electric_piano, -5, reverb=0.2, strum=0.006, effects=(tremolo,))
    strummed = song.part(guitar, -6, pan=-0.3, reverb=0.15, strum=0.01)
    bass = song.part(upright_bass, -4, reverb=0.06)
    drums = song.part(kit, -10, reverb=0.12, loose=0.004)
    bed = song.part(warm_pad, -13, reverb=0.3)
    bed.play(bridge.pad(55, 74, 3), end.pad(55, 74, 4))
    for section in (intro, first, bridge, last):
        keys.play(section.comp("x......x|...x....", 53, 71, 4), velocity=0.8)
        strummed.play(section.comp("x-x--x-x|-x-x--x-", 52, 67, 3), velocity=0.75)
        bass.play(section.bass("1..55..1"))
        drums.play(section.drums(
            rim="x--x--x---x--x--", shaker="xoxoxoxoxoxoxoxo", soft_kick="x--ox--ox--ox--o",
        ))
    keys.play(end.comp("x.......", 53, 74, 5))
    bass.play(end.bass("1......."))
    drums.play(end.drums(shaker="x-o-x-o-x-------|----------------", soft_kick="x-------|--------"))
    return song


def paper_lanterns():
    """A pentatonic tune on the guzheng, over stage piano and plucked strings."""
    song = Song("paper-lanterns", bpm=106, key=-5, room=1.6)
    intro = song.section("C | Gsus4")
    theme = "g2 e d e2 c2 | A2 c d e4 | a2 g a c'2 a2 | g2 e2 d4 | g2 e d e2 g2 | a2 c' a g4 |"
    head = "C | Am7 | F | G | C | Am7 |"
    first = song.section(head + "Dm7 G | C", theme + "d e g a g e d2 | c6 z2")
    bridge = song.section(
        "Am | Em7 | F | C | Am | Em7 | F G | G",
        "a2 a c' d'2 c' a | g2 a g e4 | a2 g a c'2 d'2 | e'2 d' c' g4 |"
        "a2 c'2 e'2 d' c' | g4 e2 d2 | c2 d e g2 a2 | g6 z2",
    )
    last = song.section(head + "Dm7 G | C", theme + "d e g a g e d2 | c6 z2")
    end = song.section("F | C", "a2 g e d2 e2 | c8")

    zither = song.part(guzheng, 0, pan=-0.12, reverb=0.3, loose=0.008)
    for section in (first, bridge, last, end):
        zither.play(section.tune)
    zither.play(softer(last.tune, 0.55), octave=-1)
    for sweep in (intro.beat + 6, bridge.beat + 30):
        zither.play(glissando(sweep, 1.8, [62, 64, 67, 69, 72, 74, 76, 79, 81, 84]))
    zither.play(glissando(end.beat + 5, 1.5, [60, 64, 67, 72, 76, 79, 84], 0.4))

    keys = song.part(electric_piano, -6, reverb=0.22, effects=(chorus,))
    plucks = song.part(pizzicato, -9, pan=0.3, reverb=0.25)
    bed = song.part(warm_pad, -12, reverb=0.3)
    bass = song.part(round_bass, -6)
    drums = song.part(kit, -12, reverb=0.2, loose=0.004)
    for section in (intro, first, bridge, last):
        keys.play(pedalled(section.comp("1-a-b-c-", 48, 69, 3), section.chords), velocity=0.85)
        plucks.play(detached(section.comp("--x---x-|--x-x-x-", 60, 76, 2), 0.6), velocity=0.8)
        bed.play(section.pad(55, 72, 3))
        drums.play(section.drums(
            block="x-----o---x-----", low_block="----x-------x-o-", shaker="o-xoo-xoo-xoo-xo",
            soft_kick="x-------x-o-----",
        ))
    bass.play(first.bass("1..15.1."), bridge.bass("1..15.1."), last.bass("1..15.8."))
    keys.play(end.comp("x.......", 55, 74, 4))
    bed.play(end.pad(55, 74, 4))
    bass.play(end.bass("1......."))
    return song


PIECES = (counter_stroll, paper_lanterns)
