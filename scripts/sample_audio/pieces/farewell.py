# SPDX-License-Identifier: Apache-2.0
"""The song that sees the customers out."""

from ..drums import kit
from ..instruments import electric_bass, guitar, piano, reed, strings, warm_pad
from ..patterns import pedalled, softer
from ..song import Song


def until_tomorrow():
    """A slow, warm ballad for a reed, piano and strings."""
    song = Song("until-tomorrow", bpm=72, key=3, room=2.2, ring=6.5, slow=0.3)
    intro = song.section("Cadd9 | Fmaj7")
    first = song.section(
        "C | Em7 | Fmaj7 | G | Am7 | Em7 | Dm7 | G7",
        "G2 c2 e3 d | d2 B2 G4 | A2 c2 a3 g | g6 z2 | c2 e2 c'3 b | b2 g2 e4 | f3 e d2 a2 | g4 z4",
    )
    second = song.section(
        "C | Em7 | Fmaj7 | Fm6 | C/G | Am7 | Dm7 | G7sus4 G7",
        "G2 c2 e3 d | d2 e2 g4 | a2 c'2 a3 g | _a6 z2 | g2 e2 c'3 g | a2 e2 c4 | d2 f2 a3 g | g2 f2 d2 B2",
    )
    end = song.section("Cadd9", "c8")

    voice = song.part(reed, 0, reverb=0.38, loose=0.012)
    voice.play(softer(first.tune, 0.85), softer(second.tune, 0.92), softer(end.tune, 0.75))
    keys = song.part(piano, -4, reverb=0.3, loose=0.008, strum=0.02)
    picked = song.part(guitar, -9, pan=-0.3, reverb=0.3)
    bowed = song.part(strings, -6, reverb=0.45)
    bed = song.part(warm_pad, -11, reverb=0.3)
    bass = song.part(electric_bass, -6, reverb=0.04)
    drums = song.part(kit, -13, reverb=0.25)
    for section in (intro, first, second):
        keys.play(pedalled(section.comp("158abcba", 43, 69, 3), section.chords), velocity=0.85)
        bed.play(section.pad(52, 71, 4))
    picked.play(pedalled(second.comp("--a-c-b-", 57, 74, 3), second.chords), velocity=0.85)
    bowed.play(first.pad(55, 74, 3)[12:], second.pad(57, 79, 4), end.pad(57, 79, 4))
    bass.play(first.bass("1......."), second.bass("1....15."), end.bass("1......."))
    drums.play(
        first.drums(shaker="o-x-o-x-o-x-o-x-"),
        second.drums(soft_kick="x-----o-x-------", rim="----x-------x---", shaker="o-x-o-x-o-x-o-x-"),
    )
    keys.play(end.comp("1.......", 36), end.comp("x.......", 50, 76, 5))
    bed.play(end.pad(52, 71, 4))
    return song


PIECES = (until_tomorrow,)
