// SPDX-License-Identifier: Apache-2.0
import Foundation
import SoundCard
import TestSupport
import Testing
import Timetable

@testable import Station

/// `docs/ready.md` shows each line that `storecast ready` may print. Run with `UPDATE=1` in the environment to write them
/// anew; read the difference before it is committed.
@Suite struct `The catalogue of what ready says` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let file = root.appending(path: "docs/ready.md")

    private static func document() throws -> ExampleDocument {
        ExampleDocument(try String(contentsOf: file, encoding: .utf8))
    }

    /// Every case of `ReadyFinding`, read from its source, so that none can be forgotten.
    private static func codes() throws -> [String] {
        let source = try String(
            contentsOf: root.appending(path: "Sources/Station/Ready/ReadyFinding.swift"), encoding: .utf8)
        let declaration = source.prefix(upTo: source.range(of: "enum Subject")?.lowerBound ?? source.endIndex)
        return declaration.split(separator: "\n").filter { $0.hasPrefix("    case ") }.map { line in
            let name = line.dropFirst(9).prefix { $0.isLetter }
            return "ready/" + name.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
        }
    }

    /// The line of a finding in both languages.
    private static func lines(of finding: ReadyFinding) -> [String] {
        [Language.en, .zh].map { language in
            let report = ReadyReport([finding], of: "", in: language, at: "")
            return String(report.text.split(separator: "\n")[1])
        }
    }

    @Test func `every finding has an example, and the document shows what storecast says`() throws {
        let examples = ReadyFinding.examples
        #expect(examples.map(\.code) == (try Self.codes()))
        let document = try Self.document()
        #expect(document.examples.map(\.code) == examples.map(\.code))
        let outputs = examples.map { $0.findings.flatMap(Self.lines) }
        if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
            try document.updated(outputs).write(to: Self.file, atomically: true, encoding: .utf8)
        }
        for (example, output) in zip(try Self.document().examples, outputs) {
            #expect(example.output?.lines == output, "\(example.code)")
        }
    }

    @Test func `whatever is not good says what to do, in its sentence or behind it`() {
        let told: Set = ["ready/clock-doubted", "ready/card-silent"]
        for (code, findings) in ReadyFinding.examples {
            for finding in findings where finding.verdict != .good {
                #expect(finding.fix != nil || told.contains(code), "\(code)")
            }
            for finding in findings { #expect(finding.wording != finding.subject.label, "\(code) has no sentence") }
        }
    }

    @Test func `the end counts what is bad and what is doubtful, and only what is bad keeps the store from opening`() {
        func end(_ findings: [ReadyFinding], _ language: Language) -> (isReady: Bool, line: String) {
            let report = ReadyReport(findings, of: "店", in: language, at: "2026-11-21T07:40:12.000+08:00")
            return (report.isReady, report.text.split(separator: "\n").last.map(String.init) ?? "")
        }
        #expect(end([.draftsNone], .en) == (true, "READY"))
        #expect(end([.draftsNone, .dayClosed], .en) == (true, "READY, 1 to look at (?)"))
        #expect(
            end([.diskUnknown, .dayClosed, .recordSlow], .en) == (false, "NOT READY: 1 to mend (!), 2 to look at (?)"))
        #expect(end([.dayClosed], .zh) == (true, "可以开播，1 项请留意（?）"))
        #expect(end([.diskUnknown], .zh) == (false, "尚不能开播：1 项需处理（!）"))
    }

    @Test func `lines stand below each other, whatever the language`() {
        for language in [Language.en, .zh] {
            let report = ReadyReport(
                [.dayClosed, .emergencyNone], of: "店", in: language, at: "2026-11-21T07:40:12.000+08:00")
            let lines = report.text.split(separator: "\n")
            #expect(lines[0] == "店  2026-11-21 07:40:12")
            let columns = zip(report.checks, lines.dropFirst()).map { check, line in
                line.range(of: check.message).map { displayWidth(of: String(line[..<$0.lowerBound])) }
            }
            #expect(columns[0] != nil && columns[0] == columns[1])
        }
    }
}
