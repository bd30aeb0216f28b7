// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What is known of the words of each announcement that is not over: at most as many as may wait.
struct WordsBook {
    /// The words of one announcement.
    struct Entry {
        let order: AnnouncementOrder
        let announcement: Announcement
        /// What has to be read out, in order, and why.
        var unspoken: [Passage] = []
        var reason: Wording?
        /// The same of what is heard when it has been ended.
        var unspokenAllClear: [Passage] = []
        var allClearReason: Wording?
        /// What it began with before its words were there; nil once they are, or where it waited for them.
        var begun: BegunAnnouncement?
        /// When it went on air last.
        var startedAt: Instant?
        /// Whether somebody waits for the speech engine already.
        var isBeingSpoken = true
        /// Whether it was heard without words because its sound could not be played.
        var hasFallenBack = false

        var isEmergency: Bool { announcement.broadcastClass == .emergency }
    }

    private var entries: [String: Entry] = [:]

    /// The words of an announcement; nil when it is over or unknown.
    subscript(id: String) -> Entry? {
        get { entries[id] }
        set { entries[id] = newValue }
    }

    /// Those with words that have to be read out, the first accepted in front.
    var unspoken: [Entry] {
        entries.values.filter { !$0.unspoken.isEmpty }.sorted { $0.announcement.received < $1.announcement.received }
    }
}

extension AnnouncementStatus.Shown {
    /// Texts to read out; nil where there are none.
    init?(_ passages: [Passage], because reason: Wording?, in language: Language) {
        guard !passages.isEmpty else { return nil }
        self.init(texts: passages.map(\.plainText), reason: reason?.text(in: language) ?? "")
    }
}
