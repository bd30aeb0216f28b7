// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Run with `UPDATE=1` in the environment to write the outputs anew; read the difference before it is committed.
@Suite struct `The catalogue of what looking ahead finds` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let file = root.appending(path: "docs/check.md")

    private static func catalogue() throws -> CheckCatalogue {
        CheckCatalogue(try String(contentsOf: file, encoding: .utf8))
    }

    /// Every case of `Finding`, read from its source, so that none can be forgotten.
    private static func codes() throws -> Set<String> {
        let source = try String(
            contentsOf: root.appending(path: "Sources/Timetable/Problems/Finding.swift"), encoding: .utf8)
        let cases = source.split(separator: "\n").filter { $0.hasPrefix("    case ") }
        return Set(
            cases.map { line in
                let name = line.dropFirst(9).prefix { $0.isLetter }
                return "finding/" + name.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
            })
    }

    @Test func `every finding has an example, and the document shows what storecast says`() async throws {
        let catalogue = try Self.catalogue()
        let codes = try Self.codes()
        try #require(codes.count >= 8)
        #expect(Set(catalogue.examples.map(\.code)).symmetricDifference(codes) == [])
        var outputs: [[String]] = []
        for example in catalogue.examples { outputs.append(try await example.checked()) }
        if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
            try catalogue.updated(outputs).write(to: Self.file, atomically: true, encoding: .utf8)
        }
        for (example, output) in zip(try Self.catalogue().examples, outputs) {
            #expect(example.output == output, "\(example.code)")
            #expect(output.contains { $0.contains("error: ") || $0.contains("warning: ") }, "\(example.code)")
        }
    }
}
