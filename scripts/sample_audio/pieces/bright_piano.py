# SPDX-License-Identifier: Apache-2.0
"""Cheerful piano for the first hour."""

from ..drums import kit
from ..instruments import guitar, piano, strings, upright_bass
from ..patterns import pedalled, softer
from ..song import Song


def morning_light():
    """A bright, flowing piano over a falling bass; strings join for the middle."""
    song = Song("morning-light", bpm=100, key=2, room=1.9)
    verse = "C | G/B | Am | Em/G | F | C/E | Dm7 |"
    theme = "e3 d c2 G2 | d3 e d2 B2 | c3 B c2 e2 | g6 e2 | a3 g f2 a2 | g3 f e2 c2 |"
    intro = song.section("Cadd9 | Fmaj7")
    first = song.section(verse + "Gsus4 G", theme + "d2 f2 a2 c'2 | c'4 b4")
    middle = song.section(
        "Fmaj7 | G | Em7 | Am7 | Dm7 | G7 | C | Gsus4 G",
        "a2 c'3 b a2 | b2 d'3 c' b2 | g2 b3 a g2 | e6 c2 | f2 a3 g f2 | d2 g3 f d2 | e3 f g2 c'2 | c'4 b2 g2",
    )
    last = song.section(verse + "G7sus4 G7", theme + "f3 e d2 f2 | e2 d2 B2 d2")
    end = song.section("Cadd9", "c8")

    right = song.part(piano, 0, reverb=0.28, loose=0.006)
    right.play(first.tune, middle.tune, last.tune, end.tune)
    right.play(softer(middle.second(), 0.8), softer(last.second(), 0.75))

    left = song.part(piano, -4, reverb=0.28, loose=0.006, strum=0.02)
    for section in (intro, first, last):
        left.play(pedalled(section.comp("158T8583", 43), section.chords), velocity=0.85)
    left.play(pedalled(middle.comp("15T8T585", 43), middle.chords), velocity=0.95)
    left.play(end.comp("1.......", 36), end.comp("x.......", 50, 74, voices=5))

    bowed = song.part(strings, -9, reverb=0.4)
    bowed.play(middle.pad(52, 74, 3), last.pad(55, 76, 3), end.pad(55, 76, 4))
    bass = song.part(upright_bass, -9, reverb=0.1)
    bass.play(middle.bass("1...5..."), last.bass("1...5.8."), end.bass("1......."))
    return song


def open_windows():
    """A light swing for piano, bass and brushes."""
    song = Song("open-windows", bpm=116, key=-2, swing=0.26, room=1.1, ring=4.0)
    head = "C6 | A7 | Dm7 | G7 | Em7 A7 | Dm7 G7 |"
    theme = "g2 e c A2 G2 | A ^c e g e4 | a2 f d c2 A2 | B d f a g4 | b2 g2 a g e ^c | f2 d2 e d B G |"
    intro = song.section("Dm7 | G7sus4 G7")
    first = song.section(head + "C6 Am7 | Dm7 G7", theme + "c2 e g a g e c | d4 z2 g2")
    bridge = song.section(
        "Fmaj7 | F#dim7 | C/G | A7 | D7 | D7 | Dm7 | G7",
        "a2 c'2 a g f2 | ^f2 a2 c'4 | g2 c'2 b c' a g | g2 ^c'2 e'4 |"
        "^f2 a d' c'2 a2 | ^f2 a c' a4 | f2 a c' d' c' a f | g4 z2 g2",
    )
    last = song.section(head + "C6 A7 | Dm7 G7", theme + "c2 e g a g e2 | f2 d2 e d B2")
    end = song.section("C6", "c8")

    right = song.part(piano, 0, reverb=0.2, loose=0.007)
    for section in (first, bridge, last, end):
        right.play(section.tune)
    right.play(softer(bridge.second(), 0.8))
    right.play(intro.comp("--x.---x|-x..x...", 60, 76, 4), velocity=0.8)

    left = song.part(piano, -6, reverb=0.2, loose=0.006, strum=0.006)
    for section in (first, bridge, last):
        left.play(section.comp("-x.--x.-|x..x.--x", 50, 66, 3), velocity=0.8)
    left.play(end.comp("x.......", 52, 72, 5))

    chords = song.part(guitar, -12, pan=-0.35, reverb=0.15, strum=0.012)
    bass = song.part(upright_bass, -4, reverb=0.08)
    drums = song.part(kit, -10, reverb=0.12, loose=0.004)
    for section in (intro, first, bridge, last):
        chords.play(section.comp("x-x-x-x-", 52, 66, 3), velocity=0.75)
        bass.play(section.bass("1.3.5.>.|1.5.3.>."))
        drums.play(section.drums(swish="x-o-x-o-", brush="--x---xo", ride="x-xox-xo", soft_kick="o---o---"))
    bass.play(end.bass("1......."))
    drums.play(end.drums(ride="x-------", soft_kick="x-------"))
    return song


PIECES = (morning_light, open_windows)
