// SPDX-License-Identifier: Apache-2.0
import Media
import Synchronization
import Timetable

/// What the feeders could not play, by playback, until its end is reported.
final class FailureLog: Sendable {
    /// How many are remembered; beyond that the oldest playback's is forgotten.
    private static let capacity = 256

    private let failures = Mutex<[UInt64: Wording]>([:])

    func follow(_ feeder: any ClipFeeder) {
        let stream = feeder.failures
        Task { [self] in
            for await failure in stream {
                let error = failure.error
                note(
                    failure.id,
                    Wording(en: error.description, zh: "\(error.path)：\(error.wording.zh)。\(error.fix.zh)"))
            }
        }
    }

    func note(_ playback: UInt64, _ detail: Wording) {
        failures.withLock { failures in
            failures[playback] = detail
            if failures.count > Self.capacity, let oldest = failures.keys.min() { failures[oldest] = nil }
        }
    }

    /// Whether one of these failed.
    func hasAny(of playbacks: some Sequence<UInt64>) -> Bool {
        failures.withLock { failures in playbacks.contains { failures[$0] != nil } }
    }

    func take(_ playback: UInt64) -> Wording? {
        failures.withLock { $0.removeValue(forKey: playback) }
    }
}
