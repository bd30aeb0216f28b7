# SPDX-License-Identifier: Apache-2.0
"""Pop for the early afternoon."""

from functools import partial

from ..drums import kit
from ..dsp import chorus, echo, tremolo
from ..instruments import (
    celesta, electric_bass, electric_piano, guitar, lead, muted_guitar, piano, reed, strings, warm_pad,
)
from ..patterns import pedalled, softer
from ..song import Song


def city_lights():
    """A mid-tempo ballad over the four-five-three-six that half of Asia's pop rests on."""
    song = Song("city-lights", bpm=96, key=1, swing=0.12, swing_beats=0.5, room=1.6)
    intro = song.section("Fmaj7 | G")
    verse = song.section(
        "Fmaj7 | G | Em7 | Am7 | Fmaj7 | G | Cmaj7 | C",
        "z2 e d c2 A2 | B4 d4 | z2 d e g2 e2 | e6 z2 | z2 e d c2 A2 | d3 e d2 B2 | G2 c2 e4 | z4 e2 g2",
    )
    hook = "a3 g a2 c'2 | b3 a g2 d2 | g3 a b2 g2 | c'3 b a2 e2 | f3 g a2 f2 |"
    chords = "Fmaj7 | G | Em7 | Am7 | Dm7 |"
    first = song.section(chords + "G | C | Gsus4", hook + "g3 f d2 B2 | c3 d e2 g2 | g6 z2")
    last = song.section(chords + "G7sus4 | F | Fm6", hook + "g3 f d2 g2 | a4 c'4 | _a4 d'4")
    end = song.section("Cmaj9", "e'8")

    voice = song.part(reed, 0, reverb=0.3, loose=0.01,
                      effects=(partial(echo, seconds=0.4688, feedback=0.2, repeats=3),))
    for section in (verse, first, last, end):
        voice.play(softer(section.tune, 0.9))
    high = song.part(celesta, -12, pan=0.35, reverb=0.35)
    high.play(softer(last.tune, 0.7))

    keys = song.part(electric_piano, -3, reverb=0.22, strum=0.008, effects=(tremolo,))
    picked = song.part(guitar, -7, pan=-0.35, reverb=0.2)
    bass = song.part(electric_bass, -4, reverb=0.03)
    bowed = song.part(strings, -8, reverb=0.4)
    bed = song.part(warm_pad, -12, reverb=0.3)
    drums = song.part(kit, -7, reverb=0.14, loose=0.003)
    keys.play(intro.comp("x...x...", 53, 72, 4), verse.comp("x..x..x.", 53, 72, 4))
    picked.play(pedalled(verse.comp("abcbabcb", 55, 72, 3), verse.chords), velocity=0.8)
    bed.play(intro.pad(53, 72, 4), verse.pad(53, 72, 4))
    bass.play(verse.bass("1......5|1...1.5."))
    drums.play(intro.drums(shaker="o-x-o-x-o-x-o-x-"))
    drums.play(verse.drums(kick="x-----o---x-----", rim="----x-------x---", hat="x-o-x-oox-o-x-o-"))
    for section in (first, last):
        keys.play(section.comp("x..x.xx.", 53, 74, 4))
        picked.play(pedalled(section.comp("acbcacbc", 57, 74, 3), section.chords), velocity=0.85)
        bowed.play(section.pad(60, 79, 3))
        bass.play(section.bass("1..1..15|1..15.5."))
        drums.play(section.drums(
            kick="x-----x---x----o", hat="x-o-x-oox-o-x-o-", shaker="o-x-o-x-o-x-o-x-",
            snare="----x-------x---|----x-------x---|----x-------x---|----x-------x-ox",
        ))
    keys.play(end.comp("x.......", 53, 74, 5))
    bass.play(end.bass("1......."))
    bowed.play(end.pad(60, 79, 4))
    return song


def weekend_plans():
    """Light-hearted funk: electric piano, muted guitar, a hook with a push."""
    song = Song("weekend-plans", bpm=108, key=-3, swing=0.14, swing_beats=0.5, room=1.2, slow=0.06)
    head = "Cmaj7 | Am7 | Dm7 | G7sus4 | Cmaj7 | Am7 | Dm7 | G7sus4"
    riff = "e2 e d2 c2 G | A2 A c2 d2 e | f2 f e2 d2 c | d4 z2 G2 | e2 e d2 c2 e | g2 g e2 d2 c |"
    intro = song.section("Dm7 | G7sus4")
    first = song.section(head, riff + "d2 d f2 a2 f | g4 z4")
    bridge = song.section(
        "Fmaj7 | Em7 | Dm7 | Cmaj7 | Fmaj7 | Em7 | Dm7 | G7sus4",
        "a2 a g2 a2 c' | b2 b g2 e2 g | a2 a f2 d2 f | g6 z2 |"
        "a2 a g2 a2 c' | b2 b g2 b2 d' | c'2 c' a2 f2 d | g4 f2 d2",
    )
    last = song.section(head, riff + "d2 d f2 a2 f | g2 f d2 c2 d")
    end = song.section("Cmaj9", "e8")

    voice = song.part(lead, -1, reverb=0.22)
    keys_voice = song.part(piano, -2, reverb=0.2)
    keys_voice.play(first.tune, last.tune, end.tune)
    voice.play(softer(bridge.tune, 0.85), softer(last.tune, 0.7))
    keys_voice.play(softer(bridge.second(), 0.8))

    keys = song.part(electric_piano, -3, reverb=0.18, strum=0.005, effects=(chorus,))
    muted = song.part(muted_guitar, -8, pan=-0.4, reverb=0.12)
    strummed = song.part(guitar, -10, pan=0.4, reverb=0.12, strum=0.008)
    bass = song.part(electric_bass, -3, reverb=0.03)
    bed = song.part(strings, -11, reverb=0.35)
    drums = song.part(kit, -6, reverb=0.12, loose=0.003)
    for section in (intro, first, bridge, last):
        keys.play(section.comp("x--x--x---x-----", 53, 72, 4))
        muted.play(section.comp("a-b-aab-a-b-aaba", 57, 72, 3), velocity=0.8)
        strummed.play(section.comp("----x-------x-x-", 60, 76, 3), velocity=0.7)
        bass.play(section.bass("1--1--8-1-5---1-|1--1--8-5-1---5-"))
        drums.play(section.drums(
            kick="x--o--x---x-----|x--o--x-x-------", hat="x-xox-xox-xox-xo", clap="----x-------x---",
            snare="----o-------o---|----o--o----o--o",
        ))
    bed.play(bridge.pad(60, 79, 3), end.pad(60, 79, 4))
    keys.play(end.comp("x.......", 53, 74, 5))
    bass.play(end.bass("1......."))
    drums.play(end.drums(kick="x-------", crash="o-------"))
    return song


PIECES = (city_lights, weekend_plans)
