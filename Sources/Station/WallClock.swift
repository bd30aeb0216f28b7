// SPDX-License-Identifier: Apache-2.0
import Glibc
// Where a whole-module build may find `timespec` first.
import SwiftOverlayShims
public import Timetable

/// The station's wall clock: the machine's, or one that was set differently for a demonstration (`--as-if`).
public struct WallClock: Sendable {
    /// Two clocks are compared until both were read within so short a time that nothing came between…
    private static let comparingLimit = Duration.microseconds(20)
    /// …or so often; then the best comparison counts.
    private static let comparisons = 8

    private let offset: Duration
    /// Whether it was set differently from the machine's.
    public let isAsIf: Bool

    /// The machine's own clock.
    public init() {
        offset = .zero
        isAsIf = false
    }

    /// A clock that showed `instant` when the process started, and runs like the machine's from then on.
    public init(asIf instant: Instant) {
        isAsIf = true
        if let start = Self.processStart {
            offset = instant - (start + Self.ahead(of: CLOCK_BOOTTIME))
        } else {
            offset = instant - Self.read(CLOCK_REALTIME)
        }
    }

    /// The present instant.
    public var now: Instant { Self.read(CLOCK_REALTIME) + offset }

    /// When something that is to happen at `instant` happens on CLOCK_MONOTONIC, in nanoseconds, as far as
    /// the wall clock's present setting tells.
    func monotonic(of instant: Instant) -> Int64 {
        (instant - offset - Self.ahead(of: CLOCK_MONOTONIC)).nanoseconds
    }

    /// The wall clock's reading when CLOCK_MONOTONIC shows so many nanoseconds.
    func instant(ofMonotonic nanoseconds: Int64) -> Instant {
        Instant(nanoseconds: nanoseconds) + Self.ahead(of: CLOCK_MONOTONIC) + offset
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
