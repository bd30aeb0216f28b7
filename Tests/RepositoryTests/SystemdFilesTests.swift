// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// What is written for systemd fits to the program.
@Suite struct SystemdFilesTests {
    /// The MESSAGE_IDs that the program gives its lines.
    private func messageIDs() throws -> [String] {
        let file = try #require(
            try Repository.files(in: ["Sources/Station/Log"]).first { $0.path.hasSuffix("LogSubject.swift") })
        return file.lines.compactMap { $0.firstMatch(of: /"([0-9a-f]{32})"/).map { String($0.1) } }
    }

    @Test(arguments: ["storecast.catalog", "storecast.zh_CN.catalog"])
    func `the catalog explains every kind of line, once`(name: String) throws {
        let file = try #require(try Repository.files(in: ["systemd"]).first { $0.path == "systemd/\(name)" })
        let explained = file.lines.compactMap { $0.wholeMatch(of: /-- ([0-9a-f]{32})/).map { String($0.1) } }
        let known = try messageIDs()
        #expect(known.count > 30)
        #expect(Set(known).count == known.count)
        #expect(explained.sorted() == known.sorted())
        for entry in file.lines.joined(separator: "\n").components(separatedBy: "\n-- ").dropFirst() {
            #expect(entry.contains("\nSubject: ") && entry.components(separatedBy: "\n\n").count > 1, "\(entry)")
        }
    }
}
