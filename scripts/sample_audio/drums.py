# SPDX-License-Identifier: Apache-2.0
"""The kit: each drum by name, a few takes of each so that no two strokes in a row are alike."""

from functools import lru_cache

import numpy as np

from .dsp import RATE, coloured_noise, generator, hiss
from .instruments import layer, loud, ringing

TAKES = 5


def kit(name, seconds, velocity):
    """One stroke of a drum; a roll lasts `seconds`."""
    if name == "roll":
        return roll(seconds, velocity)
    take = int(velocity * 1000) % TAKES
    return loud(velocity) * stroke(name, layer(velocity), take)


@lru_cache(maxsize=None)
def stroke(name, velocity, take):
    """One take of one drum at one velocity, placed in the stereo picture."""
    sound, place, level = DRUMS[name](velocity, generator(name, velocity, take))
    end = min(480, sound.size)
    sound[-end:] *= np.linspace(1, 0, end)
    return level * sound * np.array([[1 - place], [1 + place]])


def roll(seconds, velocity):
    """A snare roll that grows, of strokes a thirtieth of a second apart."""
    rng = generator("roll", round(seconds, 2))
    sound = np.zeros((2, int((seconds + 0.3) * RATE)))
    count = max(2, int(seconds * 22))
    for i in range(count):
        hit = stroke("march_snare", layer(velocity * 0.55), i % TAKES)
        at = int((i * seconds / count + rng.uniform(0, 0.004)) * RATE)
        part = sound[:, at:at + hit.shape[1]]
        part += 0.45 * loud(velocity) * (0.35 + 0.65 * i / count) * hit[:, :part.shape[1]]
    return sound


def clock(seconds):
    """Time from 0 to `seconds`."""
    return np.arange(int(seconds * RATE)) / RATE


def sweep(seconds, start, end, fall, decay):
    """A sine that falls from one frequency to another and dies."""
    time = clock(seconds)
    phase = np.cumsum(end + (start - end) * np.exp(-time / fall)) / RATE
    return np.sin(2 * np.pi * phase) * np.exp(-time / decay) * (1 - np.exp(-time / 0.001))


def modes(frequencies, decays, levels, seconds):
    """A mono sum of modes."""
    return ringing(np.array(frequencies), np.array(decays), np.array(levels), seconds)[0]


def mixed(*sounds):
    """Sounds of unequal length, added."""
    result = np.zeros(max(sound.size for sound in sounds))
    for sound in sounds:
        result[:sound.size] += sound
    return result


def kick(velocity, rng):
    return mixed(sweep(0.4, 120, 50, 0.03, 0.13), 0.12 * velocity * hiss(0.03, 800, 3000, 0.006, rng)), 0, 1.0


def soft_kick(velocity, rng):
    return mixed(sweep(0.4, 85, 48, 0.03, 0.12), 0.05 * hiss(0.03, 300, 1200, 0.008, rng)), 0, 0.8


def snare(velocity, rng):
    shell = modes([186, 331], [22, 30], [0.5, 0.25], 0.25)
    return mixed(shell, (0.35 + 0.3 * velocity) * hiss(0.3, 1100, 5500, 0.075, rng)), 0.08, 0.62


def march_snare(velocity, rng):
    shell = modes([240, 420], [30, 40], [0.35, 0.2], 0.2)
    return mixed(shell, 0.6 * hiss(0.25, 1500, 6000, 0.055, rng)), 0.1, 0.5


def rim(velocity, rng):
    wood = modes([480, 1140, 1730], [45, 60, 75], [0.5, 0.35, 0.3], 0.12)
    return mixed(wood, 0.1 * hiss(0.04, 1500, 5000, 0.006, rng)), -0.12, 0.42


def brush(velocity, rng):
    return mixed(modes([200], [32], [0.2], 0.2), hiss(0.25, 900, 5000, 0.06, rng, 0.004)), 0.1, 0.34


def swish(velocity, rng):
    time = clock(0.4)
    return coloured_noise(time.size, 1300, 5200, rng) * np.sin(np.pi * time / 0.4) ** 2, 0.15, 0.12


def hat(velocity, rng):
    return hiss(0.12, 5500, 10500, 0.022 + 0.01 * velocity, rng), 0.22, 0.2


def open_hat(velocity, rng):
    return hiss(0.45, 5000, 10000, 0.12, rng), 0.22, 0.13


def shaker(velocity, rng):
    time = clock(0.13)
    envelope = np.minimum(1, time / 0.035) * np.exp(-np.maximum(0, time - 0.035) / 0.022)
    return coloured_noise(time.size, 4200, 9000, rng) * envelope, -0.3, 0.18


def tambourine(velocity, rng):
    jingles = modes([4300, 5270, 6610, 7840], [24, 28, 30, 34], [0.2, 0.2, 0.15, 0.1], 0.25)
    return mixed(jingles, 0.5 * hiss(0.25, 5000, 9500, 0.06, rng, 0.004)), 0.28, 0.13


def ride(velocity, rng):
    f = rng.uniform(0.995, 1.005, 9) * np.array([2110, 2790, 3310, 3920, 4610, 5320, 6150, 7010, 7720])
    ping = modes(f, 4.5 + f / 1400, 0.3 / np.arange(2, 11), 0.9)
    return mixed(ping, 0.16 * hiss(0.7, 4500, 9000, 0.16, rng, 0.003)), 0.25, 0.2


def crash(velocity, rng):
    wash = mixed(hiss(2.4, 1800, 5500, 0.55, rng, 0.006), 0.7 * hiss(1.6, 5000, 9500, 0.3, rng, 0.004))
    return wash, -0.2, 0.22


def tom(velocity, rng):
    return sweep(0.5, 165, 112, 0.04, 0.14), -0.2, 0.7


def low_tom(velocity, rng):
    return sweep(0.6, 120, 82, 0.04, 0.17), 0.2, 0.75


def conga(velocity, rng):
    skin = sweep(0.4, 235, 208, 0.02, 0.1)
    return mixed(skin, 0.1 * hiss(0.05, 900, 3500, 0.012, rng)), -0.25, 0.45


def low_conga(velocity, rng):
    skin = sweep(0.5, 172, 152, 0.02, 0.13)
    return mixed(skin, 0.08 * hiss(0.05, 700, 2800, 0.012, rng)), 0.2, 0.5


def clap(velocity, rng):
    burst = np.zeros(int(0.3 * RATE))
    for at, level in [(0.0, 0.6), (0.011, 0.7), (0.023, 1.0)]:
        hand = level * hiss(0.22, 850, 3600, 0.045 if level == 1.0 else 0.006, rng)
        start = int(at * RATE)
        burst[start:start + hand.size] += hand[:burst.size - start]
    return burst, -0.06, 0.36


def block(velocity, rng):
    return modes([840, 2240], [38, 70], [0.6, 0.15], 0.18), -0.28, 0.4


def low_block(velocity, rng):
    return modes([610, 1650], [34, 60], [0.6, 0.15], 0.2), 0.28, 0.42


def triangle(velocity, rng):
    return modes([3480, 5210, 6890], [4.5, 6, 8], [0.3, 0.2, 0.1], 0.9), 0.35, 0.12


DRUMS = {
    drum.__name__: drum
    for drum in (
        kick, soft_kick, snare, march_snare, rim, brush, swish, hat, open_hat, shaker, tambourine, ride,
        crash, tom, low_tom, conga, low_conga, clap, block, low_block, triangle,
    )
}
