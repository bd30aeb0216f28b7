// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Timetable

/// The guides for staff show every word of the language.
@Suite struct StaffGuideTests {
    /// All that stands in blocks and between backquotes, where words of the language are.
    private static func code(of path: String) throws -> String {
        var isFenced = false
        return try Document(path: path).lines.map { line in
            if line.hasPrefix("```") { isFenced.toggle() }
            let spans = line.matches(of: #/`([^`]+)`/#).map { String($0.1) }
            return isFenced ? line : spans.joined(separator: " ")
        }.joined(separator: "\n")
    }

    @Test func `the English guide has each keyword in its examples, and beside it the Chinese one`() throws {
        let path = "docs/staff-guide.md"
        let (code, text) = (try Self.code(of: path), try Document(path: path).lines.joined(separator: "\n"))
        for keyword in Keyword.allCases {
            #expect(code.contains(keyword.en), "\(keyword.en)")
            #expect(text.contains("`\(keyword.en)` \(keyword.zh)"), "\(keyword.zh)")
        }
    }

    @Test func `the Chinese guide has each keyword in its examples, and beside it the English one`() throws {
        let path = "docs/staff-guide.zh.md"
        let (code, text) = (try Self.code(of: path), try Document(path: path).lines.joined(separator: "\n"))
        for keyword in Keyword.allCases {
            #expect(code.contains(keyword.zh), "\(keyword.zh)")
            #expect(text.contains("\(keyword.zh) `\(keyword.en)`"), "\(keyword.en)")
        }
    }

    @Test(arguments: ["docs/staff-guide.md", "docs/staff-guide.zh.md"])
    func `a guide's examples show every verb and option where it does something`(path: String) throws {
        let steps = try Document(path: path).steps
        let files = steps.compactMap { if case .file(let name, let text) = $0 { (name, text) } else { nil } }
        var entries: [Entry] = []
        for (name, text) in files where name.hasSuffix(".timetable") {
            entries += Timetable.parse(text, file: name, name: name).timetable?.entries ?? []
        }
        for verb in Verb.allCases { #expect(entries.contains { $0.verb == verb }, "\(verb)") }
        let options = entries.map(\.options)
        #expect(options.contains { $0.from != nil } && options.contains { !$0.zones.isEmpty })
        #expect(options.contains { $0.days != nil } && options.contains { $0.chime != nil })
        #expect(options.contains { $0.isAlone } && options.contains { $0.lateness != nil })
        #expect(options.contains { $0.isEnding } && options.contains { $0.times != nil })
        #expect(options.contains { $0.broadcastClass != nil } && options.contains { $0.isInOrder })
    }
}
