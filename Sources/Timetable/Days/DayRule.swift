// SPDX-License-Identifier: Apache-2.0

/// The days that `days` or `on` name: a date is meant when any part of the rule means it.
public struct DayRule: Sendable, Hashable {
    /// One part of the list.
    public enum Part: Sendable, Hashable {
        /// `every day`.
        case everyDay
        /// `Mon`, or `Mon-Fri`: from the first to the last, around the end of the week where need be.
        case weekdays(Weekday, Weekday)
        /// `workday`, `restday`, `holiday`.
        case dayClass(DayClass)
    }

    /// The parts as written; at least one.
    public let parts: [Part]

    /// Makes a rule of at least one part.
    public init(_ parts: [Part]) {
        self.parts = parts
    }

    /// Whether a day of this kind is meant.
    public func contains(_ weekday: Weekday, _ dayClass: DayClass) -> Bool {
        parts.contains { part in
            switch part {
            case .everyDay: true
            case .weekdays(let first, let last):
                first.rawValue <= last.rawValue
                    ? (first.rawValue...last.rawValue).contains(weekday.rawValue)
                    : weekday.rawValue >= first.rawValue || weekday.rawValue <= last.rawValue
            case .dayClass(let wanted): wanted == dayClass
            }
        }
    }
}
