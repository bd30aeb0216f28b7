# SPDX-License-Identifier: Apache-2.0
"""The band. An instrument takes (pitch, seconds, velocity) and gives a stereo sound of shape (2, frames).

Struck and plucked instruments are sums of decaying modes; winds, strings and reeds read wavetables whose
brightness follows their loudness. Nothing an instrument does depends on what was played before.
"""

from functools import lru_cache

import numpy as np

from .dsp import RATE, coloured_noise, generator, hiss, lowpass

LAYERS = 6
MODE_LIMIT_HZ = 10_500
TABLE = 2048


def hertz(pitch):
    """The frequency of a MIDI number in equal temperament."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


def layer(velocity):
    """The velocity, rounded to the few shades of timbre that are computed."""
    return round(max(0.15, min(1.0, velocity)) * LAYERS) / LAYERS


def loud(velocity):
    """The gain of a velocity."""
    return velocity**1.5


# Struck and plucked

def modal(frequencies, decays, amplitudes, seconds):
    """A sum of decaying sinusoids; `decays` in 1/s, `amplitudes` of shape (2, modes) for left and right.

    Each mode is a geometric series, so block starts times block interiors is one matrix product.
    """
    block = 512
    frames = int(seconds * RATE)
    rate = (2j * np.pi * frequencies - decays) / RATE
    starts = np.exp(np.outer(np.arange(-(-frames // block)) * block, rate))
    interiors = np.exp(np.outer(rate, np.arange(block)))
    return np.array([((starts * side) @ interiors).imag.ravel()[:frames] for side in amplitudes])


def ringing(frequencies, decays, amplitudes, seconds, spread=0.0, rng=None, attack=0.001):
    """Modes below the limit, each set a little to the left or right, with a softened first millisecond."""
    keep = frequencies < MODE_LIMIT_HZ
    frequencies, decays, amplitudes = frequencies[keep], decays[keep], amplitudes[keep]
    sides = spread * rng.uniform(-1, 1, frequencies.size) if spread else np.zeros(frequencies.size)
    stereo = np.array([amplitudes * (1 - sides), amplitudes * (1 + sides)])
    sound = modal(frequencies, decays, stereo, seconds)
    return sound * (1 - np.exp(-np.arange(sound.shape[1]) / RATE / attack))


def damped(sound, seconds, release):
    """The sound, let go after `seconds`."""
    held, tail = int(seconds * RATE), int(release * 6 * RATE)
    sound = sound[:, :held + tail].copy()
    after = sound.shape[1] - held
    if after > 0:
        sound[:, held:] *= np.exp(-np.arange(after) / RATE / release)
    end = min(480, sound.shape[1])
    sound[:, -end:] *= np.linspace(1, 0, end)
    return sound


@lru_cache(maxsize=400)
def piano_strings(pitch, velocity):
    """A piano note left to ring: stretched partials, three strings, a prompt sound and an after sound."""
    rng = generator("piano", pitch, velocity)
    f0 = hertz(pitch)
    stiffness = max(1e-4, 3.5e-4 * 2 ** ((pitch - 60) / 9))
    k = np.arange(1, int(min(44, 9000 / f0)) + 2)
    f = f0 * k * np.sqrt(1 + stiffness * k**2)
    amplitude = k**-0.7 * np.exp(-f / (650 + 2700 * velocity)) * (0.25 + np.abs(np.sin(np.pi * k * 0.123)))
    amplitude *= f**2 / (f**2 + 70**2) * rng.uniform(0.8, 1.2, k.size)
    prompt = 0.85 * 2 ** ((pitch - 60) / 20) + 2.2e-7 * f**2
    frequencies, decays, amplitudes = [], [], []
    for cents, share, slowness in [(-0.55, 0.45, 1.0), (0.5, 0.35, 0.8), (0.05, 0.2, 0.33)]:
        frequencies.append(f * 2 ** (cents * rng.uniform(0.8, 1.2, k.size) / 1200))
        decays.append(prompt * slowness)
        amplitudes.append(amplitude * share)
    seconds = float(np.clip(5.5 / prompt[0], 1.2, 6.5))
    sound = ringing(np.concatenate(frequencies), np.concatenate(decays), np.concatenate(amplitudes),
                    seconds, spread=0.35, rng=rng, attack=0.0011 + 0.0012 * (1 - velocity))
    thump = hiss(0.12, 60, 420, 0.018, rng)
    sound[:, :thump.size] += 0.05 * velocity * thump
    place = np.clip((pitch - 62) / 90, -0.3, 0.3)
    return sound * np.array([[1 - place], [1 + place]])


def piano(pitch, seconds, velocity):
    """A grand piano, rather mellow."""
    return loud(velocity) * damped(piano_strings(pitch, layer(velocity)), seconds, 0.07)


@lru_cache(maxsize=300)
def electric_piano_tine(pitch, velocity):
    """A tine and its bell, by frequency modulation."""
    f0 = hertz(pitch)
    time = np.arange(int(4.5 * RATE)) / RATE
    fade = np.exp(-time * (0.75 + f0 / 900))
    index = (0.25 + 1.25 * velocity) * np.exp(-time * (1.6 + f0 / 500)) * min(1.0, 500 / f0 + 0.35)
    body = np.sin(2 * np.pi * f0 * time + index * np.sin(2 * np.pi * f0 * time))
    bell_ratio = 14 if f0 * 14 < 6500 else 7 if f0 * 7 < 6500 else 4
    strike = 0.9 * np.sin(2 * np.pi * f0 * bell_ratio * time) * np.exp(-time * 14)
    bell = np.sin(2 * np.pi * f0 * time + strike)
    sound = (0.78 * body + 0.22 * (0.3 + 0.7 * velocity) * bell) * fade * (1 - np.exp(-time / 0.0015))
    return np.array([sound, sound])


def electric_piano(pitch, seconds, velocity):
    """A stage piano with tines; goes well with `dsp.tremolo` or `dsp.chorus`."""
    return loud(velocity) * damped(electric_piano_tine(pitch, layer(velocity)), seconds, 0.09)


@lru_cache(maxsize=600)
def plucked_string(pitch, velocity, name, place, brightness, decay, loss, body):
    """A string plucked at `place` of its length; `brightness` Hz, `decay` 1/s, `loss` damps its partials."""
    rng = generator(name, pitch, velocity)
    f0 = hertz(pitch)
    k = np.arange(1, int(min(48, 9500 / f0)) + 2)
    f = f0 * k * np.sqrt(1 + 6e-5 * k**2)
    amplitude = np.sin(np.pi * k * place) / k * np.exp(-f / (brightness * (0.45 + 0.75 * velocity)))
    decays = decay * (f0 / 220) ** 0.45 + loss * 1e-7 * f**2 + 0.12 * k
    frequencies = np.concatenate([f, f * 2 ** (0.9 / 1200)])
    seconds = float(np.clip(5.5 / decays[0], 0.25, 5.0))
    sound = ringing(frequencies, np.concatenate([decays, decays * 0.6]),
                    np.concatenate([amplitude * 0.7, amplitude * 0.3]), seconds, spread=0.2, rng=rng)
    if body:
        resonances = np.array([98.0, 196.0, 382.0])
        knock = ringing(resonances, np.array([28.0, 34.0, 48.0]), body * np.array([0.5, 0.4, 0.2]), 0.25)
        sound[:, :knock.shape[1]] += knock[:, :sound.shape[1]] * velocity
    return sound


def plucked(name, place, brightness, decay, loss, body=0.0, release=0.05):
    """An instrument of plucked strings."""
    def play(pitch, seconds, velocity):
        string = plucked_string(pitch, layer(velocity), name, place, brightness, decay, loss, body)
        return loud(velocity) * damped(string, seconds, release)
    return play


guitar = plucked("guitar", 0.22, 2700, 1.5, 2.2, body=0.05, release=0.08)
ukulele = plucked("ukulele", 0.28, 3000, 3.4, 3.0, body=0.05)
muted_guitar = plucked("muted guitar", 0.15, 3300, 13, 7.0)
pizzicato = plucked("pizzicato", 0.3, 1500, 8, 7.0, body=0.06)
upright_bass = plucked("upright bass", 0.22, 620, 1.7, 12.0, release=0.06)
electric_bass = plucked("electric bass", 0.17, 1000, 1.1, 9.0, release=0.04)
synthetic_pluck = plucked("synthetic pluck", 0.42, 3400, 4.0, 5.0, release=0.1)


def guzheng(pitch, seconds, velocity):
    """A Chinese zither: bright and long; a strong note is bent up into, a long one sways."""
    string = plucked_string(pitch, layer(velocity), "guzheng", 0.11, 3000, 1.05, 1.6, 0.03)
    frames = string.shape[1]
    time = np.arange(frames) / RATE
    bend = -0.55 * np.exp(-time / 0.035) if velocity > 0.78 else 0
    sway = 0.16 * np.sin(2 * np.pi * 5.1 * time) * np.clip((time - 0.35) / 0.5, 0, 1) if seconds > 0.8 else 0
    at = np.cumsum(2 ** ((bend + sway) / 12) * np.ones(frames)) - 1
    string = np.array([np.interp(at, np.arange(frames), side, right=0) for side in string])
    return loud(velocity) * damped(string, seconds, 0.35)


def mallet(name, ratios, decays, levels, knock, release):
    """A tuned bar: modes at `ratios` of the pitch with `decays` (1/s at 440 Hz) and `levels`."""
    @lru_cache(maxsize=300)
    def bar(pitch, velocity):
        f0 = hertz(pitch)
        rng = generator(name, pitch, velocity)
        hardness = np.array(levels) * velocity ** (0.7 * np.arange(len(levels)))
        decay = np.array(decays) * (f0 / 440) ** 0.6
        seconds = float(np.clip(5.5 / decay[0], 0.3, 5.0))
        sound = ringing(f0 * np.array(ratios), decay, hardness, seconds, spread=0.15, rng=rng, attack=0.0014)
        wood = hiss(0.05, 250, 1400, 0.007, rng)
        sound[:, :wood.size] += knock * velocity * wood
        return sound

    def play(pitch, seconds, velocity):
        return loud(velocity) * damped(bar(pitch, layer(velocity)), seconds, release)
    return play


marimba = mallet("marimba", [1, 3.93, 9.4], [5.2, 16, 40], [1, 0.34, 0.1], 0.16, 0.25)
vibraphone = mallet("vibraphone", [1, 3.98, 9.8], [1.15, 3.6, 12], [1, 0.27, 0.07], 0.03, 0.18)
celesta = mallet("celesta", [1, 2.02, 4.1, 6.7], [2.6, 4.5, 8, 15], [1, 0.36, 0.22, 0.08], 0.03, 0.25)
glockenspiel = mallet("glockenspiel", [1, 2.76, 5.4], [2.1, 6, 15], [1, 0.2, 0.05], 0.02, 0.4)
steel_pan = mallet("steel pan", [1, 2.0, 3.01, 4.03, 5.2], [3.4, 4.2, 7, 11, 16],
                   [1, 0.6, 0.32, 0.2, 0.09], 0.05, 0.16)
chime_bar = mallet("chime bar", [0.5, 1, 2.0, 3.01, 4.2], [1.1, 1.25, 2.6, 5, 9],
                   [0.12, 1, 0.26, 0.1, 0.03], 0.01, 0.5)
timpani = mallet("timpani", [1, 1.5, 1.99, 2.44, 2.9], [2.2, 2.8, 4, 6, 9], [1, 0.7, 0.35, 0.2, 0.1],
                 0.12, 0.3)


# Bowed and blown

def spectrum(slope, cut, formants=()):
    """Harmonic levels: `slope` dB an octave, a soft `cut` in Hz, and resonances (Hz, width, gain)."""
    def levels(f0):
        k = np.arange(1, int(min(56, 9500 / f0)) + 1)
        f = k * f0
        level = k ** (-slope / 6.02) * lowpass(cut, 1)(f)
        for centre, width, gain in formants:
            level *= 1 + gain * np.exp(-(((f - centre) / width) ** 2))
        return level / np.sqrt(np.sum(level**2))
    return levels


@lru_cache(maxsize=600)
def table(levels, pitch):
    """One cycle of a spectrum; phases are fixed so that the peaks of the harmonics do not meet."""
    amplitudes = levels(hertz(pitch))
    k = np.arange(1, amplitudes.size + 1)
    phases = np.pi * k * (k - 1) / max(1, amplitudes.size)
    cycle = np.arange(TABLE + 1) / TABLE
    return amplitudes @ np.sin(2 * np.pi * np.outer(k, cycle) + phases[:, None])


def sustained(name, dark, bright, *, voices=1, detune=0.0, attack=0.05, release=0.12, vibrato=0.0,
              vibrato_rate=5.3, vibrato_delay=0.35, scoop=0.0, swell=0.0, breath=0.0, spread=0.7):
    """An instrument that holds its notes.

    `dark` and `bright` are the spectra at the softest and the loudest; `detune`, `vibrato` and `scoop` are in
    cents, times in seconds; `swell` makes long notes grow; `breath` is the level of wind noise.
    """
    def play(pitch, seconds, velocity):
        rng = generator(name, pitch, round(seconds, 3), round(velocity, 3))
        f0 = hertz(pitch)
        frames = int((seconds + release * 1.5) * RATE)
        time = np.arange(frames) / RATE
        rise = np.clip(time / min(attack, max(0.012, seconds * 0.6)), 0, 1)
        envelope = np.sin(np.pi / 2 * rise) ** 2
        envelope *= 1 + swell * np.clip(time / 2.5, 0, 1) - 0.12 * np.clip(time / 0.6, 0, 1)
        fall = np.clip((time - seconds) / (release * 1.5), 0, 1)
        envelope *= np.cos(np.pi / 2 * fall) ** 2
        bloom = np.clip(velocity * envelope, 0, 1)
        tables = table(dark, pitch), table(bright, pitch)
        sound = np.zeros((2, frames))
        for voice in range(voices):
            place = 0.0 if voices == 1 else 2 * voice / (voices - 1) - 1
            sway = np.sin(2 * np.pi * (vibrato_rate * rng.uniform(0.93, 1.07) * time + rng.uniform()))
            cents = detune * place * rng.uniform(0.8, 1.2)
            cents = cents + vibrato * sway * np.clip((time - vibrato_delay) / 0.5, 0, 1)
            cents = cents - scoop * np.exp(-time / 0.045)
            position = np.cumsum(f0 * 2 ** (cents / 1200)) / RATE + rng.uniform() * (voices > 1)
            position = (position % 1) * TABLE
            index = position.astype(np.int32)
            fraction = position - index
            low, high = (t[index] + fraction * (t[index + 1] - t[index]) for t in tables)
            wave = (low + bloom * (high - low)) * (1 + 0.04 * sway * (vibrato > 0))
            sound += wave * np.array([[1 - spread * place], [1 + spread * place]])
        sound *= envelope / voices**0.5
        if breath:
            air = coloured_noise(frames, 0.8 * f0, min(5000, 5 * f0), rng)
            sound += breath * air * envelope * (0.6 + 0.8 * np.exp(-time / 0.06))
        return loud(velocity) * sound
    return play


strings = sustained("strings", spectrum(8.5, 1800), spectrum(6, 3200, [(600, 300, 0.4)]), voices=6, detune=9,
                    attack=0.2, release=0.35, vibrato=7, swell=0.15)
warm_pad = sustained("warm pad", spectrum(9, 650), spectrum(7.5, 1100), voices=6, detune=10, attack=0.6,
                     release=0.8, vibrato=3, vibrato_rate=0.4, vibrato_delay=0.0, spread=0.85)
flute = sustained("flute", spectrum(14, 1800), spectrum(10, 2600), attack=0.07, release=0.12, vibrato=11,
                  vibrato_rate=5.0, scoop=12, breath=0.022)
bamboo_flute = sustained("bamboo flute", spectrum(12, 1600), spectrum(8, 2600, [(1400, 500, 0.6)]),
                         attack=0.08, release=0.16, vibrato=16, vibrato_rate=4.7, vibrato_delay=0.45,
                         scoop=45, breath=0.045)
reed = sustained("reed", spectrum(9, 1100), spectrum(6, 2300, [(900, 350, 0.8), (1700, 400, 0.3)]),
                 attack=0.06, release=0.14, vibrato=12, vibrato_rate=5.0, vibrato_delay=0.5, scoop=30,
                 breath=0.018)
accordion = sustained("accordion", spectrum(6.5, 1500), spectrum(5, 2600, [(1200, 500, 0.5)]), voices=3,
                      detune=7, attack=0.035, release=0.07, spread=0.45)
horns = sustained("horns", spectrum(10, 900), spectrum(6, 1900, [(500, 250, 0.5)]), voices=3, detune=5,
                  attack=0.06, release=0.15, vibrato=3, scoop=15, swell=0.1, spread=0.5)
trumpets = sustained("trumpets", spectrum(8, 1400), spectrum(3.5, 3300, [(1200, 600, 0.5)]), voices=3,
                    detune=5,  attack=0.03, release=0.09, vibrato=5, scoop=25, spread=0.5)
low_brass = sustained("low brass", spectrum(9, 700), spectrum(5, 1700, [(450, 200, 0.4)]), voices=2, detune=4,
                      attack=0.04, release=0.1, scoop=18, spread=0.4)
lead = sustained("lead", spectrum(9, 1300), spectrum(6.5, 2500), voices=3, detune=6, attack=0.02,
                 release=0.14, vibrato=7, vibrato_delay=0.3, spread=0.4)
round_bass = sustained("round bass", spectrum(14, 260), spectrum(9, 480), attack=0.008, release=0.05)
