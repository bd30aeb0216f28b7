# SPDX-License-Identifier: Apache-2.0
"""Accompaniments, written as step patterns.

A pattern divides each bar evenly into its characters: `.` holds what sounds, `-` is silent, anything else
strikes. Bars are separated by `|` and repeat as long as the harmony lasts. What is struck:

    1 3 5 7 8 T    degrees above the bass note (8 its octave, T the tenth); one that an inverted chord has in
                   its bass already gives way to the root
    >              a step towards the next bass note
    a b c d        one note of the voicing, from the bottom
    x X            the whole voicing, X accented

What is held while the harmony changes is struck again with the new chord.
"""

from dataclasses import replace

from .theory import Note, bars, span_at, voiced

ACCENT, PLAIN, GHOST = 0.88, 0.7, 0.42


def accompany(spans, pattern, meter, low, high=None, voices=3):
    """Plays a pattern over a harmony: degrees upwards from `low`, voicings between `low` and `high`."""
    hands = voiced(spans, low, high, voices) if high else [()] * len(spans)
    notes = []
    for beat, beats, symbol in struck(pattern, spans[0].beat, spans[-1].end, meter):
        while beats > 1e-6:
            span = span_at(spans, beat)
            index = spans.index(span)
            following = spans[(index + 1) % len(spans)]
            length = min(beats, span.end - beat)
            velocity = ACCENT if symbol == "X" else PLAIN
            for pitch in pitches(symbol, span.chord, hands[index], low, following.chord):
                notes.append(Note(beat, length, pitch, velocity))
            beat, beats = beat + length, beats - length
    return notes


def pitches(symbol, chord, hand, low, following):
    """The pitches that one symbol of a pattern stands for."""
    bass = low + (chord.bass - low) % 12
    if symbol in "xX":
        return hand
    if symbol in "abcdef":
        return [hand["abcdef".index(symbol)]]
    if symbol == "1":
        return [bass]
    if symbol == "8":
        return [bass + 12]
    if symbol == ">":
        target = low + (following.bass - low) % 12
        return [target - 1 if target > low else target + 2]
    degree, octave = (3, 12) if symbol == "T" else (int(symbol), 0)
    interval = (chord.pitch_class(degree) - bass) % 12 or (chord.root - bass) % 12
    return [bass + interval + octave]


def struck(pattern, start, end, meter):
    """The strokes of a pattern between two beats: (beat, beats, symbol)."""
    lines = bars(pattern)
    strokes = []
    sounding = False
    number = 0
    while start + number * meter < end - 1e-6:
        line = lines[number % len(lines)]
        step = meter / len(line)
        for place, symbol in enumerate(line):
            beat = start + number * meter + place * step
            if symbol != ".":
                sounding = symbol != "-"
                if sounding:
                    strokes.append([beat, step, symbol])
            elif sounding:
                strokes[-1][1] += step
        number += 1
    return strokes


def drummed(spans, meter, **lines):
    """A drum pattern, one line a drum: `x` plain, `X` accented, `o` barely touched, `.` holds a roll."""
    weight = {"x": PLAIN, "X": ACCENT, "o": GHOST}
    return [
        Note(beat, beats, drum, weight[symbol])
        for drum, pattern in lines.items()
        for beat, beats, symbol in struck(pattern, spans[0].beat, spans[-1].end, meter)
    ]


def sustained(spans, low, high, voices=4):
    """Each chord held for as long as it lasts."""
    return [
        Note(span.beat, span.beats, pitch)
        for span, hand in zip(spans, voiced(spans, low, high, voices))
        for pitch in hand
    ]


def pedalled(notes, spans):
    """The notes with the sustaining pedal down, changed with the harmony."""
    return [replace(note, beats=max(note.beats, span_at(spans, note.beat).end - note.beat)) for note in notes]


def glissando(beat, beats, pitches, velocity=0.5):
    """A sweep over pitches, growing, each left to ring."""
    count = len(pitches)
    return [
        Note(beat + beats * i / count, 1.5, pitch, velocity * (0.7 + 0.5 * i / count))
        for i, pitch in enumerate(pitches)
    ]


def softer(notes, factor):
    """The notes, their velocities scaled."""
    return [replace(note, velocity=note.velocity * factor) for note in notes]


def detached(notes, factor):
    """The notes, shortened to a part of their length."""
    return [replace(note, beats=note.beats * factor) for note in notes]
