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

    @Test func `the document of the log has every kind of line, with its level and its MESSAGE_ID`() throws {
        let file = try #require(try Repository.files(in: ["docs"]).first { $0.path == "docs/log.md" })
        let rows = file.lines.compactMap { $0.wholeMatch(of: /\| (\w+) \| (\w+), \d \| `([0-9a-f]{32})` \| .+/) }
        let source = try #require(
            try Repository.files(in: ["Sources/Station/Log"]).first { $0.path.hasSuffix("LogSubject.swift") })
        #expect(rows.map { "\($0.3)" } == (try messageIDs()))
        for row in rows {
            #expect(source.code.contains("case .\(row.1): \"\(row.3)\""), "\(row.0)")
            let level = source.code.components(separatedBy: ": .\(row.2)\n")[0].components(separatedBy: "case ").last
            #expect(level?.contains(try Regex("\\.\(row.1)\\b")) == true, "\(row.0)")
        }
    }

    @Test func `the units fit to the program`() throws {
        let files = try Repository.files(in: ["systemd"])
        let service = try #require(files.first { $0.path == "systemd/storecast.service" })
        let socket = try #require(files.first { $0.path == "systemd/storecast.socket" })
        for line in ["Type=notify", "Restart=always", "User=storecast", "WatchdogSec=10"] {
            #expect(service.lines.contains(Substring(line)))
        }
        for line in ["ListenStream=/run/storecast/storecast.sock", "SocketGroup=storecast", "SocketMode=0660"] {
            #expect(socket.lines.contains(Substring(line)))
        }
    }
}
