# SPDX-License-Identifier: Apache-2.0
"""Music with a place of its own in the day."""

from ..drums import kit
from ..instruments import glockenspiel, horns, low_brass, strings, timpani, trumpets
from ..patterns import detached, softer
from ..song import Song


def opening_march():
    """A fanfare and a march, with a singing middle and a plain last chord."""
    song = Song("opening-march", bpm=118, key=-2, room=1.7, ring=4.2, slow=0.1)
    fanfare = song.section("C | F | G | G7", "c3 G c2 e2 | f3 c f2 a2 | g2 g g g2 b2 | g6 z2")
    head = "C | F C/E | Dm7 G | C | Am |"
    theme = "c3 d e2 g2 | a3 a g2 e2 | f3 e d2 B2 | c4 G4 | e3 e a2 c'2 |"
    first = song.section(head + "D7 | G D7 | G7", theme + "a3 ^f d2 a2 | b3 a ^f2 d2 | g6 z2")
    middle = song.section("F | C/E | D7 | G7", "f4 a2 c'2 | g4 c'2 g2 | ^f3 a c'2 a2 | g4 b4")
    last = song.section(head + "F | C/G G7", theme + "f3 a c'2 a2 | g2 c'2 b2 d'2")
    end = song.section("C | C", "c'2 G G c'2 z2 | c'8")

    high = song.part(trumpets, 0, pan=0.12, reverb=0.32, loose=0.006)
    mid = song.part(horns, -3, pan=-0.2, reverb=0.38)
    low = song.part(low_brass, -5, reverb=0.25)
    bowed = song.part(strings, -4, reverb=0.4)
    drum = song.part(timpani, -7, pan=-0.1, reverb=0.35)
    bells = song.part(glockenspiel, -14, pan=0.3, reverb=0.35)
    battery = song.part(kit, -8, reverb=0.25, loose=0.003)

    high.play(fanfare.tune, first.tune, last.tune, end.tune, softer(last.second(), 0.85))
    mid.play(softer(fanfare.second(), 0.9), softer(first.second(), 0.85), middle.tune)
    mid.play(softer(last.second(6), 0.9), end.comp("x-xxx---|x.......", 55, 72, 3))
    bowed.play(middle.tune, softer(middle.second(), 0.8), fanfare.pad(60, 79, 4))
    bowed.play(detached(first.comp("-x-x-x-x", 57, 74, 3), 0.7), last.tune, last.pad(57, 76, 3))
    bowed.play(end.comp("x-xxx---|x.......", 60, 79, 4))
    bells.play(middle.tune, last.tune, octave=1, velocity=0.7)
    low.play(fanfare.comp("1.......", 36), detached(first.bass("1.5.1.5.", 36), 0.75))
    low.play(middle.bass("1...5...", 36), detached(last.bass("1.5.1.5.", 36), 0.75))
    low.play(end.bass("1-111---|1.......", 36))
    drum.play(fanfare.bass("1---1---|1---1---|1---1---|11111111", 40), end.bass("1-111---|1.......", 40))
    for section in (first, last):
        drum.play(section.bass("1-------|1---5---", 40), velocity=0.85)
    battery.play(
        fanfare.drums(march_snare="x-oox-oox-oox-oo|x-oox-oox-oox-oo|x-oox-oox-oox-oo|----------------",
                      roll="----------------|----------------|----------------|x...............",
                      crash="x-------|x-------|x-------|--------"),
        middle.drums(march_snare="o---o-o-o---o-o-|o---o-o-o---o-o-|o---o-o-o---o-o-|--------",
                     roll="--------|--------|--------|x......."),
        end.drums(march_snare="x---x-x-x-------|x-------", crash="x-------|X-------",
                  soft_kick="x-------|X-------"),
    )
    for section in (first, last):
        battery.play(section.drums(
            march_snare="x-o-x-oox-o-xoxo|x-o-x-oox-oox-oo", soft_kick="x-------x-------",
            crash="x-------|--------|--------|--------",
        ))
    return song


PIECES = (opening_march,)
