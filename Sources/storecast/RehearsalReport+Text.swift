// SPDX-License-Identifier: Apache-2.0
import Playout
import Station
import Timetable

extension RehearsalReport {
    /// The days as tables, what is different where that was asked for, then what is wrong.
    var text: String {
        guard !cues.isEmpty || !problems.contains(where: \.isError) else {
            let heading = say("nothing was rehearsed; mend this first:", "没有预演，请先改正：")
            return (["\(date)  \(timezone)", heading] + problems.map { "\n\($0.text)" }).joined(separator: "\n")
        }
        var lines = changes.map(differences) ?? tables
        let missed = cues.count { $0.outcome != "aired" }
        lines.append("")
        lines.append(say("\(cues.count) items, \(missed) not aired", "共 \(cues.count) 项，\(missed) 项未播"))
        for problem in problems { lines.append("\n\(problem.text)") }
        return lines.joined(separator: "\n")
    }

    private var tables: [String] {
        var lines: [String] = []
        var rest = cues[...]
        for day in days {
            if !lines.isEmpty { lines.append("") }
            lines.append("\(day.date)  \(timezone)")
            let heading = [say("start", "开始"), say("end", "结束"), say("what", "内容")]
            lines += aligned([heading] + rest.prefix(day.cues).map { row($0, on: day.date) })
            rest = rest.dropFirst(day.cues)
        }
        return lines.isEmpty ? ["\(date)  \(timezone)", say("the store is closed", "停业")] : lines
    }

    private func row(_ cue: ReportedCue, on date: String) -> [String] {
        let reason = cue.reason.map { "  — \($0)" } ?? ""
        let mark = cue.outcome == "aired" ? "" : "  \(label(of: cue.outcome))"
        let zones = tellsZones ? "  [\(cue.zones.joined(separator: ", "))]" : ""
        return [
            cue.start.map { time($0, on: date) } ?? "--:--:--", cue.end.map { time($0, on: date) } ?? "",
            "\(words(for: cue.verb)) \(cue.name)\(zones)\(mark)\(reason)",
        ]
    }

    // MARK: Differences

    private func differences(_ changes: [DayChanges.Change]) -> [String] {
        var lines = [comparedDate.map { say("\(date), compared with \($0)", "\(date) 与 \($0) 的差别") } ?? date]
        for announcement in pushed ?? [] {
            let state =
                announcement.start.map { "\(time($0))–\(announcement.end.map(time) ?? "")" } ?? announcement.state
            lines.append(
                say(
                    "\(time(announcement.at))  announced: \(announcement.script) (\(announcement.broadcastClass)), heard \(state)",
                    "\(time(announcement.at))  插播：\(announcement.script)（\(announcement.broadcastClass)），播出 \(state)"))
        }
        guard !changes.isEmpty else { return lines + [say("nothing changes", "没有差别")] }
        return lines + aligned(changes.map(row))
    }

    private func row(_ change: DayChanges.Change) -> [String] {
        let sign =
            switch change.change {
            case .added: "+"
            case .removed: "-"
            case .moved: "~"
            }
        let places = [change.before, change.after].compactMap { $0 }.map(place)
        return [sign, places.joined(separator: " → "), "\(words(for: change.verb)) \(change.name)"]
    }

    private func place(_ airing: DayChanges.Airing) -> String {
        let at = time(airing.start ?? airing.planned)
        return airing.outcome == "aired" ? at : "\(at) \(label(of: airing.outcome))"
    }

    // MARK: Words

    /// The verb of a cue as a timetable of the store's language has it, as wide as any.
    private func words(for verb: String) -> String {
        Verb.words(for: verb, in: language).padded(toColumns: displayWidth(of: say("silence", "静音")))
    }

    /// How a cue ended that did not air.
    private func label(of outcome: String) -> String {
        CueRecord.Outcome(rawValue: outcome)?.wording.text(in: language).uppercased() ?? outcome
    }

    private func say(_ english: String, _ chinese: String) -> String {
        Wording(en: english, zh: chinese).text(in: language)
    }

    /// The time of day; after midnight with the mark that the timetable writes, too.
    private func time(_ instant: String, on date: String) -> String {
        time(instant) + (instant.prefix(date.count) > date[...] ? "+1" : "")
    }

    private func time(_ instant: String) -> String {
        String(instant.dropFirst("2026-11-21T".count).prefix("08:00:00".count))
    }
}
