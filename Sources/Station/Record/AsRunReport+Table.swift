// SPDX-License-Identifier: Apache-2.0
public import Spreadsheet
import Timetable

extension AsRunReport {
    /// The log for Excel and WPS: a row an item below one row of headings. Dates and times stand in cells of their own, to
    /// the second, as those programs show them; what is between seconds is the lateness.
    public var table: CSVTable { CSVTable(rows: [headings] + lines.map(row)) }

    private var headings: [String] {
        let words: [Wording] = [
            Wording(en: "date", zh: "日期"), Wording(en: "planned", zh: "计划"), Wording(en: "start", zh: "开始"),
            Wording(en: "end", zh: "结束"), Wording(en: "late (s)", zh: "迟（秒）"), Wording(en: "what", zh: "类别"),
            Wording(en: "name", zh: "名称"), Wording(en: "zones", zh: "广播区"), Wording(en: "outcome", zh: "结果"),
            Wording(en: "reason", zh: "原因"), Wording(en: "by", zh: "提交人"), Wording(en: "level (dBFS)", zh: "电平（dBFS）"),
            Wording(en: "key", zh: "编号"),
        ]
        return words.map { $0.text(in: self.words.language) }
    }

    private func row(_ line: AsRunLine) -> [String] {
        let late = line.outcome == nil ? nil : line.planned.flatMap { planned in line.start.map { $0 - planned } }
        let outcome =
            line.isOn ? words.say("not over", "未结束") : line.outcome?.wording.text(in: words.language)
        return [
            words.cells(line.at).date, line.planned.map { words.cells($0).time } ?? "",
            line.start.map { words.cells($0).time } ?? "", line.end.map { words.cells($0).time } ?? "",
            late.map(Self.seconds) ?? "", line.word.text(in: words.language), CSVTable.harmless(line.name),
            CSVTable.harmless(line.zones.joined(separator: words.say(", ", "、"))), outcome ?? "",
            CSVTable.harmless(line.remark ?? ""), CSVTable.harmless(line.by ?? ""), line.level.map(Self.decibels) ?? "",
            CSVTable.harmless(line.key),
        ]
    }

    /// In seconds and milliseconds, `-0.012`.
    private static func seconds(_ span: Duration) -> String {
        let milliseconds = Int((span / .milliseconds(1)).rounded())
        let magnitude = milliseconds.magnitude
        let fraction = String(1000 + magnitude % 1000).dropFirst()
        return (milliseconds < 0 ? "-" : "") + "\(magnitude / 1000).\(fraction)"
    }

    private static func decibels(_ level: Double) -> String {
        guard level.isFinite else { return "" }
        let tenths = Int((level * 10).rounded())
        return (tenths < 0 ? "-" : "") + "\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
}
