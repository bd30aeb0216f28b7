# SPDX-License-Identifier: Apache-2.0
"""Motivating songs before the doors open."""

from functools import partial

from ..drums import kit
from ..dsp import chorus, echo
from ..instruments import (
    electric_bass, glockenspiel, guitar, horns, lead, muted_guitar, piano, strings, trumpets,
)
from ..patterns import detached, softer
from ..song import Song


def rise_and_shine():
    """A driving anthem: verse, chorus, and the chorus once more with horns."""
    song = Song("rise-and-shine", bpm=122, key=-5, room=1.4, slow=0.06)
    intro = song.section("C | G/B | Am7 | F")
    verse = song.section(
        "C | G/B | Am | F | C | G/B | Am | F G",
        "z2 G c d2 e2 | d4 B2 G2 | z2 A c d2 e2 | c4 A4 | z2 G c d2 e2 | g4 d4 | z2 c d e2 g2 | a4 b4",
    )
    rising = "a2 c'2 c'3 a | b2 d'2 d'4 | b2 g2 g3 b | e'3 d' c'4 | a2 c'2 c'3 d' | b3 a g4 |"
    chorus_one = song.section(
        "F | G | Em7 | Am | F | G | C | Gsus4 G", rising + "e'3 d' c'2 g2 | d'4 d'4",
    )
    chorus_two = song.section("F | G | Em7 | Am | F | G | F | G", rising + "a2 c'2 c'3 a | b2 d'2 d'2 b2")
    end = song.section("C", "c'8")

    voice = song.part(lead, 0, reverb=0.25, effects=(partial(echo, seconds=0.369, feedback=0.22, repeats=3),))
    for section in (verse, chorus_one, chorus_two, end):
        voice.play(section.tune)
    voice.play(softer(chorus_one.second(), 0.8), softer(chorus_two.second(), 0.8))

    keys = song.part(piano, -3, reverb=0.2, strum=0.004)
    muted = song.part(muted_guitar, -9, pan=-0.4, reverb=0.12)
    strummed = song.part(guitar, -9, pan=0.4, reverb=0.15, strum=0.012, effects=(chorus,))
    bass = song.part(electric_bass, -4, reverb=0.03)
    bowed = song.part(strings, -8, reverb=0.4)
    brass = song.part(horns, -7, reverb=0.35)
    drums = song.part(kit, -5, reverb=0.14, loose=0.003)

    keys.play(intro.comp("a-cbc-cb", 60, 76, 3), verse.comp("x...x...", 55, 74, 3))
    muted.play(verse.comp("aabaabab", 48, 64, 3))
    bass.play(intro.bass("1......."), verse.bass("11111111"))
    bowed.play(intro.pad(55, 74, 3))
    drums.play(
        intro.drums(hat="x-x-x-x-x-x-x-x-", soft_kick="x-------x-------|x-------x-------|x---x---x---x---",
                    tom="----------------|----------------|----------------|--------x-x-----",
                    low_tom="----------------|----------------|----------------|------------x-xx"),
        verse.drums(kick="x-----x-x-------", rim="----x-------x---", hat="x-o-x-o-x-o-x-o-"),
    )
    fill = "----x-------x---|----x-------x---|----x-------x---|----x-------x-xx"
    for section in (chorus_one, chorus_two):
        keys.play(section.comp("X.x.x.xx", 55, 76, 4))
        muted.play(section.comp("aabaabab", 52, 67, 3))
        strummed.play(section.comp("x.xx.xxx", 50, 68, 4), velocity=0.8)
        bass.play(section.bass("11111181"))
        bowed.play(section.pad(60, 81, 4))
        drums.play(section.drums(
            kick="x-----x-x-x-----", snare=fill, open_hat="--x---x---x---x-", hat="x---x---x---x---",
            crash="X---------------|----------------|----------------|----------------",
        ))
    brass.play(softer(chorus_two.second(7), 0.9))
    keys.play(end.comp("X.......", 48, 76, 5))
    strummed.play(end.comp("X.......", 50, 70, 5))
    bass.play(end.bass("1......."))
    bowed.play(end.pad(60, 81, 4))
    brass.play(end.pad(55, 72, 3))
    drums.play(end.drums(kick="x-------", crash="x-------"))
    return song


def forward_together():
    """A sunny pop march whose last chorus steps up a tone."""
    song = Song("forward-together", bpm=114, key=-2, room=1.4, slow=0.08)
    intro = song.section("F | G")
    verse = song.section(
        "F | G | Em7 | Am | F | G | C | C7",
        "A2 c2 f3 e | d4 B2 d2 | e3 d B2 G2 | c4 e4 | f3 g a2 f2 | g3 a b2 g2 | c'6 g2 | e4 z4",
    )
    chords = "F | C/E | Dm7 | G | F | C/E | Dm7 G | C"
    tune = (
        "c'2 c'2 a2 f2 | g3 a g2 e2 | f3 g a2 f2 | g4 d4 |"
        "c'2 c'2 a2 f2 | g3 c' e'2 c'2 | d'2 c'2 b2 g2 | c'6 z2"
    )
    refrain = song.section(chords, tune)
    higher = song.section(chords, tune, shift=2)
    end = song.section("C", "c'8", shift=2)

    voice = song.part(trumpets, -1, reverb=0.3)
    bells = song.part(glockenspiel, -13, pan=0.3, reverb=0.3)
    bowed = song.part(strings, -4, reverb=0.35)
    bowed.play(verse.tune, softer(verse.second(), 0.8), end.pad(60, 81, 4))
    for section in (refrain, higher):
        voice.play(softer(section.tune, 0.8))
        bowed.play(softer(section.second(), 0.9), section.pad(57, 76, 3))
        bells.play(softer(section.tune, 0.7), octave=1)
    voice.play(softer(end.tune, 0.8))

    keys = song.part(piano, -3, reverb=0.2, strum=0.004)
    strummed = song.part(guitar, -8, pan=-0.35, reverb=0.15, strum=0.012)
    bass = song.part(electric_bass, -4, reverb=0.03)
    drums = song.part(kit, -6, reverb=0.14, loose=0.003)
    keys.play(intro.comp("x.xx.xx.", 55, 74, 4), verse.comp("x.a.x.b.", 55, 74, 3))
    bass.play(intro.bass("1......."), verse.bass("1..15.1."))
    drums.play(
        intro.drums(snare="----------------|--------x-o-xxxX", kick="x-----x-x-x-----"),
        verse.drums(kick="x-----x-x-------", clap="----x-------x---", hat="x-o-x-o-x-o-x-o-",
                    shaker="o-x-o-x-o-x-o-x-"),
    )
    for section in (refrain, higher):
        keys.play(section.comp("X.xx.xx.", 55, 76, 4))
        strummed.play(section.comp("x-xx-xxx", 52, 70, 4), velocity=0.8)
        bass.play(section.bass("1.11.155"))
        drums.play(section.drums(
            kick="x-----x-x-x-----", hat="x-x-x-x-x-x-x-x-", tambourine="--x---x---x---x-",
            snare="----x-------x---|----x-------x---|----x-------x---|----x-----x-x-xx",
            crash="x---------------|----------------|----------------|----------------",
        ))
    strummed.play(detached(verse.comp("--x---x-", 55, 72, 3), 0.5))
    keys.play(end.comp("X.......", 48, 76, 5))
    bass.play(end.bass("1......."))
    drums.play(end.drums(kick="x-------", crash="x-------"))
    return song


PIECES = (rise_and_shine, forward_together)
