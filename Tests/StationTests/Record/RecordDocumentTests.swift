// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Spreadsheet
import TestSupport
import Testing
import Timetable

@testable import Station

/// Run with `UPDATE=1` in the environment to write the outputs anew; read the difference before it is committed.
@Suite struct `The page about the record` {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/record.md")

    private static let outputs: [String: @Sendable () -> [String]] = [
        "log": { lines(DisturbedDay.asRun(.en).text) }, "log/zh": { lines(DisturbedDay.asRun(.zh).text) },
        "csv": { lines(DisturbedDay.asRun(.en, withMusic: true).table.text()) },
        "csv/zh": { lines(DisturbedDay.asRun(.zh, withMusic: true).table.text()) },
        "report": { lines(DisturbedDay.report(.en).text) }, "report/zh": { lines(DisturbedDay.report(.zh).text) },
        "why/on-time": { Sentences.onTime }, "why/aired": { Sentences.planned(.aired) },
        "why/gave-way": { Sentences.planned(.gaveWay) }, "why/missed": { Sentences.planned(.missed) },
        "why/music": { Sentences.music }, "why/to-come": { Sentences.coming },
        "why/announcements": { Sentences.announcements },
    ]

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0.trimmingCharacters(in: ["\r"])) }
    }

    private static func document() throws -> ExampleDocument {
        ExampleDocument(try String(contentsOf: file, encoding: .utf8))
    }

    @Test func `shows what storecast says, word for word`() throws {
        let document = try Self.document()
        let codes = document.examples.map(\.code)
        #expect(Set(codes) == Set(Self.outputs.keys))
        let outputs = codes.map { Self.outputs[$0]?() ?? [] }
        if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
            try document.updated(outputs).write(to: Self.file, atomically: true, encoding: .utf8)
        }
        for (example, output) in zip(try Self.document().examples, outputs) {
            #expect(example.output?.lines == output, "\(example.code)")
        }
    }

    @Test func `has a plain sentence for whatever may become of a cue`() {
        for outcome in [CueRecord.Outcome.aired, .gaveWay, .missed] {
            let sentences = Sentences.planned(outcome)
            #expect(sentences.count == 2 * Sentences.reasons.count)
            for (index, sentence) in sentences.enumerated() {
                let isChinese = index % 2 == 1
                #expect(sentence.hasSuffix(isChinese ? "。" : "."), "\(sentence)")
                #expect(sentence.contains(where: \.isHan) == isChinese, "\(sentence)")
                #expect(!sentence.contains("2026-11-21/") && !sentence.contains("lost-child"), "\(sentence)")
            }
        }
    }
}

extension Character {
    fileprivate var isHan: Bool { unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
}
