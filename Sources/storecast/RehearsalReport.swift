// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Station
import Timetable

/// What a rehearsal found: the JSON of `rehearse --json`, and its text.
struct RehearsalReport: Encodable {
    /// An announcement that was pushed, and what came of it.
    struct Pushed: Encodable {
        var script: String
        var broadcastClass: String
        var at: String
        var start: String?
        var end: String?
        /// `done`, or how it stands at the end of the day.
        var state: String

        private enum CodingKeys: String, CodingKey {
            case script, at, start, end, state
            case broadcastClass = "class"
        }
    }

    let date: String
    let timezone: String
    let cues: [ReportedCue]
    let problems: [Problem]
    /// What is different from the day without announcements, or from `comparedDate`; nil when neither was asked for.
    var changes: [DayChanges.Change]?
    /// The date that was compared with.
    var comparedDate: String?
    /// The announcements that were pushed.
    var pushed: [Pushed]?
    let language: Language
    /// Whether the store has more than one zone, so that they are worth a column.
    let tellsZones: Bool
    /// Whether everything planned airs.
    let isGood: Bool
    /// The dates that were rehearsed, each with the number of its cues.
    let days: [(date: String, cues: Int)]

    private enum CodingKeys: String, CodingKey {
        case date, timezone, cues, problems, changes
        case comparedDate = "comparedWith"
        case pushed = "announcements"
    }

    init(date: CivilDate, store: Store, days: [RehearsedDay], problems: [Problem]) {
        let clock = store.schedule.clock
        let settings = store.schedule.settings
        self.date = date.description
        timezone = clock.identifier
        language = settings.language
        tellsZones = settings.zones.count > 1
        self.problems = problems
        self.days = days.map { ($0.order.date.description, $0.records.count) }
        let records = days.flatMap(\.records)
        isGood = records.allSatisfy { $0.outcome == .aired } && !problems.contains(where: \.isError)
        cues = records.map { ReportedCue($0, clock, settings.language) }
    }
}

extension RehearsalReport.Pushed {
    init(_ announcement: Announcement, _ state: AnnouncementState?, _ clock: CivilClock) {
        script = announcement.name
        broadcastClass = announcement.broadcastClass.name
        at = clock.iso8601(announcement.received)
        switch state {
        case .done(let from, let to):
            self.state = "done"
            start = clock.iso8601(from)
            end = clock.iso8601(to)
        case .onAir(let since):
            self.state = "onAir"
            start = clock.iso8601(since)
        case .waitingToRepeat: self.state = "waitingToRepeat"
        case .claimed: self.state = "claimed"
        case .cancelled: self.state = "cancelled"
        case .expired: self.state = "expired"
        case .failed: self.state = "failed"
        case .queued, nil: self.state = "queued"
        }
    }
}
