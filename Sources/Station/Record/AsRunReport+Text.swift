// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

extension AsRunReport {
    /// The log for people: one line an item, in the order in which it aired.
    public var text: String {
        let heading = "\(date)  \(timezone)"
        guard !lines.isEmpty else { return "\(heading)\n\(words.say("nothing is on record", "没有记录"))" }
        let columns = [words.say("start", "开始"), words.say("end", "结束"), "", words.say("what", "内容")]
        let missed = cues.count { $0.cue.outcome != CueRecord.Outcome.aired.rawValue }
        let total = words.say("\(cues.count) items, \(missed) not aired", "共 \(cues.count) 项，\(missed) 项未播")
        return ([heading] + aligned([columns] + lines.map(row)) + ["", total]).joined(separator: "\n")
    }

    private func row(_ line: AsRunLine) -> [String] {
        let end = line.isOn ? words.say("now", "至今") : line.end.map(words.clockTime) ?? ""
        let zones = tellsZones && !line.zones.isEmpty ? "  [\(line.zones.joined(separator: ", "))]" : ""
        return [
            line.start.map(words.clockTime) ?? "--:--:--", end, line.word.text(in: words.language),
            line.name + zones + mark(line) + (line.remark.map { "  — \($0)" } ?? ""),
        ]
    }

    /// That something did not air, in letters that are seen at once; with when it was planned, as it has no start.
    private func mark(_ line: AsRunLine) -> String {
        guard let outcome = line.outcome, outcome != .aired else { return "" }
        let planned = line.planned.map { words.say("planned for \(words.clockTime($0))", "计划 \(words.clockTime($0))") }
        let label = outcome.wording.text(in: words.language).uppercased()
        return "  \(label)" + (line.start == nil ? planned.map { words.say(" (\($0))", "（\($0)）") } ?? "" : "")
    }
}
