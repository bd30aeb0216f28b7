// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Timetable

/// Run with `UPDATE=1` in the environment to write the outputs anew; read the difference before it is committed.
@Suite struct `The catalogue of diagnostics` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let file = root.appending(path: "docs/diagnostics.md")

    private static func catalogue() throws -> Catalogue {
        Catalogue(try String(contentsOf: file, encoding: .utf8))
    }

    /// The code of every case of every enum in `Problems/`, read from the sources, so that none can be forgotten.
    private static func codes() throws -> Set<String> {
        let folder = root.appending(path: "Sources/Timetable/Problems")
        var codes: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasSuffix("Problem.swift") && name != "Problem.swift" {
            let subject = kebab(String(name.dropLast("Problem.swift".count)))
            let source = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for line in source.split(separator: "\n") where line.hasPrefix("    case ") {
                codes.insert(subject + "/" + kebab(String(line.dropFirst(9).prefix { $0.isLetter || $0.isNumber })))
            }
        }
        return codes
    }

    private static func kebab(_ name: String) -> String {
        name.replacing(/(?<small>[a-z])(?<capital>[A-Z])/) { "\($0.small)-\($0.capital)" }
            .replacing(/(?<one>[A-Z])(?<word>[A-Z][a-z])/) { "\($0.one)-\($0.word)" }.lowercased()
    }

    @Test func `every diagnostic has an example that shows it`() throws {
        let examples = try Self.catalogue().examples
        let codes = try Self.codes()
        try #require(codes.count > 50)
        #expect(Set(examples.map(\.code)).symmetricDifference(codes) == [])
        for example in examples {
            #expect(example.diagnostics.contains { $0.code == example.code }, "\(example.code)")
            #expect(!example.output.isEmpty, "\(example.code)")
        }
    }

    @Test func `what the document shows is what storecast shows`() throws {
        if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
            try Self.catalogue().updated(\.rendered).write(to: Self.file, atomically: true, encoding: .utf8)
        }
        for example in try Self.catalogue().examples {
            #expect(example.output == example.rendered, "\(example.code)")
        }
    }

    @Test func `every message and fix is one sentence without a full stop, and Chinese speaks Chinese`() throws {
        for diagnostic in try Self.catalogue().examples.flatMap(\.diagnostics) {
            for text in [diagnostic.message(in: .en), diagnostic.fix(in: .en) ?? "-"] {
                #expect(!text.isEmpty && !text.hasSuffix(".") && !text.contains("“"), "\(text)")
            }
            for text in [diagnostic.message(in: .zh), diagnostic.fix(in: .zh) ?? "请"] {
                #expect(text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(text)")
                #expect(!text.hasSuffix("。") && !text.contains("`"), "\(text)")
            }
        }
    }
}
