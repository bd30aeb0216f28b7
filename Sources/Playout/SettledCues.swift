// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The cues that have been taken up or are over: no reload brings them back.
struct SettledCues: Sendable {
    /// How long one is remembered: longer than any day lasts or any item may be late.
    private static let memory = Duration.hours(72)

    private struct Entry: Sendable {
        /// When it was noted, by the clock as it is set now.
        var noted: Instant
        /// Somebody heard of it.
        var isHeard: Bool
    }

    private var entries: [String: Entry] = [:]

    func contains(_ key: String) -> Bool { entries[key] != nil }

    /// Notes a cue; what was heard once stays so.
    mutating func note(_ key: String, isHeard: Bool = false, at now: Instant) {
        let wasHeard = entries[key]?.isHeard ?? false
        entries[key] = Entry(noted: now, isHeard: isHeard || wasHeard)
    }

    /// Notes that a cue is on air.
    mutating func noteHeard(_ key: String) {
        entries[key]?.isHeard = true
    }

    func isHeard(_ key: String) -> Bool { entries[key]?.isHeard ?? false }

    mutating func forget(_ key: String) {
        entries[key] = nil
    }

    mutating func forgetOld(at now: Instant) {
        entries = entries.filter { $0.value.noted + Self.memory > now }
    }

    /// The clock was set: how long ago something was noted stays the same.
    mutating func move(by step: Duration) {
        for key in entries.keys { entries[key]?.noted += step }
    }
}
