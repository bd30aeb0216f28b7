# SPDX-License-Identifier: Apache-2.0
"""Cheerful keyboards for the after-work hours."""

from ..drums import kit
from ..instruments import (
    accordion, celesta, electric_piano, flute, marimba, piano, pizzicato, strings, ukulele, upright_bass,
)
from ..patterns import detached, softer
from ..song import Song


def skipping_stones():
    """A shuffle for celesta, ukulele and piano."""
    song = Song("skipping-stones", bpm=120, key=-2, swing=0.3, room=1.2)
    intro = song.section("C Am | Dm7 G7")
    turn = "g e g2 c'4 | g e g2 {} | a f a2 c'3 a |"
    first = song.section(
        "C | C | F | C | Am | D7 | G7 | G7",
        turn.format("e4") + "g6 z2 | c' a c'2 e'4 | ^f a d'2 c'4 | b g a2 b3 a | g6 z2",
    )
    bridge = song.section(
        "F | F | C | C | D7 | D7 | G7 | G7",
        "a c' a c' a2 f2 | a c' a c' d'4 | g c' g c' g2 e2 | g c' g c' e'4 |"
        "^f a ^f a ^f2 d2 | a2 ^f2 c'4 | b2 a2 g2 f2 | d4 z4",
    )
    last = song.section(
        "C | C7 | F | F#dim7 | C/G | G7 | Am | Dm7 G7",
        turn.format("_b4") + "c' a ^f2 a4 | g c' e'2 d'2 c'2 | b g a2 b2 d'2 | c'4 a4 | f2 a2 g2 b2",
    )
    end = song.section("C6", "c'8")

    bells = song.part(celesta, 0, pan=0.12, reverb=0.25)
    keys = song.part(piano, -3, pan=-0.1, reverb=0.18)
    wind = song.part(flute, -5, reverb=0.3)
    bells.play(first.tune, last.tune, end.tune)
    keys.play(bridge.tune, softer(first.second(), 0.7), softer(last.second(), 0.7))
    wind.play(softer(bridge.second(), 0.8), softer(last.tune, 0.75))

    strum = song.part(ukulele, -5, pan=-0.3, reverb=0.14, strum=0.01)
    left = song.part(piano, -7, pan=0.1, reverb=0.18, strum=0.004)
    bass = song.part(upright_bass, -4, reverb=0.06)
    bowed = song.part(strings, -12, reverb=0.35)
    drums = song.part(kit, -9, reverb=0.12, loose=0.004)
    for section in (intro, first, bridge, last):
        strum.play(section.comp("x-xx-xxx", 60, 76, 4), velocity=0.75)
        left.play(detached(section.comp("--x---x-", 52, 69, 3), 0.6), velocity=0.8)
        bass.play(section.bass("1.-.5.>."))
        drums.play(section.drums(
            brush="--x---x-", shaker="x-xox-xo", soft_kick="x---x---", block="-------o|----o--x",
        ))
    bowed.play(bridge.pad(57, 76, 3), last.pad(57, 76, 3), end.pad(57, 76, 4))
    strum.play(end.comp("x.......", 60, 77, 4))
    left.play(end.comp("x.......", 48, 72, 5))
    bass.play(end.bass("1......."))
    drums.play(end.drums(brush="x-------", soft_kick="x-------", triangle="x-------"))
    return song


def hopscotch():
    """A nimble polka: marimba in front, accordion and plucked strings behind."""
    song = Song("hopscotch", bpm=112, key=-5, room=1.2)
    intro = song.section("C | G7")
    theme = "c e g e c'2 g2 | f e d e f2 d2 | B d f d b2 f2 | e d c d e4 | c e g e c'2 g2 | a g f g a2 c'2 |"
    head = "C | G7 | G7 | C | C | F |"
    first = song.section(head + "G7 | C", theme + "b a g f e2 d2 | c2 e2 c2 z2")
    minor = song.section(
        "Am | E7 | Am | E7 | F | C | D7 | G7",
        "a2 e c a2 e2 | ^g2 e B ^g2 e2 | a2 b2 c'2 a2 | b4 e4 |"
        "f a c' a f2 a2 | e g c' g e2 g2 | d ^f a ^f d'2 c'2 | b2 a2 g2 f2",
    )
    last = song.section(head + "G7 | C", theme + "b a g f e2 d2 | c2 e2 g2 c'2")
    end = song.section("F G7 | C", "a g f a b a g b | c'8")

    wood = song.part(marimba, 0, pan=0.1, reverb=0.2)
    wood.play(first.tune, minor.tune, last.tune, end.tune)
    wood.play(softer(last.second(), 0.8), softer(end.second(), 0.8))
    bells = song.part(celesta, -10, pan=0.3, reverb=0.25)
    bells.play(minor.tune, last.tune, end.tune, octave=1, velocity=0.8)
    keys = song.part(electric_piano, -6, pan=-0.1, reverb=0.2)
    keys.play(softer(minor.second(), 0.9), softer(last.tune, 0.7), softer(end.tune, 0.7))
    box = song.part(accordion, -10, pan=-0.25, reverb=0.2)
    plucks = song.part(pizzicato, -5, pan=0.3, reverb=0.22)
    bowed = song.part(strings, -12, reverb=0.35)
    bass = song.part(upright_bass, -4, reverb=0.06)
    drums = song.part(kit, -10, reverb=0.12, loose=0.004)
    for section in (intro, first, minor, last):
        box.play(detached(section.comp("-x-x-x-x", 57, 72, 3), 0.5), velocity=0.75)
        plucks.play(detached(section.comp("-x-x-x-x", 55, 74, 3), 0.6), velocity=0.8)
        bass.play(detached(section.bass("1.5.1.5.|1.5.1.>."), 0.7))
        drums.play(section.drums(
            brush="--x---x---x---xo", soft_kick="x---x---x---x---", block="--------|------x-",
        ))
    bowed.play(minor.pad(57, 76, 3), last.pad(57, 76, 3), end.pad(57, 76, 4))
    plucks.play(end.comp("x-x-x-x-|x.......", 55, 76, 4))
    box.play(end.comp("--------|x.......", 57, 76, 4), velocity=0.8)
    bass.play(end.bass("1.1.1.1.|1......."))
    drums.play(end.drums(brush="x-x-x-x-|x-------", triangle="--------|x-------"))
    return song


PIECES = (skipping_stones, hopscotch)
