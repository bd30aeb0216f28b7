// SPDX-License-Identifier: Apache-2.0

/// What kind of day a date is; every date is exactly one.
public enum DayClass: String, Sendable, CaseIterable {
    /// Monday to Friday, and weekend days that are worked in exchange for a holiday (调休).
    case workday
    /// Saturday and Sunday, and days marked so.
    case restday
    /// A public holiday, as the calendar says.
    case holiday
}
