// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Playout
import Testing
import Timetable

@testable import Station

/// The handover book goes to the printer as it is.
@Suite struct `The page of a shift` {
    /// A day on which nothing went right.
    private static func book(_ language: Language) -> ShiftReport {
        var record = DisturbedDay.record(language)
        record.cues += (0..<300).map { count in
            DisturbedDay.cue(
                "11:\(10 + count % 50)", .say, "a-script-with-a-long-name-number-\(count)", nil, nil, .missed,
                .gaveWay(to: "地面湿滑请绕行，谢谢配合，祝您购物愉快", at: DisturbedDay.at("11:30:10")))
        }
        record.faults += (0..<200).map { count in
            FaultEntry(
                id: "x\(count)", kind: "noSound", subject: "main", from: DisturbedDay.at("12:10"),
                to: DisturbedDay.at("12:11"), wording: Wording(en: "no sound", zh: "没有声音"))
        }
        let store = String(repeating: "百货", count: 60)
        return ShiftReport(record, store: store, rotations: [], DisturbedDay.words(language))
    }

    @Test(arguments: Language.allCases)
    func `is one, however much went wrong, and says what it leaves out`(language: Language) {
        let book = Self.book(language)
        let lines = book.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 64)
        #expect(lines.dropFirst().allSatisfy { displayWidth(of: String($0)) <= 80 })
        #expect(book.text.contains("storecast log"))
        #expect(book.missed.count == 305, "the JSON has all")
    }

    @Test(arguments: Language.allCases)
    func `has columns that stand under each other, also where Chinese characters are two wide`(language: Language) {
        let lines = DisturbedDay.report(language).text.split(separator: "\n").map(String.init)
        let heading = language == .zh ? "未播" : "NOT AIRED"
        let missed = lines.drop { $0 != heading }.dropFirst().prefix {
            $0.contains("  — ") && !$0.contains("storecast")
        }
        let names = missed.compactMap { line in
            line.range(of: "(services|tea|umbrella|store-news)", options: .regularExpression).map {
                displayWidth(of: String(line[..<$0.lowerBound]))
            }
        }
        #expect(names.count >= 3 && Set(names).count == 1, "\(names)")
    }
}
