// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

@testable import Timetable

/// `docs/diagnostics.md` as examples: under each heading, which is the code of a diagnostic, the files that have the
/// mistake (```` ```text everyday.timetable ````), perhaps the names that the store has (```` ```inventory ````) and
/// the date (```` ```today 2026-12-15 ````), and what is shown (```` ```output ````).
struct Catalogue {
    struct Example {
        let code: String
        private(set) var files: [(name: String, text: String)] = []
        private(set) var inventory: Inventory?
        private(set) var today: CivilDate?
        let output: [String]
        /// Whether only the last diagnostic is shown, because there are very many.
        let showsLastOnly: Bool
    }

    private let document: ExampleDocument
    let examples: [Example]

    init(_ text: String) {
        document = ExampleDocument(text)
        examples = document.examples.map(Example.init)
    }

    /// The document with the output of each example as `output` gives it.
    func updated(_ output: (Example) -> [String]) -> String {
        document.updated(examples.map(output))
    }
}

extension Catalogue.Example {
    fileprivate init(_ example: ExampleDocument.Example) {
        code = example.code
        output = example.output?.lines ?? []
        showsLastOnly = example.output?.info.contains("last") == true
        for block in example.input { read(block) }
    }

    private mutating func read(_ block: ExampleDocument.Block) {
        switch block.info.first {
        case "text" where block.info.count >= 2:
            var text = block.text
            // Very long files are written once and repeated: ```text x.timetable ×1001
            if block.info.count > 2, let count = Int(block.info[2].dropFirst()) {
                text = String(repeating: text, count: count)
            }
            // What a Markdown file cannot hold, or nobody could see in it.
            text = text.replacing("<NUL>", with: "\u{0}").replacing("<NOT UTF-8>", with: "\u{FFFD}")
            files.append((block.info[1], text))
        case "today" where block.info.count == 2: today = CivilDate(block.info[1])
        case "inventory": inventory = Self.inventory(block.lines)
        default: break
        }
    }

    private static func inventory(_ lines: [String]) -> Inventory {
        var inventory = Inventory()
        for line in lines {
            let words = line.split { " ,".contains($0) }.map { String($0) }
            guard let kind = words.first else { continue }
            let names = Set(words.dropFirst())
            switch kind {
            case "music": inventory.music = names
            case "items": inventory.items = names
            case "scripts": inventory.scripts = names
            case "rotations": inventory.rotations = names
            case "chimes": inventory.chimes = names
            case "zones": inventory.zones = names
            case "drafts": inventory.drafts = names
            case "slotted": inventory.slotted = [words[1]: Array(words.dropFirst(2))]
            default: break
            }
        }
        return inventory
    }
}

extension Catalogue.Example {
    /// What the files of the example are found to have, file by file, and then together.
    var diagnostics: [Diagnostic] {
        var found: [Diagnostic] = []
        var timetables: [Timetable] = []
        var calendar = HolidayCalendar()
        for file in files {
            let name = String(file.name.split(separator: "/").last?.split(separator: ".").first ?? "")
            if file.name == "pronunciation.txt" {
                found += Pronunciations.parse(file.text, file: file.name).diagnostics
            } else if file.name.hasSuffix(".txt") {
                let parsed = Script.parse(file.text, file: file.name, name: name)
                found += parsed.diagnostics + (inventory.flatMap { parsed.script?.check(against: $0) } ?? [])
            } else if file.name.hasSuffix(".calendar") {
                let parsed = HolidayCalendar.parse(file.text, file: file.name)
                calendar = parsed.calendar
                found += parsed.diagnostics
            } else {
                let parsed = Timetable.parse(file.text, file: file.name, name: name)
                found += parsed.diagnostics + (inventory.flatMap { parsed.timetable?.check(against: $0) } ?? [])
                timetables += parsed.timetable.map { [$0] } ?? []
            }
        }
        let together = Timetables(timetables, calendar: calendar)
        return found + together.diagnostics + (today.map { together.warnings(on: $0) } ?? [])
    }

    /// The diagnostics as people see them, in English and then in Chinese.
    var rendered: [String] {
        let all = diagnostics
        let shown = showsLastOnly ? Array(all.suffix(1)) : all
        let blocks = [Language.en, .zh].map { language in
            shown.map { $0.rendered(sourceLine: sourceLine(of: $0), language: language) }.joined(separator: "\n\n")
        }
        return blocks.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0)
        }
    }

    private func sourceLine(of diagnostic: Diagnostic) -> String? {
        let text = files.first { $0.name == diagnostic.location.file }?.text ?? ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let index = diagnostic.location.line - 1
        return lines.indices.contains(index) ? String(lines[index]) : nil
    }
}
