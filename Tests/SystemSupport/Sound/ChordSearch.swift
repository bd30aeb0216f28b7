// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Which chords were heard in a recording, and when: by the strength of each tone over windows of 10 ms that follow each
/// other every 2.5 ms.
///
/// Only each sixth sample is looked at. Nothing in these recordings is above 4 kHz, and minutes are searched in seconds.
package struct ChordSearch: Sendable {
    /// A chord that was heard.
    package struct Passage: Sendable {
        package let chord: Chord
        /// Where it lies in the recording, in frames.
        package let start: Int, end: Int
        /// Whether it was cut off because the program stopped playing to the card.
        package let isCut: Bool

        /// In seconds.
        package var duration: Double { Double(end - start) / Recording.rate }
    }

    private static let step = 6
    /// In samples that are looked at: 2.5 ms, and 10 ms.
    private static let hop = 20, hopsInWindow = 4
    /// A tone that is weaker is no part of a chord. Where a window is half full a tone has half of its strength.
    private static let leastStrength: Float = 0.02
    /// A chord that stops for less goes on; one that is shorter is what an edge leaves in other tones.
    private static let longestBreak = 8, shortest = 8
    /// For so long the beginning of a chord may be hidden by what gives way to it, and its end by what it gives way to:
    /// that fades for 150 ms, or plays its last 150 ms.
    private static let longestFade = 64

    private let streams: [Range<Int>]
    private let samples: [Float]
    private let turns: [[(cosine: Float, sine: Float)]]
    private let tones: [Int]

    /// Prepares to search for chords, and for the tones of a bed.
    package init(_ recording: CardRecording, bed: [Int]) {
        samples = stride(from: 0, to: recording.left.count, by: Self.step).map { recording.left[$0] }
        tones = Chord.tones + bed
        streams = recording.streams
        let rate = Recording.rate / Double(Self.step)
        turns = tones.map { tone in
            (0..<Self.hop * Self.hopsInWindow).map { sample in
                let turn = 2 * Double.pi * Double(tone * sample) / rate
                return (Float(cos(turn)), Float(sin(turn)))
            }
        }
    }

    private var hops: Int { max(0, samples.count / Self.hop - Self.hopsInWindow + 1) }

    /// How strong a tone is in each window.
    package func strengths(of tone: Int) -> [Float] {
        guard let place = tones.firstIndex(of: tone) else { return [] }
        let parts = parts(turns[place])
        return (0..<hops).map { first in
            var (real, imaginary) = (Float(0), Float(0))
            for hop in first..<first + Self.hopsInWindow {
                real += parts[hop].real
                imaginary += parts[hop].imaginary
            }
            return 2 * (real * real + imaginary * imaginary).squareRoot() / Float(Self.hop * Self.hopsInWindow)
        }
    }

    /// The window in the middle of which a frame lies.
    package static func window(at frame: Int) -> Int { frame / step / hop - hopsInWindow / 2 }

    private func parts(_ turns: [(cosine: Float, sine: Float)]) -> [(real: Float, imaginary: Float)] {
        samples.withUnsafeBufferPointer { samples in
            turns.withUnsafeBufferPointer { turns in
                (0..<samples.count / Self.hop).map { hop in
                    let phase = hop % Self.hopsInWindow * Self.hop
                    var (real, imaginary) = (Float(0), Float(0))
                    var index = 0
                    while index < Self.hop {
                        let sample = samples[hop * Self.hop + index]
                        real += sample * turns[phase + index].cosine
                        imaginary += sample * turns[phase + index].sine
                        index += 1
                    }
                    return (real, imaginary)
                }
            }
        }
    }

    /// The chords that were heard, by their starts; what a program played and what the next one did is never one.
    package func passages() -> [Passage] {
        let strengths = Chord.tones.map(strengths(of:))
        return streams.flatMap { stream in
            let windows = max(0, Self.window(at: stream.lowerBound))..<min(hops, Self.window(at: stream.upperBound) + 1)
            return windows.isEmpty ? [] : passages(in: windows, of: stream, strengths)
        }
    }

    private func passages(in windows: Range<Int>, of stream: Range<Int>, _ strengths: [[Float]]) -> [Passage] {
        var runs: [(chord: Chord, first: Int, last: Int)] = []
        for hop in windows {
            guard let chord = Self.chord(strengths, at: hop) else { continue }
            if let known = runs.last, known.chord == chord, hop - known.last <= Self.longestBreak {
                runs[runs.count - 1].last = hop
            } else {
                runs.append((chord, hop, hop))
            }
        }
        // At an edge a window that is half full counts, and its middle is the edge.
        let middle = Self.hopsInWindow / 2
        return runs.filter { $0.last - $0.first >= Self.shortest }.map { run in
            let first = Self.edge(of: run.chord, from: run.first, by: -1, in: windows, strengths)
            let last = Self.edge(of: run.chord, from: run.last, by: 1, in: windows, strengths)
            let end = (last + middle) * Self.hop * Self.step
            return Passage(
                chord: run.chord, start: (first + middle) * Self.hop * Self.step, end: end,
                isCut: end > stream.upperBound - Self.hopsInWindow * Self.hop * Self.step)
        }
    }

    /// Where a chord begins, or ends, that is louder than others up to a window.
    private static func edge(
        of chord: Chord, from hop: Int, by direction: Int, in windows: Range<Int>, _ strengths: [[Float]]
    ) -> Int {
        let places = [chord.low, chord.high].compactMap { Chord.tones.firstIndex(of: $0) }
        var edge = hop
        while abs(edge - hop) < longestFade, windows.contains(edge + direction),
            places.allSatisfy({ strengths[$0][edge + direction] >= leastStrength })
        {
            edge += direction
        }
        return edge
    }

    /// The two strongest tones, where both are strong enough. Where a third is nearly as strong two chords sound at once,
    /// and any two of their tones may be the strongest.
    private static func chord(_ strengths: [[Float]], at hop: Int) -> Chord? {
        var (first, second) = (0, 0)
        var (firstStrength, secondStrength, thirdStrength) = (Float(0), Float(0), Float(0))
        var place = 0
        while place < strengths.count {
            let strength = strengths[place][hop]
            if strength > firstStrength {
                thirdStrength = secondStrength
                (second, secondStrength) = (first, firstStrength)
                (first, firstStrength) = (place, strength)
            } else if strength > secondStrength {
                thirdStrength = secondStrength
                (second, secondStrength) = (place, strength)
            } else if strength > thirdStrength {
                thirdStrength = strength
            }
            place += 1
        }
        guard secondStrength >= leastStrength, thirdStrength < secondStrength / 2 else { return nil }
        return Chord(low: Chord.tones[min(first, second)], high: Chord.tones[max(first, second)])
    }
}
