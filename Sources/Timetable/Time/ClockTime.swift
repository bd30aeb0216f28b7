// SPDX-License-Identifier: Apache-2.0

/// A time of the broadcasting day in seconds since its 00:00.
///
/// It may lie past 24:00, up to 48:00, for what comes after midnight of the day that opened, and down to -12:00 after
/// an offset from opening.
public struct ClockTime: Comparable, Hashable, Sendable, CustomStringConvertible {
    /// Seconds since 00:00 of the broadcasting day.
    public var seconds: Int

    static let secondsPerDay = 86_400
    /// 00:00.
    static let startOfDay = ClockTime(seconds: 0)
    /// 24:00.
    static let endOfDay = ClockTime(seconds: secondsPerDay)

    /// Makes the time so many seconds after 00:00.
    public init(seconds: Int) {
        self.seconds = seconds
    }

    /// Reads `9:00`, `09:00:30`, `9点` or `9点30分`, from 00:00 to 24:00; nil when the text is no such time.
    public init?(_ text: String) {
        self.init(ofTimetable: text)
        guard self <= .endOfDay else { return nil }
    }

    /// Reads a time as a timetable may write it, from 00:00 to 48:00: `9:00`, `26:00`, `02:00+1`; nil when the text is
    /// no such time.
    public init?(ofTimetable text: String) {
        var cursor = Cursor(SourceLine(number: 1, text: text))
        do {
            self = try cursor.takeClockTime()
        } catch {
            // The complaint is about a line of a file; who asks here knows the text.
            return nil
        }
        guard cursor.isAtEnd else { return nil }
    }

    /// The time as `09:00`, or `09:00:30` where it has seconds.
    public var description: String {
        let magnitude = seconds.magnitude
        let minutes = Int(magnitude / 60)
        let rest = Int(magnitude % 60)
        return (seconds < 0 ? "-" : "") + "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
            + (rest == 0 ? "" : ":\(twoDigits(rest))")
    }

    /// Whether `left` is the earlier time of the day.
    public static func < (left: ClockTime, right: ClockTime) -> Bool {
        left.seconds < right.seconds
    }
}
