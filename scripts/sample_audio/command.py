# SPDX-License-Identifier: Apache-2.0
"""The command line: composes, checks and encodes."""

import argparse
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np

from . import dsp
from .chimes import CHIMES, chime
from .pieces import FOLDERS

MUSIC_QUALITY, CHIME_QUALITY = 1.8, 5
SILENCE_SECONDS, SILENCE_DBFS = 0.25, -60.0


def works():
    """Everything there is: (path without extension, function that gives the sound, quality)."""
    for folder, pieces in FOLDERS.items():
        for piece in pieces:
            song = piece()
            yield f"{folder}/{song.name}", song.rendered, MUSIC_QUALITY
    for name in CHIMES:
        yield f"chimes/{name}", lambda name=name: chime(name), CHIME_QUALITY


def examined(sound, path):
    """Refuses a sound with a step at an end, a hole, an offset or a peak; returns its loudness and peak."""
    peak = 20 * np.log10(np.abs(sound).max())
    window = int(SILENCE_SECONDS * dsp.RATE)
    count = sound.shape[1] // window
    levels = np.abs(sound[:, :count * window]).reshape(2, count, window).max(axis=(0, 2))
    faults = {
        "starts or ends with a step": np.abs(sound[:, [0, -1]]).max() > 1e-3,
        "has a hole": (levels[:-2] < dsp.decibel_gain(SILENCE_DBFS)).any(),
        "has an offset": np.abs(sound.mean(axis=1)).max() > 1e-3,
        "peaks over -1 dBFS": peak > -1,
    }
    for fault, found in faults.items():
        if found:
            raise ValueError(f"{path} {fault}")
    return dsp.loudness(sound), peak


def encoded(sound, path, quality):
    """Writes a sound as Ogg Vorbis, the same bytes each time."""
    rng = dsp.generator("dither", path.stem)
    dither = rng.random(sound.shape) - rng.random(sound.shape)
    samples = np.round(sound * 32766 + dither).astype("<i2").T.tobytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            "oggenc", "--quiet", "--raw", "--raw-bits=16", "--raw-chan=2", f"--raw-rate={dsp.RATE}",
            f"--quality={quality}", f"--serial={zlib.crc32(path.stem.encode()) & 0x7FFFFFFF}",
            f"--title={path.stem.replace('-', ' ').capitalize()}", "--artist=storecast sample store",
            "--comment=LICENSE=CC0-1.0", f"--output={path}", "-",
        ],
        input=samples, check=True,
    )


def main():
    """Composes all works, or those asked for."""
    parser = argparse.ArgumentParser(
        description="Composes the music, the opening march and the chimes of the sample store by synthesis, "
        "the same bytes from each run with the same numpy and oggenc. Takes a few minutes.",
        epilog="Needs the Debian packages python3-numpy and vorbis-tools (oggenc). What it makes is CC0 1.0; "
        "see LICENSE beside it.",
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "audio", metavar="DIR",
                        help="where to write (default: audio/ of this checkout)")
    parser.add_argument("--only", action="append", metavar="NAME",
                        help="make only this one, such as morning-light or gong-2; may be repeated")
    options = parser.parse_args()
    if shutil.which("oggenc") is None:
        sys.exit("make-sample-audio: oggenc is missing; install it with: apt install vorbis-tools")
    chosen = list(works())
    if options.only:
        names = {path.rpartition("/")[2] for path, _, _ in chosen}
        for name in options.only:
            if name not in names:
                sys.exit(f"make-sample-audio: there is no {name!r}; there are: {', '.join(sorted(names))}")
        chosen = [work for work in chosen if work[0].rpartition("/")[2] in options.only]
    for name, compose, quality in chosen:
        sound = compose()
        loudness, peak = examined(sound, name)
        path = options.out / f"{name}.ogg"
        encoded(sound, path, quality)
        seconds, size = sound.shape[1] / dsp.RATE, path.stat().st_size
        facts = f"{seconds:5.1f} s {loudness:6.1f} LUFS {peak:5.1f} dBFS {size / 1e3:7.0f} kB"
        print(f"{name:40} {facts}", flush=True)
