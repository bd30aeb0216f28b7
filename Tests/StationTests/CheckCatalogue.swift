// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station
import Timetable

/// `docs/check.md` as stores: under each heading, which is the code of a finding, the files of a store
/// (```` ```text everyday.timetable ````), perhaps facts of `store.yaml` (```` ```store ````) and sound files with
/// their lengths (```` ```sounds ````), and what `check` says (```` ```output ````).
struct CheckCatalogue {
    struct Example {
        let code: String
        fileprivate(set) var files: [(name: String, text: String)] = []
        fileprivate(set) var facts = "timezone: Asia/Shanghai\n"
        fileprivate(set) var sounds: [(name: String, seconds: Int)] = []
        /// The lines of the document that hold the output.
        fileprivate(set) var outputLines: Range<Int>?
        fileprivate(set) var output: [String] = []
    }

    private let lines: [String]
    private(set) var examples: [Example] = []

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("### ") { examples.append(Example(code: String(line.dropFirst(4)))) }
            index += 1
            guard line.hasPrefix("```"), line.count > 3, !examples.isEmpty else { continue }
            let start = index
            while index < lines.count, lines[index] != "```" { index += 1 }
            read(line.dropFirst(3).split(separator: " ").map { String($0) }, start..<index)
            index += 1
        }
    }

    private mutating func read(_ info: [String], _ block: Range<Int>) {
        let last = examples.count - 1
        if examples[last].outputLines != nil { examples.append(Example(code: examples[last].code)) }
        let example = examples.count - 1
        let text = lines[block].map { $0 + "\n" }.joined()
        switch info.first {
        case "text" where info.count == 2: examples[example].files.append((info[1], text))
        case "store": examples[example].facts = text
        case "sounds":
            examples[example].sounds = lines[block].compactMap { line in
                let words = line.split(separator: " ")
                return words.count == 3 ? Int(words[1]).map { (name: String(words[0]), seconds: $0) } : nil
            }
        case "output":
            examples[example].outputLines = block
            examples[example].output = Array(lines[block])
        default: break
        }
    }

    /// The document with these outputs, one for each example.
    func updated(_ outputs: [[String]]) -> String {
        var lines = lines
        for (example, output) in zip(examples, outputs).reversed() {
            if let block = example.outputLines { lines.replaceSubrange(block, with: output) }
        }
        return lines.joined(separator: "\n")
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
