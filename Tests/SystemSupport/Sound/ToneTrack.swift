// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How strong one test tone is through a recording: the discrete Fourier transform's term of its frequency,
/// over windows of 10 ms that follow each other every 2.5 ms.
///
/// A frequency that is a multiple of 100 Hz has whole periods in a window, so that no other such tone adds to
/// it while both are steady.
package struct ToneTrack: Sendable {
    /// The frames from one window to the next, and of a window.
    package static let hop = 120
    package static let window = 480

    /// In Hz.
    package let frequency: Int
    /// The tone's amplitude in each window, 1 at full scale.
    package let amplitudes: [Float]

    package init(of frequency: Int, in samples: [Float]) {
        precondition(frequency % 100 == 0, "a test tone has whole periods in 10 ms")
        self.frequency = frequency
        let turns = (0..<Self.window).map { 2 * Double.pi * Double(frequency * $0) / Recording.rate }
        let cosines = turns.map { Float(cos($0)) }
        let sines = turns.map { Float(sin($0)) }
        // A window is four hops; the reference runs on from hop to hop, as its period divides the window.
        let perWindow = Self.window / Self.hop
        let hops = samples.count / Self.hop
        var parts = [(real: Float, imaginary: Float)](repeating: (0, 0), count: hops)
        samples.withUnsafeBufferPointer { samples in
            cosines.withUnsafeBufferPointer { cosines in
                sines.withUnsafeBufferPointer { sines in
                    for hop in 0..<hops {
                        let phase = hop % perWindow * Self.hop
                        var real: Float = 0
                        var imaginary: Float = 0
                        var index = 0
                        while index < Self.hop {
                            let sample = samples[hop * Self.hop + index]
                            real += sample * cosines[phase + index]
                            imaginary += sample * sines[phase + index]
                            index += 1
                        }
                        parts[hop] = (real, imaginary)
                    }
                }
            }
        }
        amplitudes = (0..<max(0, hops - perWindow + 1)).map { first in
            let window = parts[first..<first + perWindow]
            let real = window.reduce(0) { $0 + $1.real }
            let imaginary = window.reduce(0) { $0 + $1.imaginary }
            return 2 * hypot(real, imaginary) / Float(Self.window)
        }
    }

    /// The instant in the middle of a window, in seconds from the first frame.
    package static func middle(of window: Double) -> Double {
        (window * Double(hop) + Double(Self.window) / 2) / Recording.rate
    }

    /// The windows that lie wholly between two instants, in seconds from the first frame.
    package static func windows(from: Double, to: Double, of count: Int) -> Range<Int> {
        let first = max(0, Int((from * Recording.rate / Double(hop)).rounded(.up)))
        let last = Int(((to * Recording.rate - Double(window)) / Double(hop)).rounded(.down))
        let end = min(count, last + 1)
        return min(first, end)..<end
    }
}
