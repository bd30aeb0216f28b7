// SPDX-License-Identifier: Apache-2.0
import Timetable

/// The headings of a timetable's columns.
enum TimetableColumns {
    /// What stands above a column.
    static func heading(_ column: TimetableSheet.Column) -> Wording {
        switch column {
        case .when: Wording(en: "when", zh: "时间")
        case .verb: Wording(en: "verb", zh: "动作")
        case .name: Wording(en: "name", zh: "名称")
        case .from: Wording(en: "from", zh: "从")
        case .to: Wording(en: "to", zh: "到")
        case .zones: Wording(en: "in", zh: "分区")
        case .days: Wording(en: "on", zh: "日子")
        case .chime: Wording(en: "with", zh: "提示音")
        case .mode: Wording(en: "alone", zh: "单独")
        case .late: Wording(en: "late", zh: "宽限")
        case .ending: Wording(en: "ending", zh: "准点结束")
        case .times: Wording(en: "repeat", zh: "重复")
        case .broadcastClass: Wording(en: "as", zh: "级别")
        case .order: Wording(en: "order", zh: "顺序")
        case .comment: Wording(en: "comment", zh: "注释")
        }
    }

    /// The column of a heading, in whichever language and however capitals and blanks were changed.
    static func column(of heading: String) -> TimetableSheet.Column? {
        let plain = plain(heading)
        return TimetableSheet.Column.allCases.first { column in
            Language.allCases.contains { Self.heading(column).text(in: $0) == plain }
        }
    }

    /// The heading that a mistaken one was most likely meant to be.
    static func nearestHeading(to heading: String) -> String? {
        let headings = TimetableSheet.Column.allCases.map(Self.heading)
        return nearest(to: plain(heading), among: headings.flatMap { [$0.en, $0.zh] })
    }

    /// `A` for 0, `Z` for 25, `AA` for 26.
    static func letters(ofColumn index: Int) -> String {
        let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
        return index < 26 ? last : letters(ofColumn: index / 26 - 1) + last
    }

    private static func plain(_ heading: String) -> String {
        let words = heading.lowercased().split(whereSeparator: \.isWhitespace)
        return words.joined(separator: " ")
    }
}
