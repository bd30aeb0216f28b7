// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Station

@Suite struct TextPathTests {
    @Test(arguments: [
        ("everyday.timetable", TextPath.Kind.timetable), ("春节.timetable", .timetable),
        ("holidays.calendar", .calendar), ("pronunciation.txt", .pronunciation), ("读音.txt", .pronunciation),
        ("store.yaml", .settings), ("scripts/welcome.txt", .script), ("promos/offers/tea.txt", .promo),
    ])
    func `the texts of a store are reached by their paths`(path: String, kind: TextPath.Kind) {
        #expect(TextPath(path)?.kind == kind)
    }

    @Test(arguments: [
        "", "/", "/etc/passwd", "../everyday.timetable", "scripts/../store.yaml", "scripts//a.txt", "scripts/.a.txt",
        "scripts/~$a.txt", "README.md", "a.calendar", "notes.txt", "promos/a.txt", "scripts/a/b.txt",
        ".timetable", "a\u{0}.timetable", "a\n.timetable", "scripts/a.yaml",
    ])
    func `nothing else is reached`(path: String) {
        #expect(TextPath(path) == nil)
    }

    @Test func `the facts of the store are an administrator's, and all else an editor's`() throws {
        #expect(Role.editor.allows(try #require(TextPath("everyday.timetable")).permission))
        let settings = try #require(TextPath("store.yaml")).permission
        #expect(!Role.editor.allows(settings) && Role.admin.allows(settings))
        #expect(!Role.desk.allows(.edit))
    }
}

@Suite struct TextShelfTests {
    @Test func `ten versions of a text are kept, the newest first, and each text has its own`() throws {
        let folder = NSTemporaryDirectory() + "storecast-texts-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let shelf = TextShelf(
            StationPaths(schedules: "\(folder)/schedules", audio: folder, state: folder, socket: folder))
        let path = try #require(TextPath("scripts/welcome.txt")), other = try #require(TextPath("scripts/other.txt"))
        for number in 1...12 { try shelf.keep("text \(number)", of: path, at: "\(number)", by: "anna") }
        try shelf.keep("another", of: other, at: "1", by: "bo")
        let versions = shelf.versions(path)
        #expect(versions.map(\.text) == (3...12).reversed().map { "text \($0)" })
        #expect(versions.first == TextVersion(id: "12", at: "12", by: "anna", text: "text 12"))
        #expect(shelf.versions(other).count == 1)
    }

    @Test func `a new text is every editor's to write, one that is there keeps its mode, and no UTF-8 is told`() throws
    {
        let folder = NSTemporaryDirectory() + "storecast-texts-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let shelf = TextShelf(StationPaths(schedules: folder, audio: folder, state: folder, socket: folder))
        let path = try #require(TextPath("promos/winter/tea.txt"))
        #expect(try shelf.content(path) == nil)
        try shelf.write("标题 茶\r\n", to: path)
        func mode() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: shelf.file(path))[.posixPermissions] as? Int
        }
        #expect(try mode() == 0o664)
        #expect(try shelf.content(path)?.text == "标题 茶\r\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: shelf.file(path))
        try shelf.write("title Tea\n", to: path)
        #expect(try mode() == 0o640)
        #expect(shelf.paths() == [path])
        try Data([0xB2, 0xE8, 0x0A]).write(to: URL(filePath: shelf.file(path)))
        #expect(throws: WrittenFile.Failure.self) { try shelf.content(path) }
    }
}
