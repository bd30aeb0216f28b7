// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Station
import Timetable

/// What a rehearsal found: the JSON of `rehearse --json`, and its text.
struct RehearsalReport: Encodable {
    struct Cue: Encodable {
        var key: String
        var when: String
        var verb: String
        var name: String
        var zones: [String]
        var planned: String
        var start: String?
        var end: String?
        var outcome: String
        var reason: String?

        private enum CodingKeys: String, CodingKey {
            case key, when, verb, name, zones, planned, start, end, outcome, reason
        }

        /// Every key is always there, as `null` where there is nothing to say.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(key, forKey: .key)
            try container.encode(when, forKey: .when)
            try container.encode(verb, forKey: .verb)
            try container.encode(name, forKey: .name)
            try container.encode(zones, forKey: .zones)
            try container.encode(planned, forKey: .planned)
            try container.encode(start, forKey: .start)
            try container.encode(end, forKey: .end)
            try container.encode(outcome, forKey: .outcome)
            try container.encode(reason, forKey: .reason)
        }
    }

    let date: String
    let timezone: String
    let cues: [Cue]
    let problems: [Problem]
    private let language: Language
    /// Whether everything planned airs.
    let isGood: Bool

    private enum CodingKeys: String, CodingKey {
        case date, timezone, cues, problems
    }

    init(date: CivilDate, store: Store, records: [CueRecord], problems: [Problem]) {
        let clock = store.schedule.clock
        let settings = store.schedule.settings
        self.date = date.description
        timezone = clock.identifier
        language = settings.language
        self.problems = problems
        isGood = records.allSatisfy { $0.outcome == .aired } && !problems.contains(where: \.isError)
        cues = records.map { record in
            Cue(
                key: record.key, when: record.when, verb: record.verb.rawValue, name: record.name,
                zones: settings.output.zones.map(\.name), planned: clock.iso8601(record.planned),
                start: record.start.map(clock.iso8601), end: record.end.map(clock.iso8601),
                outcome: record.outcome.rawValue,
                reason: record.reason?.wording(clock: clock).text(in: settings.language))
        }
    }

    /// The day as a table, then what is wrong.
    var text: String {
        var lines = ["\(date)  \(timezone)", say("start     end       what", "开始      结束      内容")]
        for cue in cues {
            let reason = cue.reason.map { "  — \($0)" } ?? ""
            let mark = cue.outcome == "aired" ? "" : "  \(cue.outcome.uppercased())"
            let start = cue.start.map(time) ?? "--:--:--"
            let end = cue.end.map(time) ?? "        "
            let verb = cue.verb.padding(toLength: 8, withPad: " ", startingAt: 0)
            lines.append("\(start)  \(end)  \(verb)\(cue.name)\(mark)\(reason)")
        }
        let missed = cues.count { $0.outcome != "aired" }
        lines.append("")
        guard !cues.isEmpty || !problems.contains(where: \.isError) else {
            let heading = say("nothing was rehearsed; mend this first:", "没有预演，请先改正：")
            return (["\(date)  \(timezone)", heading] + problems.map { "\n\($0.text)" }).joined(separator: "\n")
        }
        lines.append(say("\(cues.count) items, \(missed) not aired", "共 \(cues.count) 项，\(missed) 项未播"))
        for problem in problems { lines.append("\n\(problem.text)") }
        return lines.joined(separator: "\n")
    }

    private func say(_ english: String, _ chinese: String) -> String {
        Wording(en: english, zh: chinese).text(in: language)
    }

    private func time(_ instant: String) -> String {
        String(instant.dropFirst("2026-11-21T".count).prefix("08:00:00".count))
    }
}
