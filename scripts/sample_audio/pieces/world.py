# SPDX-License-Identifier: Apache-2.0
"""Songs from abroad."""

from ..drums import kit
from ..instruments import (
    accordion, electric_bass, guitar, marimba, pizzicato, steel_pan, strings, ukulele, upright_bass,
)
from ..patterns import detached, softer
from ..song import Song


def harbour_waltz():
    """A musette waltz: accordion, two guitars, double bass."""
    song = Song("harbour-waltz", bpm=162, key=-2, meter=3, room=1.2, slow=0.35, ring=4.0)
    intro = song.section("Am | E7 | Am | Am")
    theme = (
        "e2 ^d2 e2 | a4 c'2 | b2 ^a2 b2 | ^g4 e2 | d2 ^c2 d2 | ^g4 b2 | a6 | z2 a2 b2 |"
        "^c'2 b2 ^c'2 | a4 g2 | f2 e2 f2 | a4 d'2 | c'2 b2 a2 | ^g2 a2 b2 |"
    )
    chords = "Am | Am | E7 | E7 | E7 | E7 | Am | Am | A7 | A7 | Dm | Dm | Am | E7 |"
    first = song.section(chords + "Am | E7", theme + "a6 | z2 d2 f2")
    major = song.section(
        "C | C | G7 | G7 | G7 | G7 | C | C | C7 | F | Dm | Am | B7 | E7 | Am | E7",
        "g4 e2 | g4 c'2 | b2 a2 g2 | f6 | f4 d2 | f4 b2 | a2 g2 e2 | c'4 z2 |"
        "_b2 a2 g2 | a4 f2 | d'2 c'2 a2 | e4 c'2 | b2 ^f2 a2 | ^g4 b2 | a4 c'2 | b2 ^g2 f2",
    )
    last = song.section(chords + "Am | Am", theme + "a6- | a6")

    box = song.part(accordion, 0, reverb=0.22, loose=0.008)
    box.play(first.tune, major.tune, last.tune)
    box.play(softer(major.second(), 0.75), softer(last.second(), 0.7))
    strum = song.part(guitar, -4, pan=-0.3, reverb=0.15, strum=0.012)
    answer = song.part(pizzicato, -10, pan=0.3, reverb=0.25)
    bowed = song.part(strings, -12, reverb=0.4)
    bass = song.part(upright_bass, -4, reverb=0.08)
    brushes = song.part(kit, -14, reverb=0.12)
    for section in (intro, first, major, last):
        strum.play(detached(section.comp("-xx", 52, 67, 3), 0.7), velocity=0.8)
        bass.play(section.bass("1.-|5.-" if section is not intro else "1.-"))
        brushes.play(section.drums(brush="-xo", soft_kick="x--"))
    answer.play(detached(major.comp("a-b-c-", 60, 77, 3), 0.6), detached(last.comp("a-b-c-", 60, 77, 3), 0.6))
    bowed.play(major.pad(57, 74, 3), last.pad(57, 74, 3))
    return song


def island_breeze():
    """A calypso for steel pan and marimba."""
    song = Song("island-breeze", bpm=104, key=-2, room=1.1, slow=0.08)
    intro = song.section("C F | G7 C")
    theme = "g2 g e2 g2 e | a2 a f2 c2 f | g2 f d2 B2 d | e4 c2 z2 | g2 g e2 c'2 g | a2 c' a2 f2 a |"
    head = "C | F | G7 | C | C | F |"
    first = song.section(head + "G7 | C", theme + "b2 a g2 f2 d | c6 z2")
    bridge = song.section(
        "F | C | G7 | C | F | C | D7 | G7",
        "c'2 c' a2 f2 a | g2 g e2 c2 e | d2 d f2 a2 g | g4 e4 |"
        "c'2 c' a2 f2 a | g2 g c'2 e'2 c' | d'2 c' a2 ^f2 a | g4 z2 g2",
    )
    last = song.section(head + "G7 | C", theme + "b2 a g2 f2 d | c2 e g2 c'2 g")
    end = song.section("C6", "c'8")

    pan = song.part(steel_pan, 0, pan=0.1, reverb=0.25, loose=0.006)
    wood = song.part(marimba, -5, pan=-0.2, reverb=0.2)
    strum = song.part(ukulele, -7, pan=0.35, reverb=0.14, strum=0.01)
    bass = song.part(electric_bass, -4, reverb=0.03)
    bowed = song.part(strings, -13, reverb=0.35)
    drums = song.part(kit, -7, reverb=0.12, loose=0.004)
    for section in (first, bridge, last, end):
        pan.play(section.tune)
    pan.play(softer(bridge.second(), 0.8), softer(last.second(), 0.8))
    for section in (intro, first, bridge, last):
        wood.play(section.comp("a-bca-bc-bcabc-b", 55, 74, 3), velocity=0.85)
        strum.play(section.comp("x-xx-xx-|x-xx-xxx", 60, 76, 4), velocity=0.8)
        bass.play(section.bass("1--53.5-|1--55.>."))
        drums.play(section.drums(
            soft_kick="x---x---x---x---", shaker="x-oxx-oxx-oxx-ox", low_conga="x-----x-----x---",
            conga="---x------x---xx", triangle="----x-------x---",
        ))
    bowed.play(bridge.pad(57, 76, 3), end.pad(57, 76, 4))
    wood.play(end.comp("x.......", 55, 76, 4))
    strum.play(end.comp("x.......", 60, 77, 4))
    bass.play(end.bass("1......."))
    drums.play(end.drums(soft_kick="x-------", conga="x-------"))
    return song


PIECES = (harbour_waltz, island_breeze)
