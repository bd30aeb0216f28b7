// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import SystemSupport

/// Listens to the left channel of what `parec` hears, and keeps where sound began after silence.
final class OnsetSearch: Sendable {
    /// What is weaker is silent; dither is.
    private static let threshold: Float = 0.001
    /// Silence shorter than this is a zero crossing: 1 ms.
    private static let shortestSilence = 48

    private struct Onset {
        let frame: Int
        let silentFrames: Int
    }

    private struct State {
        var arrivals: [Timeline.Arrival] = []
        var onsets: [Onset] = []
        var frames = 0
        /// So many frames at the end were silent; all before the first one count.
        var silentFrames = Int.max / 2
        /// The beginning of a frame that is not whole yet.
        var rest: [UInt8] = []

        mutating func hear(_ sample: Float) {
            if abs(sample) <= threshold {
                silentFrames += 1
            } else {
                if silentFrames >= shortestSilence {
                    onsets.append(Onset(frame: frames, silentFrames: silentFrames))
                }
                silentFrames = 0
            }
            frames += 1
        }
    }

    private let state = Mutex(State())

    /// Takes some more interleaved stereo, 32-bit floats.
    @Sendable func take(_ bytes: UnsafeRawBufferPointer, at arrival: Date) {
        state.withLock { state in
            state.arrivals.append(Timeline.Arrival(frames: state.frames, at: arrival))
            state.rest += bytes
            let frames = state.rest.count / Recording.frameBytes
            state.rest.withUnsafeBytes { rest in
                for frame in 0..<frames {
                    state.hear(rest.loadUnaligned(fromByteOffset: frame * Recording.frameBytes, as: Float.self))
                }
            }
            state.rest.removeFirst(frames * Recording.frameBytes)
        }
    }

    /// How many seconds were heard.
    var duration: Double { state.withLock { Double($0.frames) / Recording.rate } }

    /// When sound began after so much silence or more.
    func onsets(afterSilence seconds: Double) throws -> [Date] {
        let state = state.withLock { $0 }
        let timeline = try Timeline(state.arrivals)
        return state.onsets.filter { Double($0.silentFrames) >= seconds * Recording.rate }
            .map { timeline.instant(at: Double($0.frame) / Recording.rate) }
    }
}
