# SPDX-License-Identifier: Apache-2.0
"""The pieces, by the folder of `audio/` they belong to.

Each is written in C major or A minor and moved to its key when played; see `theory` for the notation.
"""

from . import (
    bright_piano, cheerful_keyboard, dance, farewell, items, light_keyboard, motivating, pop, soft_light,
    world,
)

FOLDERS = {
    "music/motivating": motivating.PIECES,
    "music/bright-piano": bright_piano.PIECES,
    "music/light-keyboard": light_keyboard.PIECES,
    "music/soft-light": soft_light.PIECES,
    "music/pop": pop.PIECES,
    "music/world": world.PIECES,
    "music/dance": dance.PIECES,
    "music/cheerful-keyboard": cheerful_keyboard.PIECES,
    "music/farewell": farewell.PIECES,
    "items": items.PIECES,
}
