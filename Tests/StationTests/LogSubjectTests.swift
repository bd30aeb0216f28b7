// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Station

/// What the lines of the log are known by is what the documents say, and what journald explains.
@Suite struct LogSubjectTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func `each kind of line has an id of its own`() {
        let known = LogSubject.allCases.map(\.messageID)
        #expect(Set(known).count == known.count)
        #expect(known.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
    }

    @Test(arguments: LogSubject.allCases) func `the document has it, with its level and its id`(subject: LogSubject)
        throws
    {
        let page = try String(contentsOf: Self.root.appending(path: "docs/log.md"), encoding: .utf8)
        let row = "\n| \(subject.rawValue) | \(subject.level), "
        let rest = try #require(page.components(separatedBy: row).dropFirst().first, "no row for \(subject)")
        #expect(rest.dropFirst().hasPrefix(" | `\(subject.messageID)` | "))
    }

    @Test(arguments: ["storecast.catalog", "storecast.zh_CN.catalog"])
    func `the catalog explains each, once`(name: String) throws {
        let catalog = try String(contentsOf: Self.root.appending(path: "systemd/\(name)"), encoding: .utf8)
        let entries = catalog.components(separatedBy: "\n-- ").dropFirst()
        #expect(entries.map { String($0.prefix(32)) }.sorted() == LogSubject.allCases.map(\.messageID).sorted())
        for entry in entries {
            #expect(entry.contains("\nSubject: ") && entry.components(separatedBy: "\n\n").count > 1, "\(entry)")
        }
    }
}
