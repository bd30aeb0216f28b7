// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What a request comes to: all that is to be heard, where and how often. Scripts may be edited or removed after it;
/// what was accepted stays as it was read.
struct AnnouncementOrder: Codable, Sendable, Equatable {
    /// A text in one language.
    struct Words: Codable, Sendable, Equatable {
        var language: String
        var text: String
    }

    /// What people call it: the script's name, the first words, or the recording's name.
    var name: String
    /// What is spoken, in order.
    var words: [Words]
    /// The script whose recordings are played instead where there are any; nil for none.
    var recordedAs: String?
    /// The recording that is played instead of words; nil for none.
    var recording: String?
    /// The chime before it; nil for none.
    var chime: String?
    /// Who gives way.
    var broadcastClass: String
    /// The zones that hear it, by name; nil for all.
    var zones: [String]?
    /// How often it is heard; nil for once.
    var repetition: Repetition?
    /// In nanoseconds since 1970; nil for never.
    var expires: Int64?
    /// The script that is heard when somebody ends it, an emergency; nil for nothing.
    var allClear: String?
    /// Whether an emergency ends others in its zones.
    var replacesEmergency = false
    /// A remark for the record.
    var note: String?

    /// How often it is heard.
    struct Repetition: Codable, Sendable, Equatable {
        /// How often in all; nil for until it is claimed.
        var times: Int?
        /// From the beginning of one hearing to that of the next.
        var everySeconds: Double
    }

    /// The words as the speech engine takes them.
    var passages: [Passage] { words.map { Passage(language: $0.language, text: $0.text) } }

    /// How often it is heard in all; nil for until somebody claims or ends it.
    var times: Int? {
        if let repetition { return repetition.times }
        return ranked == .emergency ? nil : 1
    }

    /// The class, which was read before.
    var ranked: BroadcastClass { BroadcastClass(name: broadcastClass) ?? .urgent }

    /// What the director is told.
    ///
    /// - Parameters:
    ///   - zones: those of the store, in their order.
    ///   - progress: how far it came in an earlier run.
    func announcement(
        _ id: String, received: Instant, zones all: [String], progress: Announcement.Progress?
    ) -> Announcement {
        let places = zones.map { names in
            all.enumerated().reduce(into: ZoneSet()) {
                if names.contains($1.element) { $0.formUnion(ZoneSet(zone: $1.offset)) }
            }
        }
        return Announcement(
            id: id, name: name, broadcastClass: ranked, clip: ClipID(.announcement, id), zones: places ?? .all,
            received: received, expires: expires.map { Instant(nanoseconds: $0) },
            repeats: repetition.map { Announcement.Repeats(times: $0.times, every: .seconds($0.everySeconds)) },
            allClear: allClear.map { ClipID(.script, $0) }, replacesEmergency: replacesEmergency, progress: progress)
    }
}
