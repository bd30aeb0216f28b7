# SPDX-License-Identifier: Apache-2.0
"""Notes, chords and voice leading. Pitches are MIDI numbers (60 is middle C), times are quarter notes."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}

# Semitones above the root, by the degree they stand for; a sixth takes the seventh's place.
QUALITIES = {
    "": {1: 0, 3: 4, 5: 7},
    "m": {1: 0, 3: 3, 5: 7},
    "6": {1: 0, 3: 4, 5: 7, 7: 9},
    "m6": {1: 0, 3: 3, 5: 7, 7: 9},
    "7": {1: 0, 3: 4, 5: 7, 7: 10},
    "m7": {1: 0, 3: 3, 5: 7, 7: 10},
    "maj7": {1: 0, 3: 4, 5: 7, 7: 11},
    "add9": {1: 0, 3: 4, 5: 7, 9: 2},
    "9": {1: 0, 3: 4, 5: 7, 7: 10, 9: 2},
    "m9": {1: 0, 3: 3, 5: 7, 7: 10, 9: 2},
    "maj9": {1: 0, 3: 4, 5: 7, 7: 11, 9: 2},
    "sus4": {1: 0, 3: 5, 5: 7},
    "7sus4": {1: 0, 3: 5, 5: 7, 7: 10},
    "dim7": {1: 0, 3: 3, 5: 6, 7: 9},
    "m7b5": {1: 0, 3: 3, 5: 6, 7: 10},
}

# Which tones a voicing keeps when it has fewer voices than the chord: the bass has the root already.
VOICING_PRIORITY = (3, 7, 9, 5, 1)


@dataclass(frozen=True)
class Note:
    """One sounding note; `pitch` is a MIDI number, or the name of a drum."""

    beat: float
    beats: float
    pitch: object
    velocity: float = 0.7


@dataclass(frozen=True)
class Chord:
    """A chord by the pitch class of its root, its degrees, and its bass."""

    root: int
    degrees: tuple
    bass: int

    def pitch_class(self, degree):
        """The pitch class of a degree; a chord without it answers with its root."""
        return (self.root + dict(self.degrees).get(degree, 0)) % 12

    def pitch_classes(self, voices):
        """The chord's pitch classes, the dispensable ones left out when it has more than `voices`."""
        present = [degree for degree in VOICING_PRIORITY if degree in dict(self.degrees)]
        return {self.pitch_class(degree) for degree in present[:voices]}


@dataclass(frozen=True)
class Span:
    """A chord and the time it lasts."""

    beat: float
    beats: float
    chord: Chord

    @property
    def end(self):
        return self.beat + self.beats


def pitch_class(name):
    """The pitch class of a name such as `F#` or `Bb`."""
    return (STEPS[name[0]] + name.count("#") - name.count("b")) % 12


def chord(symbol):
    """Reads a chord symbol such as `Am7`, `Gsus4` or `C/E`."""
    match = re.fullmatch(r"([A-G][#b]?)([^/]*)(?:/([A-G][#b]?))?", symbol)
    if match is None or match[2] not in QUALITIES:
        raise ValueError(f"not a chord: {symbol!r}")
    root = pitch_class(match[1])
    bass = pitch_class(match[3]) if match[3] else root
    return Chord(root, tuple(QUALITIES[match[2]].items()), bass)


def harmony(text, meter, start=0.0):
    """Reads bars of chord symbols, `C | F G | Am`; the chords of a bar share it equally."""
    spans = []
    for number, bar in enumerate(bars(text)):
        symbols = bar.split()
        beats = meter / len(symbols)
        for place, symbol in enumerate(symbols):
            spans.append(Span(start + number * meter + place * beats, beats, chord(symbol)))
    return spans


def bars(text):
    """The bars of a text, without the empty ones that a trailing bar line leaves."""
    return [bar.strip() for bar in text.split("|") if bar.strip()]


TOKEN = re.compile(r"\s*(?:(\(3)|(z|[_^]?[A-Ga-g][,']*)(\d*)(/\d*)?(-?))")


def melody(text, meter, start=0.0):
    """Reads a melody in a small part of the ABC notation.

    `C` is middle C, `c` the octave above, `'` and `,` move by octaves, `^` and `_` raise and lower that one
    note, `z` rests, a number counts eighths (`c3`, `c/2`), `(3` makes a triplet of the next three, `-` ties.
    Each bar must be full, which finds slips of the pen.
    """
    notes = []
    tied = False
    for number, bar in enumerate(bars(text)):
        position, beat, triplet = 0, Fraction(0), 0
        while position < len(bar):
            match = TOKEN.match(bar, position)
            if match is None:
                raise ValueError(f"bar {number + 1}: cannot read {bar[position:]!r}")
            position = match.end()
            if match[1]:
                triplet = 3
                continue
            beats = Fraction(int(match[3] or 1), 2)
            if match[4]:
                beats /= int(match[4][1:] or 2)
            if triplet:
                beats *= Fraction(2, 3)
                triplet -= 1
            if match[2] != "z":
                pitch = note_pitch(match[2])
                if tied and notes[-1].pitch == pitch:
                    notes[-1] = replace(notes[-1], beats=notes[-1].beats + float(beats))
                else:
                    notes.append(Note(start + number * meter + float(beat), float(beats), pitch))
                tied = match[5] == "-"
            beat += beats
        if beat != meter:
            raise ValueError(f"bar {number + 1} ({bar}) has {float(beat)} beats, not {meter}")
    return notes


def note_pitch(name):
    """The MIDI number of a note in ABC notation."""
    letter = name.lstrip("_^")[0]
    octaves = name.count("'") - name.count(",") + letter.islower()
    return 60 + STEPS[letter.upper()] + 12 * octaves + name.count("^") - name.count("_")


def voiced(spans, low, high, voices):
    """Voices each chord between two pitches so that the hand moves as little as it can."""
    centre, previous, result = (low + high) / 2, None, []
    for span in spans:
        classes = span.chord.pitch_classes(voices)
        tones = [pitch for pitch in range(low, high + 1) if pitch % 12 in classes]
        candidates = []
        for place in range(len(tones) - voices + 1):
            close = tones[place:place + voices]
            candidates.append(close)
            if voices > 3 and close[-2] - 12 >= low:
                candidates.append(sorted([close[-2] - 12, *close[:-2], close[-1]]))

        def cost(candidate):
            drift = 0.3 * abs(sum(candidate) / voices - centre)
            if previous is None:
                return drift
            return drift + sum(abs(a - b) for a, b in zip(candidate, previous)) / voices

        previous = min(candidates, key=cost)
        result.append(previous)
    return result


def harmonised(notes, spans, gap=3):
    """A second voice below a tune: for each note the nearest chord tone at least `gap` semitones lower."""
    lower = []
    for note in notes:
        classes = span_at(spans, note.beat).chord.pitch_classes(5)
        pitch = next(p for p in range(note.pitch - gap, 0, -1) if p % 12 in classes)
        lower.append(replace(note, pitch=pitch, velocity=note.velocity * 0.8))
    return lower


def span_at(spans, beat):
    """The span that sounds at a beat."""
    return next(span for span in reversed(spans) if span.beat <= beat + 1e-6)


def shifted(notes, semitones):
    """The notes, transposed."""
    return [replace(note, pitch=note.pitch + semitones) for note in notes]


def transposed(spans, semitones):
    """The chords, transposed."""
    return [
        replace(span, chord=replace(
            span.chord,
            root=(span.chord.root + semitones) % 12,
            bass=(span.chord.bass + semitones) % 12,
        ))
        for span in spans
    ]
