# SPDX-License-Identifier: Apache-2.0
"""Signal processing on float arrays of shape (2, frames) at 48 kHz; filters are applied by FFT."""

import zlib

import numpy as np

RATE = 48_000
SILENCE_LUFS = -120.0


def generator(*key):
    """A random generator that depends on nothing but its key."""
    return np.random.default_rng(zlib.crc32("/".join(map(str, key)).encode()))


def fast_length(n):
    """The smallest FFT length of at least `n` with no prime factor above 5."""
    best = 1 << (n - 1).bit_length()
    for fives in (1, 5, 25, 125):
        for threes in (1, 3, 9, 27):
            factor = fives * threes
            best = min(best, factor << max(0, (-(-n // factor) - 1).bit_length()))
    return best


# Filters

def filtered(sound, response):
    """The sound through a zero-phase filter given by its gain over frequency in Hz."""
    n = sound.shape[-1]
    size = fast_length(n + RATE // 4)
    spectrum = np.fft.rfft(sound, size)
    spectrum *= response(np.fft.rfftfreq(size, 1 / RATE))
    return np.fft.irfft(spectrum, size)[..., :n]


def lowpass(hz, order=2):
    """The response of a Butterworth low-pass."""
    return lambda f: 1 / np.sqrt(1 + (f / hz) ** (2 * order))


def highpass(hz, order=2):
    """The response of a Butterworth high-pass."""
    return lambda f: 1 - 1 / np.sqrt(1 + (f / hz) ** (2 * order))


def bandpass(low, high, order=2):
    """The response of a band between two frequencies."""
    above, below = highpass(low, order), lowpass(high, order)
    return lambda f: above(f) * below(f)


def high_shelf(hz, decibels):
    """The response of a shelf that approaches `decibels` above `hz`."""
    gain = decibel_gain(decibels)
    return lambda f: gain + (1 - gain) / (1 + (f / hz) ** 2)


def coloured_noise(frames, low, high, rng):
    """Noise between two frequencies, of peak about 1."""
    noise = filtered(rng.standard_normal(frames), bandpass(low, high))
    return noise / (3 * np.sqrt(np.mean(noise**2)))


def hiss(seconds, low, high, decay, rng, attack=0.0008):
    """A burst of noise between two frequencies that dies with the time constant `decay`."""
    time = np.arange(int(seconds * RATE)) / RATE
    return coloured_noise(time.size, low, high, rng) * np.exp(-time / decay) * (1 - np.exp(-time / attack))


def decibel_gain(decibels):
    """The linear gain of a level in dB."""
    return 10 ** (decibels / 20)


# Effects

def reverberant(sound, seconds, seed):
    """The sound of a room, without the direct sound; energy in is energy out."""
    rng = generator("room", seed)
    frames = int(seconds * 1.3 * RATE)
    time = np.arange(frames) / RATE
    common = rng.standard_normal(frames)
    response = np.zeros((2, frames))
    for low, high, share in [
        (180, 500, 1.0), (500, 1200, 1.0), (1200, 2500, 0.85), (2500, 4500, 0.6), (4500, 8000, 0.4),
    ]:
        decay = np.exp(-6.9 * time / (seconds * share))
        for channel in response:
            noise = 0.9 * rng.standard_normal(frames) + 0.4 * common
            channel += filtered(noise, bandpass(low, high)) * decay
    response *= 1 - np.exp(-time / 0.008)
    for channel in response:
        for tap in rng.uniform(0.006, 0.05, 7):
            channel[int(tap * RATE)] += 2.5 * rng.choice((-1, 1)) * np.exp(-tap / 0.04)
    response = np.pad(response, ((0, 0), (int(0.018 * RATE), 0)))
    response /= np.sqrt(np.sum(response**2, axis=1, keepdims=True))
    size = fast_length(sound.shape[1] + response.shape[1])
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)[:, :sound.shape[1]]
    return filtered(wet, bandpass(160, 6500, 1))


def chorus(sound, rate=0.7, depth=0.0018, share=0.45):
    """Thickens a sound with a copy whose delay sways, oppositely left and right."""
    frames = np.arange(sound.shape[1])
    sway = np.sin(2 * np.pi * rate * frames / RATE)
    copies = [
        np.interp(frames - RATE * (0.009 + sign * depth * sway), frames, channel)
        for sign, channel in zip((1, -1), sound)
    ]
    return sound * (1 - share / 2) + share * np.array(copies)


def tremolo(sound, rate=4.6, depth=0.22):
    """Moves a sound gently between left and right, as a stage piano's amplifier does."""
    sway = depth * np.sin(2 * np.pi * rate * np.arange(sound.shape[1]) / RATE)
    return sound * np.array([1 + sway, 1 - sway])


def echo(sound, seconds, feedback=0.35, repeats=4):
    """Adds softening echoes that cross from side to side."""
    result = sound.copy()
    copy = filtered(sound, bandpass(250, 3500, 1))
    for count in range(1, repeats + 1):
        copy = copy[::-1] * feedback
        late = int(count * seconds * RATE)
        result[:, late:] += copy[:, :-late]
    return result


# Loudness and mastering

def k_weighting(f):
    """The K-weighting of ITU-R BS.1770, as the response of its two biquads at 48 kHz."""
    z = np.exp(-2j * np.pi * f / RATE)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    rumble = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    return np.abs(shelf * rumble)


def loudness(sound):
    """The integrated loudness of a stereo sound in LUFS, gated as EBU R128 asks."""
    weighted = filtered(sound, k_weighting)
    hop = RATE // 10
    if weighted.shape[1] < 4 * hop:
        weighted = np.pad(weighted, ((0, 0), (0, 4 * hop - weighted.shape[1])))
    count = weighted.shape[1] // hop
    energy = np.mean(weighted[:, :count * hop].reshape(2, count, hop) ** 2, axis=2).sum(axis=0)
    power = np.convolve(energy, np.ones(4) / 4, "valid")
    power = power[power > 10 ** ((-70 + 0.691) / 10)]
    if not power.size:
        return SILENCE_LUFS
    power = power[power > np.mean(power) / 10]
    return -0.691 + 10 * np.log10(np.mean(power))


def compressed(sound, above, ratio=1.7, attack=0.02, release=0.25):
    """Evens out what is louder than `above` (dBFS, RMS), both channels alike."""
    block = 128
    blocks = -(-sound.shape[1] // block)
    padded = np.pad(sound, ((0, 0), (0, blocks * block - sound.shape[1])))
    level = np.sqrt(np.mean(padded.reshape(2, blocks, block) ** 2, axis=(0, 2))) + 1e-9
    rising, falling = (np.exp(-block / RATE / time) for time in (attack, release))
    follower, envelope = 0.0, np.empty(blocks)
    for i, value in enumerate(level):
        memory = rising if value > follower else falling
        follower = memory * follower + (1 - memory) * value
        envelope[i] = follower
    over = np.maximum(0, 20 * np.log10(np.maximum(envelope, 1e-9)) - above)
    gain = decibel_gain(-over * (1 - 1 / ratio))
    return sound * np.interp(np.arange(sound.shape[1]), np.arange(blocks) * block + block / 2, gain)


def limited(sound, ceiling):
    """Holds every sample under the ceiling (dBFS), bending the gain 4 ms ahead."""
    block, reach = 48, 4
    blocks = -(-sound.shape[1] // block)
    padded = np.pad(np.abs(sound), ((0, 0), (0, blocks * block - sound.shape[1])))
    peak = padded.reshape(2, blocks, block).max(axis=(0, 2)) + 1e-9
    needed = np.minimum(1, decibel_gain(ceiling) / peak)
    wide = np.pad(needed, 2 * reach + 1, mode="edge")
    least = np.lib.stride_tricks.sliding_window_view(wide, 2 * reach + 3).min(axis=1)
    window = np.hanning(2 * reach + 3)[1:-1]
    gain = np.convolve(least, window / window.sum(), "valid")[:blocks]
    return sound * np.interp(np.arange(sound.shape[1]), np.arange(blocks) * block + block / 2, gain)


def mastered(sound, target, fade):
    """A finished piece: rumble off, a little air, evened, at `target` LUFS, fading for its last seconds."""
    sound = filtered(sound, lambda f: highpass(32)(f) * high_shelf(2500, 3)(f) * lowpass(13500, 4)(f))
    sound = compressed(sound * decibel_gain(target - loudness(sound)), above=target - 1)
    sound *= decibel_gain(target - loudness(sound))
    return faded(limited(sound, -2.5), fade)


def faded(sound, fade, rise=0.006):
    """The sound, rising from and falling to silence."""
    sound = sound.copy()
    up, down = int(rise * RATE), int(fade * RATE)
    sound[:, :up] *= np.sin(np.linspace(0, np.pi / 2, up)) ** 2
    sound[:, -down:] *= np.cos(np.linspace(0, np.pi / 2, down)) ** 2
    return sound
