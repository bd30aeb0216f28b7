// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// One run of the program, from its start to its end.
public struct RunEntry: Sendable, Equatable {
    /// When it began.
    public var start: Instant
    /// When it was known to run last.
    public var lastAlive: Instant
    /// When it ended, or when it was known to run last where it broke off; nil while it runs.
    public var end: Instant?

    /// A run of its parts; it goes on unless its end is given.
    public init(start: Instant, lastAlive: Instant, end: Instant? = nil) {
        self.start = start
        self.lastAlive = lastAlive
        self.end = end
    }
}
