// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The one home of the conversion between the civil time of a place and instants.
///
/// Where clocks are put forward, a time that does not exist means the first instant after the gap. Where they
/// are put back, a time that occurs twice means the first. The rules of the zone are Foundation's (the IANA
/// time zone database).
public struct CivilClock: Hashable, Sendable {
    /// The name of the zone, such as `Asia/Shanghai`.
    public let identifier: String
    private let zone: TimeZone

    /// The clock of an IANA time zone; nil when there is no zone of that name.
    public init?(timeZone identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        self.zone = zone
    }

    /// When the clocks of the zone show `time` on the broadcasting day `date`.
    ///
    /// A time past 24:00 lies on the following day, one before 00:00 on the day before.
    public func instant(_ date: CivilDate, _ time: ClockTime) -> Instant {
        // Ten years either way: far more than any day, and safe from overflow.
        let farthest = 10 * 366 * ClockTime.secondsPerDay
        let seconds = min(max(time.seconds, -farthest), farthest)
        return instant(showing: date.daysSince1970 * ClockTime.secondsPerDay + seconds)
    }

    /// The calendar day of the zone at `instant`.
    public func date(of instant: Instant) -> CivilDate {
        CivilDate(clampingDaysSince1970: floorDivide(shown(at: instant), ClockTime.secondsPerDay).quotient)
    }

    /// The calendar day `date` of the zone, from its first instant to that of the next: 23 to 25 hours as a rule.
    public func day(_ date: CivilDate) -> Range<Instant> {
        let begin = instant(date, ClockTime(seconds: 0))
        return begin..<max(begin, instant(date.adding(days: 1), ClockTime(seconds: 0)))
    }

    /// What the clocks of the zone show at `instant`: 00:00:00 to 23:59:59, fractions of a second dropped.
    public func clockTime(of instant: Instant) -> ClockTime {
        ClockTime(seconds: floorDivide(shown(at: instant), ClockTime.secondsPerDay).remainder)
    }

    /// What the clocks show at `instant`, counted from 00:00 of `date`, so that 2 o'clock of the next day is 26:00.
    public func clockTime(of instant: Instant, countedFrom date: CivilDate) -> ClockTime {
        let days = self.date(of: instant).daysSince1970 - date.daysSince1970
        return ClockTime(seconds: days * ClockTime.secondsPerDay + clockTime(of: instant).seconds)
    }

    /// When the clocks of a zone are put forward or back.
    public struct Change: Sendable, Hashable {
        /// The first instant of the new offset.
        public let instant: Instant
        /// How far the clocks were ahead of UTC before it, in seconds.
        public let offsetBefore: Int
        /// How far they are ahead of UTC from it on, in seconds.
        public let offsetAfter: Int
    }

    /// The next change of the clocks, exact to the second; nil where there is none in that time.
    ///
    /// It looks once a day, about 20 µs for a year; no zone has changed and changed back within a day.
    /// - Parameters:
    ///   - instant: changes at it do not count, only later ones.
    ///   - within: how far ahead to look.
    public func nextChange(after instant: Instant, within: Duration) -> Change? {
        let last = (instant + within).wholeSeconds
        var before = instant.wholeSeconds
        let offsetBefore = offset(before)
        while before < last {
            var after = min(before + ClockTime.secondsPerDay, last)
            guard offset(after) != offsetBefore else {
                before = after
                continue
            }
            while after - before > 1 {
                let middle = before + (after - before) / 2
                if offset(middle) == offsetBefore { before = middle } else { after = middle }
            }
            return Change(
                instant: Instant(clampingSeconds: after), offsetBefore: offsetBefore, offsetAfter: offset(after))
        }
        return nil
    }

    /// The instant in ISO 8601 with milliseconds and offset, as `2026-11-21T09:00:00.000+08:00`.
    public func iso8601(_ instant: Instant) -> String {
        let nanoseconds = floorDivide(Int(instant.nanoseconds), 1_000_000_000).remainder
        let time = clockTime(of: instant).seconds
        let fraction = String(1000 + nanoseconds / 1_000_000).dropFirst()
        let offset = offset(instant.wholeSeconds)
        let minutes = abs(offset) / 60
        return "\(date(of: instant))T\(twoDigits(time / 3600)):\(twoDigits(time / 60 % 60))"
            + ":\(twoDigits(time % 60)).\(fraction)"
            + "\(offset < 0 ? "-" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
    }

    /// Reads a time of this zone written `2026-11-21T07:49:50` or `2026-11-21T07:49:50.250` (a blank may stand for the T,
    /// the seconds may be left out); nil when the text has another form.
    public func instant(parsing text: String) -> Instant? {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        guard parts.count == 2, let date = CivilDate(String(parts[0])) else { return nil }
        let time = parts[1].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = ClockTime(String(time[0])) else { return nil }
        guard time.count == 2 else { return instant(date, whole) }
        guard time[0].count(where: { $0 == ":" }) == 2, time[1].count == 3, time[1].allSatisfy({ "0"..."9" ~= $0 }),
            let milliseconds = Int(time[1])
        else { return nil }
        return instant(date, whole) + .milliseconds(milliseconds)
    }

    /// What the clocks show at `instant`, as seconds since 1970-01-01T00:00 on those clocks.
    private func shown(at instant: Instant) -> Int {
        instant.wholeSeconds + offset(instant.wholeSeconds)
    }

    /// How far the clocks of the zone are ahead of UTC, in seconds, so many seconds after 1970.
    private func offset(_ seconds: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    /// The first instant at which the clocks show `target`, or, where they skip it, the first after the gap.
    ///
    /// The offsets a day before and a day after bracket any change nearby: no zone is further than 16 hours from
    /// UTC, and none has changed twice within three days (Freetown came nearest, on 1 and 5 September 1939). In a gap
    /// neither offset leads back to `target`, and bisection finds the change itself.
    private func instant(showing target: Int) -> Instant {
        let before = target - offset(target - ClockTime.secondsPerDay)
        let after = target - offset(target + ClockTime.secondsPerDay)
        for candidate in [min(before, after), max(before, after)]
        where candidate + offset(candidate) == target {
            return Instant(clampingSeconds: candidate)
        }
        var lastBefore = min(before, after)
        var firstAfter = max(before, after)
        while firstAfter - lastBefore > 1 {
            let middle = lastBefore + (firstAfter - lastBefore) / 2
            if middle + offset(middle) < target { lastBefore = middle } else { firstAfter = middle }
        }
        return Instant(clampingSeconds: firstAfter)
    }
}

extension Instant {
    fileprivate init(clampingSeconds seconds: Int) {
        self.init(nanoseconds: Duration.seconds(seconds).nanoseconds)
    }

    /// Seconds since 1970, fractions dropped: no zone changes between two whole seconds.
    fileprivate var wholeSeconds: Int { floorDivide(Int(nanoseconds), 1_000_000_000).quotient }
}

/// Division that rounds down, with the remainder that is never negative; `divisor` is positive.
private func floorDivide(_ dividend: Int, _ divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
