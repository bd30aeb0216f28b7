// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
public import Spreadsheet
public import Timetable

// What may be written for options.

extension Language: ExpressibleByArgument {}

extension CSVEncoding: ExpressibleByArgument {}

extension CSVTable.Separator: ExpressibleByArgument {
    /// Reads the name of a separator, or the separator itself.
    public init?(argument: String) {
        switch argument {
        case "comma", ",": self = .comma
        case "semicolon", ";": self = .semicolon
        case "tab", "\t": self = .tab
        default: return nil
        }
    }

    /// What a user may write.
    public static var allValueStrings: [String] { ["comma", "semicolon", "tab"] }

    /// The name shown as the default.
    public var defaultValueDescription: String {
        switch self {
        case .comma: "comma"
        case .semicolon: "semicolon"
        case .tab: "tab"
        }
    }
}

/// Reads a day given on the command line.
func day(_ text: String, _ option: String) throws -> CivilDate {
    guard let day = CivilDate(text) else {
        let years = "\(CivilDate.earliest.year) to \(CivilDate.latest.year)"
        throw ValidationError("\(option) wants a day such as 2026-11-21 in the years \(years), not \"\(text)\"")
    }
    return day
}
