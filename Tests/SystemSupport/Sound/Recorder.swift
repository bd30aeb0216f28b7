// SPDX-License-Identifier: Apache-2.0
package import Foundation
import Synchronization

/// Collects what `parec` hears, and when each piece came.
package final class Recorder: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var arrivals: [Timeline.Arrival] = []
    }

    private let state = Mutex(State())

    /// Takes some more interleaved 32-bit floats.
    @Sendable package func take(_ bytes: UnsafeRawBufferPointer, at arrival: Date) {
        state.withLock {
            $0.arrivals.append(Timeline.Arrival(frames: $0.bytes.count / Recording.frameBytes, at: arrival))
            $0.bytes += bytes
        }
    }

    /// How many seconds have been recorded.
    package var duration: Double {
        state.withLock { Double($0.bytes.count / Recording.frameBytes) / Recording.rate }
    }

    /// What was recorded so far.
    package func recording() throws -> Recording {
        let state = state.withLock { $0 }
        return try Recording(bytes: state.bytes, arrivals: state.arrivals)
    }

    /// Waits until a tone is heard.
    ///
    /// - Returns: when it was first heard.
    package func hears(_ tone: Tone, within limit: Duration) async throws -> Date {
        try await eventually("\(tone.frequency) Hz are heard", within: limit, every: .milliseconds(200)) {
            let recording = try recording()
            let passages = ToneTrack(of: tone.frequency, in: recording.left).passages()
            return passages.first.map { recording.instant(at: $0.start) }
        }
    }
}
