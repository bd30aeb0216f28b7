# SPDX-License-Identifier: Apache-2.0
"""A song: sections laid one after another, parts that play them, and the mix."""

from dataclasses import dataclass, field, replace

import numpy as np

from . import dsp, patterns, theory
from .drums import kit
from .dsp import RATE

LEAD_IN = 0.012
MIX_LUFS = -22.0
MASTER_LUFS = -19.0
FADE_SECONDS = 2.2


@dataclass(frozen=True)
class Section:
    """A stretch of a song: its chords and, where it has one, its tune.

    Notes and chords are as written; the registers `low` and `high` are as they sound, so that a hand stays in
    its best place whatever the key.
    """

    meter: int
    key: int
    chords: list
    tune: list

    def comp(self, pattern, low, high=None, voices=3):
        """Accompanies the section with a step pattern (see `patterns`)."""
        high = high - self.key if high else None
        return patterns.accompany(self.chords, pattern, self.meter, low - self.key, high, voices)

    def bass(self, pattern, low=31):
        """A bass line by a step pattern of degrees."""
        return patterns.accompany(self.chords, pattern, self.meter, low - self.key)

    def pad(self, low, high, voices=4):
        """The chords, held."""
        return patterns.sustained(self.chords, low - self.key, high - self.key, voices)

    def drums(self, **lines):
        """A drum pattern over the section."""
        return patterns.drummed(self.chords, self.meter, **lines)

    def second(self, gap=3):
        """A second voice under the tune."""
        return theory.harmonised(self.tune, self.chords, gap)

    @property
    def beat(self):
        """The beat it starts at."""
        return self.chords[0].beat


@dataclass
class Part:
    """One player: an instrument, where it stands, and how it is heard.

    `level` is LU against the lead, `pan` from -1 to 1, `reverb` the amplitude sent to the room, `loose` the
    spread of its timing in seconds, `strum` the delay from note to note of a chord.
    """

    instrument: object
    level: float
    pan: float = 0.0
    reverb: float = 0.25
    loose: float = 0.005
    strum: float = 0.0
    effects: tuple = ()
    notes: list = field(default_factory=list)

    def play(self, *phrases, octave=0, velocity=1.0):
        """Adds phrases, moved by octaves and with their velocities scaled."""
        for phrase in phrases:
            for note in phrase:
                pitch = note.pitch if isinstance(note.pitch, str) else note.pitch + 12 * octave
                self.notes.append(replace(note, pitch=pitch, velocity=note.velocity * velocity))


class Song:
    """A piece, written in C or A minor and played `key` semitones higher.

    `swing` delays off-beats by that part of half a pair (`swing_beats` is the length of a pair), `slow` is
    how much of the tempo is lost over the last two bars. `ring` is how many seconds the sound lasts from the
    start of the last bar: long enough that a crossfade of three seconds meets nothing but the last chord.
    `room` is the reverberation time in seconds.
    """

    def __init__(self, name, bpm, key=0, meter=4, swing=0.0, swing_beats=1.0, ring=4.6, slow=0.12,
                 room=1.5):
        self.name, self.bpm, self.key, self.meter = name, bpm, key, meter
        self.swing, self.swing_beats = swing, swing_beats
        self.ring, self.slow, self.room = ring, slow, room
        self.beats = 0.0
        self.parts = []

    def section(self, chords, tune="", shift=0):
        """Appends a section, transposed by `shift` semitones; the tune must be as long as the chords."""
        spans = theory.transposed(theory.harmony(chords, self.meter, self.beats), shift)
        notes = theory.shifted(theory.melody(tune, self.meter, self.beats), shift)
        length = len(theory.bars(chords))
        if tune and len(theory.bars(tune)) != length:
            raise ValueError(f"{self.name}: {length} bars of chords, {len(theory.bars(tune))} of tune")
        self.beats += length * self.meter
        return Section(self.meter, self.key, spans, notes)

    def part(self, instrument, level, **setting):
        """Adds a player."""
        self.parts.append(Part(instrument, level, **setting))
        return self.parts[-1]

    def seconds(self, beat):
        """When a beat comes."""
        pair = self.swing_beats
        whole, within = divmod(beat, pair)
        half = pair / 2
        if within < half:
            within *= 1 + self.swing
        else:
            within = half * (1 + self.swing) + (within - half) * (1 - self.swing)
        beat = whole * pair + within
        late = max(0.0, beat - (self.beats - 2 * self.meter))
        return LEAD_IN + (beat + self.slow * late**2 / (4 * self.meter)) * 60 / self.bpm

    @property
    def length(self):
        """How long the song lasts, in seconds."""
        return self.seconds(self.beats - self.meter) + self.ring

    def rendered(self):
        """The finished sound."""
        frames = int(self.length * RATE)
        dry, wet = np.zeros((2, frames)), np.zeros((2, frames))
        for number, part in enumerate(self.parts):
            sound = self.performed(part, frames, dsp.generator(self.name, number))
            sound *= dsp.decibel_gain(MIX_LUFS + part.level - dsp.loudness(sound))
            sound *= np.array([[min(1, 1 - part.pan)], [min(1, 1 + part.pan)]])
            dry += sound
            wet += part.reverb * sound
        mix = dry + dsp.reverberant(wet, self.room, self.name)
        return dsp.mastered(mix, MASTER_LUFS, FADE_SECONDS)

    def performed(self, part, frames, rng):
        """One part, played by a person: phrased, not quite even, not quite on the beat."""
        sound = np.zeros((2, frames))
        notes = sorted(part.notes, key=lambda note: (note.beat, str(note.pitch)))
        chord_beat, chord_size = None, 0
        for note in notes:
            chord_size = chord_size + 1 if note.beat == chord_beat else 0
            chord_beat = note.beat
            start = self.seconds(note.beat) + np.clip(rng.normal(0, part.loose), -0.015, 0.015)
            start = max(0.0, start + part.strum * chord_size)
            end = self.seconds(note.beat + note.beats)
            if note.beat + note.beats >= self.beats - 1e-6:
                end = self.length
            velocity = self.phrased(note) * (1 + rng.normal(0, 0.035))
            pitch = note.pitch + self.key if part.instrument is not kit else note.pitch
            wave = part.instrument(pitch, max(0.05, end - start), float(np.clip(velocity, 0.1, 1.0)))
            at = int(start * RATE)
            wave = wave[:, :frames - at]
            sound[:, at:at + wave.shape[1]] += wave
        for effect in part.effects:
            sound = effect(sound)
        return sound

    def phrased(self, note):
        """The velocity of a note, leaning on the bar's beats and into each four-bar phrase."""
        place = note.beat % self.meter
        stress = 1.06 if place == 0 else 1.02 if place % 1 == 0 else 0.95
        phrase = (note.beat / (4 * self.meter)) % 1
        return note.velocity * stress * (0.96 + 0.08 * np.sin(np.pi * phrase))
