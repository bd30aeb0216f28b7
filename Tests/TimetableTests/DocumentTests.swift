// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Timetable

/// `docs/timetable.md` teaches the language by tables whose first two columns are English and Chinese.
@Suite struct `The document of the language` {
    private static let document = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/timetable.md")

    /// The snippets of the tables of a section: of each row those of the first column, then those of the second.
    private static func snippets(of section: String) throws -> [(en: [String], zh: [String])] {
        let text = try String(contentsOf: document, encoding: .utf8)
        let sections = text.components(separatedBy: "\n## ")
        let body = try #require(sections.first { $0.hasPrefix(section) })
        let rows = body.split(separator: "\n").filter { $0.hasPrefix("| `") }
        try #require(rows.count > 4)
        return rows.map { row in
            let cells = row.split(separator: "|")
            return (en: code(in: cells[0]), zh: code(in: cells[1]))
        }
    }

    private static func code(in cell: Substring) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter {
            !$0.offset.isMultiple(of: 2)
        }
        .map { String($0.element) }
    }

    /// What is wrong with lines below a head, as people see it.
    private static func mistakes(_ lines: String, head: String = "open 08:00\nclose 22:00\n") -> [String] {
        Timetable.parse(head + lines + "\n", file: "x", name: "x").diagnostics.map {
            "\($0.message(in: .en)): \(lines)"
        }
    }

    @Test func `heads are read as they are written there`() throws {
        for snippet in try Self.snippets(of: "The head").flatMap({ $0.en + $0.zh }) {
            let head =
                switch snippet {
                case _ where snippet.hasPrefix("open") || snippet.hasPrefix("开店"): "close 22:00\n"
                case _ where snippet.hasPrefix("close ") || snippet.hasPrefix("闭店"): "open 08:00\n"
                case "closed", "停业": ""
                default: "open 08:00\nclose 22:00\n"
                }
            #expect(Self.mistakes(snippet, head: head) == [])
        }
    }

    @Test func `times, actions and options are read as they are written there`() throws {
        for row in try Self.snippets(of: "When") {
            for snippet in row.en + row.zh { #expect(Self.mistakes("\(snippet) say x") == []) }
        }
        for row in try Self.snippets(of: "What") {
            for snippet in row.en + row.zh { #expect(Self.mistakes("09:00 \(snippet)") == []) }
        }
        for row in try Self.snippets(of: "How") {
            for snippet in row.en + row.zh {
                // Some go with `every` only, some with music only.
                let lines = ["09:00 say x", "every 1h say x", "09:00 music x"].map { "\($0) \(snippet)" }
                #expect(lines.contains { Self.mistakes($0).isEmpty }, "\(snippet)")
            }
        }
    }

    @Test func `English and Chinese mean the same`() throws {
        for (section, line) in [("What", { "09:00 \($0)" }), ("How", { "09:00 say x \($0)" })]
            as [(String, (String) -> String)]
        {
            for row in try Self.snippets(of: section) {
                for (en, zh) in zip(row.en, row.zh) {
                    let meanings = [en, zh].map { snippet -> String? in
                        let text = "open 08:00\nclose 22:00\n\(line(snippet))\n"
                        return TimetableSheet.read(text, file: "x", name: "x").sheet?.text(in: .en)
                    }
                    // Names differ from language to language; what is compared is all around them.
                    let plain = meanings.map {
                        $0?.replacing(/(?<verb>music|play|say|promo) +\S+/) { "\($0.verb) NAME" }
                    }
                    #expect(plain[0] == plain[1], "\(en) and \(zh)")
                }
            }
        }
    }
}
