// SPDX-License-Identifier: Apache-2.0

/// Slows down whoever guesses passwords: after some wrong ones for a name the next try has to wait, longer each time.
///
/// By name and not by address: behind a proxy all have one address, and the whole desk would be shut out.
struct SignInGuard {
    /// Wrong passwords for one name before it waits.
    static let free = 5
    /// The longest wait: whoever guesses has 1,440 tries a day at most, and the person themself waits no longer than this.
    static let longestWait = Duration.seconds(60)
    /// Names that are remembered; the one that failed longest ago goes.
    static let mostNames = 1000
    /// How long a wrong password is remembered.
    static let memory = Duration.seconds(3600)

    private struct Failures {
        var count: Int
        var last: ContinuousClock.Instant
    }

    private var failures: [String: Failures] = [:]

    /// How long that name still has to wait; nil where it may try now.
    func wait(_ name: String, at now: ContinuousClock.Instant) -> Duration? {
        guard let entry = failures[name], entry.count >= Self.free else { return nil }
        let doublings = min(entry.count - Self.free, 6)
        let until = entry.last + min(.seconds(1 << doublings), Self.longestWait)
        return until > now ? until - now : nil
    }

    /// Notes a wrong password.
    mutating func fail(_ name: String, at now: ContinuousClock.Instant) {
        failures = failures.filter { now - $0.value.last < Self.memory }
        if failures.count >= Self.mostNames, failures[name] == nil,
            let oldest = failures.min(by: { $0.value.last < $1.value.last })
        {
            failures[oldest.key] = nil
        }
        failures[name] = Failures(count: (failures[name]?.count ?? 0) + 1, last: now)
    }

    /// Notes a right one.
    mutating func succeed(_ name: String) { failures[name] = nil }
}
