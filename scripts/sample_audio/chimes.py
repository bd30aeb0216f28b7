# SPDX-License-Identifier: Apache-2.0
"""Chimes and gongs: a few bar strokes each, in C."""

import numpy as np

from . import dsp
from .dsp import RATE
from .instruments import celesta, chime_bar
from .theory import melody

# Name: (tune in eighths, seconds an eighth, seconds in all, whether a celesta doubles it an octave above)
CHIMES = {
    "chime-open": ("c e g a c'3 z", 0.17, 3.6, True),
    "chime-close": ("c' a g e c3 z", 0.24, 3.9, True),
    "chime-info": ("e2 a2 z4", 0.13, 1.9, True),
    "gong-2": ("g2 e6", 0.34, 2.8, False),
    "gong-4": ("c2 e2 g2 c'2", 0.23, 3.8, False),
    # Working bells: quick strokes that carry through a hall.
    "bell-start": ("c'' g' c'' g' c'' g' c'' g' | c'' g' c'' g' c''2 z2", 0.1, 2.9, False),
    "bell-lunch": ("e'' c'' g' e'' c'' g' c''2 | z8", 0.16, 3.1, False),
    "bell-end": ("g' e'' g' e'' g' e'' g' e'' | c''4 z4", 0.13, 3.2, False),
}
LOUDNESS_LUFS = -18.0


def chime(name):
    """The finished sound of a chime."""
    tune, eighth, seconds, doubled = CHIMES[name]
    sound = np.zeros((2, int(seconds * RATE)))
    notes = melody(tune, meter=4)
    for note in notes:
        at = int((0.008 + note.beat * 2 * eighth) * RATE)
        wave = chime_bar(note.pitch, seconds, 0.8)
        if doubled:
            bell = celesta(note.pitch + 12, seconds, 0.6)
            wave[:, :bell.shape[1]] += 0.3 * bell[:, :wave.shape[1]]
        wave = wave[:, :sound.shape[1] - at]
        sound[:, at:at + wave.shape[1]] += wave
    sound += 0.3 * dsp.reverberant(sound, 1.6, name)
    return dsp.mastered(sound, LOUDNESS_LUFS, fade=0.4 * seconds)
