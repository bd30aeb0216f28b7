// SPDX-License-Identifier: Apache-2.0
import Timetable

/// A text that staff write, by its path below the folder of timetables: nothing else is reached by one.
public struct TextPath: Sendable, Hashable {
    /// What kind of text.
    public enum Kind: String, Sendable, Encodable {
        case timetable, calendar, pronunciation, settings, script, promo
    }

    /// The path, such as `scripts/welcome.txt`.
    public let path: String
    /// What kind of text is there.
    public let kind: Kind

    /// Reads a path; nil where no text of a store is at such a one.
    public init?(_ path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy(FileName.isUsable), let kind = Self.kind(of: parts) else { return nil }
        self.path = path
        self.kind = kind
    }

    private static func kind(of parts: [String]) -> Kind? {
        guard let name = parts.last else { return nil }
        switch (parts.count, parts[0]) {
        case (1, "holidays.calendar"): return .calendar
        case (1, StoreFile.name): return .settings
        case (1, _) where ScheduleReader.pronunciationFiles.contains(name): return .pronunciation
        case (1, _) where name.hasSuffix(".timetable"): return .timetable
        case (2, "scripts") where name.hasSuffix(".txt"): return .script
        case (3, "promos") where name.hasSuffix(".txt"): return .promo
        default: return nil
        }
    }

    /// What is needed to change it: the facts of the store say who may do what, so they are an administrator's.
    public var permission: Permission { kind == .settings ? .configure : .edit }
}
