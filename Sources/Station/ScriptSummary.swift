// SPDX-License-Identifier: Apache-2.0
import Timetable

/// A script that may be announced: the JSON of `GET /v1/scripts`.
public struct ScriptSummary: Codable, Sendable, Equatable {
    /// What it is announced by.
    public var name: String
    /// What people call it, in the store's language where it has a title in both.
    public var title: String
    /// Who gives way to it.
    public var broadcastClass: String
    /// The slots to fill, in the order they are asked for.
    public var slots: [String]
    /// The languages it is spoken in, in order.
    public var languages: [String]

    enum CodingKeys: String, CodingKey {
        case name, title, slots, languages
        case broadcastClass = "class"
    }
}

extension Station {
    /// The scripts that may be announced, by name; a draft is none of them.
    public func scripts() -> [ScriptSummary] {
        schedule.scripts.values.filter { $0.approved != nil }.sorted { $0.name < $1.name }.map { script in
            ScriptSummary(
                name: script.name, title: script.title(in: language),
                broadcastClass: (script.broadcastClass ?? .urgent).name, slots: script.slots,
                languages: script.passages.map(\.language))
        }
    }
}
