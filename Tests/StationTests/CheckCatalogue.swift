// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station
import TestSupport
import Timetable

/// `docs/check.md` as stores: under each heading, which is the code of a finding, the files of a store
/// (```` ```text everyday.timetable ````), perhaps facts of `store.yaml` (```` ```store ````) and sound files with
/// their lengths (```` ```sounds ````), and what `check` says (```` ```output ````).
struct CheckCatalogue {
    struct Example {
        let code: String
        private(set) var files: [(name: String, text: String)] = []
        private(set) var facts = "timezone: Asia/Shanghai\n"
        private(set) var sounds: [(name: String, seconds: Int)] = []
        let output: [String]
    }

    private let document: ExampleDocument
    let examples: [Example]

    init(_ text: String) {
        document = ExampleDocument(text)
        examples = document.examples.map(Example.init)
    }

    /// The document with these outputs, one for each example.
    func updated(_ outputs: [[String]]) -> String {
        document.updated(outputs)
    }
}

extension CheckCatalogue.Example {
    fileprivate init(_ example: ExampleDocument.Example) {
        code = example.code
        output = example.output?.lines ?? []
        for block in example.input { read(block) }
    }

    private mutating func read(_ block: ExampleDocument.Block) {
        switch block.info.first {
        case "text" where block.info.count == 2: files.append((block.info[1], block.text))
        case "store": facts = block.text
        case "sounds":
            sounds = block.lines.compactMap { line in
                let words = line.split(separator: " ")
                return words.count == 3 ? Int(words[1]).map { (name: String(words[0]), seconds: $0) } : nil
            }
        default: break
        }
    }
}

extension CheckCatalogue.Example {
    /// What `check` says of the store, in English and then in Chinese, as lines.
    func checked() async throws -> [String] {
        var blocks: [String] = []
        try await withStore { store in
            for (name, text) in files { try store.write("schedules/\(name)", text) }
            for (name, seconds) in sounds {
                // `music/calm/ 0 s` is a folder without a file.
                if name.hasSuffix("/") {
                    try store.folder("audio/\(name)")
                } else {
                    try store.quietSound("\(name).wav", seconds: seconds)
                }
            }
            for language in [Language.en, .zh] {
                try store.write("schedules/store.yaml", "language: \(language.rawValue)\n" + facts)
                let check = await Store(store.paths).check(from: CheckCatalogue.today)
                blocks += check.problems.map { $0.text.replacing(store.root + "/", with: "") }
            }
        }
        return blocks.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0) }
    }
}

extension CheckCatalogue {
    /// The day from which on the year is looked at.
    static let today = CivilDate("2026-11-24")!
}
