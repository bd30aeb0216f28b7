// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// The version is written where each reader looks for it, and it is the same everywhere.
@Suite struct ReleaseTests {
    @Test func `the program, the package and the changelog are of one release`() throws {
        let program = try version(in: "Sources/Station/Release.swift", after: #"version = "([^"]+)""#)
        #expect(try version(in: "debian/changelog", after: #"^storecast \(([^)]+)\)"#) == program)
        #expect(try version(in: "CHANGELOG.md", after: #"^## (\S+)"#) == program)
    }

    /// The first of a file that fits.
    private func version(in file: String, after pattern: String) throws -> String {
        let text = try String(contentsOfFile: "\(Repository.root)/\(file)", encoding: .utf8)
        let regex = try Regex(pattern, as: (Substring, Substring).self).anchorsMatchLineEndings()
        return String(try #require(text.firstMatch(of: regex)).output.1)
    }
}
