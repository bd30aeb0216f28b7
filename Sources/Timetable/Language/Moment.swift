// SPDX-License-Identifier: Apache-2.0

/// An hour of the store that entries are anchored to.
public enum Anchor: String, Sendable, CaseIterable {
    /// When the store opens.
    case open
    /// When the store closes.
    case close
}

/// A time of the day as the timetable writes it.
public enum Moment: Sendable, Hashable {
    /// A time by the clock: `09:00`.
    case clock(ClockTime)
    /// A time before (negative) or after opening or closing: `open-5m`. Whole seconds.
    case anchored(Anchor, Duration)

    /// The canonical English spelling: `09:00`, `open`, `close-1h30m`.
    public var spelling: String {
        switch self {
        case .clock(let time): time.description
        case .anchored(let anchor, .zero): anchor.rawValue
        case .anchored(let anchor, let offset) where offset < .zero:
            "\(anchor.rawValue)-\((.zero - offset).spelling)"
        case .anchored(let anchor, let offset): "\(anchor.rawValue)+\(offset.spelling)"
        }
    }
}

extension Moment {
    /// The time of the day that it means in a store with these hours.
    func clockTime(open: ClockTime, close: ClockTime) -> ClockTime {
        switch self {
        case .clock(let time): time
        case .anchored(.open, let offset): ClockTime(seconds: open.seconds + offset.wholeSeconds)
        case .anchored(.close, let offset): ClockTime(seconds: close.seconds + offset.wholeSeconds)
        }
    }
}

/// When an entry airs.
public enum When: Sendable, Hashable {
    /// At one time of the day.
    case at(Moment)
    /// Again and again by the clock, which never drifts: counted from `from`, or else from 00:00. Whole seconds.
    case each(Duration)
    /// Again and again, each time between `minimum` and `maximum` after the one before. Whole seconds.
    case every(minimum: Duration, maximum: Duration)

    /// The canonical English spelling: `09:00`, `open-5m`, `every 5-10m`.
    public var spelling: String {
        switch self {
        case .at(let moment): moment.spelling
        case .each(let span): "every \(span.spelling)"
        case .every(let minimum, let maximum):
            "every \(Duration.rangeSpelling(minimum, maximum))"
        }
    }
}
