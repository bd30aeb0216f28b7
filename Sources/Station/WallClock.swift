// SPDX-License-Identifier: Apache-2.0
import Glibc
// Where a whole-module build may find `timespec` first.
import SwiftOverlayShims
import Synchronization
public import Timetable

/// The station's wall clock: the machine's, or one that was set differently for a demonstration (`--as-if`).
///
/// It runs by CLOCK_MONOTONIC, and looks at the machine's clock when it is told to (``follow()``): until then a clock
/// that somebody sets changes nothing, so that everything in the program goes by the same setting. What the machine's
/// clock is slewed by is taken over bit by bit, and never makes this one go back.
public final class WallClock: Sendable {
    /// A difference as large as this is a step, not a slew.
    static let step = Duration.milliseconds(250)
    /// The part of the time that passes by which a slew may hold this clock up.
    private static let slewPart = 2
    /// Two clocks are compared until both were read within so short a time that nothing came between…
    private static let comparingLimit = Duration.microseconds(20)
    /// …or so often; then the best comparison counts.
    private static let comparisons = 8

    /// How far this clock is ahead of the machine's.
    private let offset: Duration
    /// How far it is ahead of CLOCK_MONOTONIC, in nanoseconds.
    private let ahead: Atomic<Int64>
    /// When the machine's clock was looked at last, on CLOCK_MONOTONIC.
    private let followed: Mutex<Instant>
    /// Whether it was set differently from the machine's.
    public let isAsIf: Bool

    /// The machine's own clock.
    public convenience init() {
        self.init(offset: .zero, isAsIf: false)
    }

    /// A clock that showed `instant` when the process started, and runs like the machine's from then on.
    public convenience init(asIf instant: Instant) {
        if let start = Self.processStart {
            self.init(offset: instant - (start + Self.ahead(of: CLOCK_BOOTTIME)), isAsIf: true)
        } else {
            self.init(offset: instant - Self.read(CLOCK_REALTIME), isAsIf: true)
        }
    }

    private init(offset: Duration, isAsIf: Bool) {
        self.offset = offset
        self.isAsIf = isAsIf
        ahead = Atomic((Self.ahead(of: CLOCK_MONOTONIC) + offset).nanoseconds)
        followed = Mutex(Self.read(CLOCK_MONOTONIC))
    }

    /// The present instant.
    public var now: Instant { Self.read(CLOCK_MONOTONIC) + aheadOfMonotonic }

    private var aheadOfMonotonic: Duration { .nanoseconds(ahead.load(ordering: .relaxed)) }

    /// When something that is to happen at `instant` happens on CLOCK_MONOTONIC, in nanoseconds.
    func monotonic(of instant: Instant) -> Int64 {
        (instant - aheadOfMonotonic).nanoseconds
    }

    /// The reading when CLOCK_MONOTONIC shows so many nanoseconds.
    func instant(ofMonotonic nanoseconds: Int64) -> Instant {
        Instant(nanoseconds: nanoseconds) + aheadOfMonotonic
    }

    // MARK: The machine's clock

    /// Takes over how the machine's clock is set.
    ///
    /// - Returns: How far it was set, forward or, where negative, back; nil where it was not, or merely slewed.
    func follow() -> Duration? {
        let now = Self.read(CLOCK_MONOTONIC)
        let elapsed = followed.withLock { followed in
            defer { followed = now }
            return now - followed
        }
        let difference = Self.ahead(of: CLOCK_MONOTONIC) + offset - aheadOfMonotonic
        let isStep = Self.isStep(difference)
        let change = isStep ? difference : max(difference, .zero - elapsed / Self.slewPart)
        ahead.wrappingAdd(change.nanoseconds, ordering: .relaxed)
        return isStep ? difference : nil
    }

    /// Whether the machine's clock was set since `follow()`.
    var wasSet: Bool {
        let difference = Self.read(CLOCK_REALTIME) - Self.read(CLOCK_MONOTONIC) + offset - aheadOfMonotonic
        // The thread may have been held up between the two readings.
        return Self.isStep(difference) && Self.isStep(Self.ahead(of: CLOCK_MONOTONIC) + offset - aheadOfMonotonic)
    }

    private static func isStep(_ difference: Duration) -> Bool {
        difference >= step || difference <= .zero - step
    }

    /// How far the machine's wall clock is ahead of another clock.
    private static func ahead(of clock: clockid_t) -> Duration {
        var best = (ahead: Duration.zero, within: Duration.seconds(Int64.max))
        for _ in 0..<comparisons where best.within > comparingLimit {
            let before = read(clock)
            let now = read(CLOCK_REALTIME)
            let within = read(clock) - before
            if within < best.within { best = (now - (before + within / 2), within) }
        }
        return best.ahead
    }

    private static func read(_ clock: clockid_t) -> Instant {
        var time = timespec()
        clock_gettime(clock, &time)
        return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// When the process started by CLOCK_BOOTTIME, from `/proc/self/stat` (proc(5), field 22, in clock ticks,
    /// rounded down). Loading the program counts, so that whoever started it may count from then.
    private static var processStart: Instant? {
        guard let file = fopen("/proc/self/stat", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 1024)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // The name in field 2 may hold blanks and brackets; fields count from after its last bracket.
        let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
        guard fields.count > 20, let ticks = Int64(fields[20]) else { return nil }
        let tick = 1_000_000_000 / Int64(sysconf(Int32(_SC_CLK_TCK)))
        return Instant(nanoseconds: ticks * tick + tick / 2)
    }
}
