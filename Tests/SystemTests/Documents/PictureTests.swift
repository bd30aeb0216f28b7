// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import TestSupport
import Testing

extension SystemTests {
    /// The picture of the sample store's day.
    @Suite
    struct `The picture of the day` {
        /// The day that is drawn; a pixel is a minute.
        private static let date = "2026-11-26"
        /// How many pixels a mark may be away: how long a text takes to speak differs from voice to voice.
        private static let tolerance = 2

        private static func draw(_ language: String) async throws -> String {
            let day = try await Sample.departmentStore.run(["rehearse", "--date", date, "--json"])
            let folder = try TestFolder()
            let file = try folder.write(Data(day.output.utf8), to: "day.json")
            let script = "'\(Document.root)/scripts/draw-day' \(language) < '\(file)'"
            let child = try await Child.start("sh", ["-c", script])
            #expect(try await child.exitCode(within: .seconds(20)) == 0, "\(child.errors.text)")
            return child.output.text
        }

        private static func numbers(in picture: String) -> [Int] {
            picture.matches(of: #/[0-9]+/#).compactMap { Int($0.0) }
        }

        @Test(arguments: [("en", "docs/day.svg"), ("zh", "docs/day.zh.svg")])
        func `is the rehearsed day; UPDATE=1 draws it anew`(language: String, path: String) async throws {
            let drawn = try await Self.draw(language)
            let url = URL(filePath: "\(Document.root)/\(path)")
            if ProcessInfo.processInfo.environment["UPDATE"] != nil {
                try drawn.write(to: url, atomically: true, encoding: .utf8)
            }
            let shown = try String(contentsOf: url, encoding: .utf8)
            let pictures = [drawn, shown]
            let plain = pictures.map { $0.replacing(#/[0-9]+/#, with: "0") }
            #expect(plain[0] == plain[1], "\(path) shows another day")
            let (left, right) = (Self.numbers(in: drawn), Self.numbers(in: shown))
            #expect(zip(left, right).allSatisfy { abs($0 - $1) <= Self.tolerance }, "\(path) shows other times")
        }
    }
}
