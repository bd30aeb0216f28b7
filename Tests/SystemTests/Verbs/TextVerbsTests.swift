// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What rewrites timetables: `format`, `export`, `import`.
    @Suite
    struct `Rewriting timetables` {
        /// A copy of a sample's timetable that may be changed.
        private static func copy(_ sample: Sample, _ file: String = "everyday.timetable") throws -> (
            TestFolder, path: String
        ) {
            let folder = try TestFolder()
            try folder.write(Data(contentsOf: URL(filePath: sample.path(file))), to: file)
            return (folder, "\(folder.path)/\(file)")
        }

        private static func text(_ path: String) throws -> String {
            try String(contentsOfFile: path, encoding: .utf8)
        }

        @Test(arguments: Sample.allCases)
        func `into the other language and back changes nothing`(sample: Sample) async throws {
            let (folder, path) = try Self.copy(sample)
            defer { withExtendedLifetime(folder) {} }
            let home = sample == .onlineShop ? "zh" : "en"
            let other = home == "zh" ? "en" : "zh"
            #expect(try await Storecast.run(["format", "--language", home, path]).code == 0)
            let original = try Self.text(path)
            #expect(try await Storecast.run(["format", "--language", other, path]).code == 0)
            let translated = try Self.text(path)
            #expect(translated != original)
            #expect(translated.contains(other == "en" ? "every 1h" : "每5-10分"))
            let again = try await Storecast.run(["format", "--check", "--language", other, path])
            #expect((again.code, again.output) == (0, ""))
            #expect(try await Storecast.run(["format", "--language", home, path]).code == 0)
            #expect(try Self.text(path) == original)
        }

        @Test func `leaves a file with a mistake as it is, and shows the mistake`() async throws {
            let folder = try TestFolder()
            let wrong = "open 08:00\nclose 22:00\n09:00  sya  welcome\n"
            try folder.write(Data(wrong.utf8), to: "wrong.timetable")
            let answer = try await Storecast.run(["format", "\(folder.path)/wrong.timetable"])
            #expect(answer.code == 1)
            #expect(answer.errors.contains("wrong.timetable:3:8"))
            #expect(try Self.text("\(folder.path)/wrong.timetable") == wrong)
        }

        @Test(arguments: ["utf-8-bom", "utf-8", "gb18030"], ["comma", "semicolon", "tab"])
        func `through a spreadsheet and back changes nothing`(encoding: String, separator: String) async throws {
            let (folder, path) = try Self.copy(.onlineShop)
            #expect(try await Storecast.run(["format", path]).code == 0)
            let table = "\(folder.path)/day.csv"
            let export = try await Storecast.run(
                ["export", path, "-o", table, "--encoding", encoding, "--separator", separator])
            #expect((export.code, export.errors) == (0, ""))
            let back = "\(folder.path)/back.timetable"
            let imported = try await Storecast.run(["import", table, "-o", back])
            #expect((imported.code, imported.errors) == (0, ""))
            #expect(try Self.text(back) == Self.text(path))
        }

        @Test func `names the cell of a mistake, and writes nothing`() async throws {
            let folder = try TestFolder()
            try folder.write(
                Data("when,verb,name\r\nopen,08:00,\r\nclose,22:00,\r\n09:00,sya,welcome\r\n".utf8), to: "day.csv")
            let answer = try await Storecast.run(
                ["import", "\(folder.path)/day.csv", "-o", "\(folder.path)/day.timetable"])
            #expect(answer.code == 1)
            #expect(answer.errors.contains("B4"))
            #expect(answer.errors.contains("say"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/day.timetable"))
        }
    }
}
