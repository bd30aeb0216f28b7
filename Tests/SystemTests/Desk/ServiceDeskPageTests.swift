// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// The pages that hang at the service desk: what their commands say is spoken.
    @Suite
    struct `The pages for the service desk` {
        /// A command of a page, the script it names, and the values it gives.
        struct Command {
            let line: String
            let script: String?
            let values: [String]

            init(_ line: Substring) {
                self.line = String(line)
                let words = line.split(separator: " ").dropFirst(2)
                script = words.first.flatMap { $0.hasPrefix("-") ? nil : String($0) }
                values = line.matches(of: #/[a-z]+(\.[a-z]+)?=(?:"([^"]*)"|(\S+))/#).map { match in
                    String(match.2 ?? match.3 ?? "")
                }
            }
        }

        private static func commands(of page: String) throws -> [Command] {
            let text = try String(contentsOfFile: Sample.departmentStore.path("../docs/\(page)"), encoding: .utf8)
            return text.matches(of: #/`(storecast announce [^`]+)`/#).map { Command($0.1) }
        }

        @Test(arguments: ["service-desk.md", "service-desk.zh.md"])
        func `hold commands that work as they stand, and whose words are spoken`(page: String) async throws {
            let commands = try Self.commands(of: page)
            let desk = try DeskStore()
            try await desk.open {
                for command in commands {
                    let answer = try await desk.shell(command.line)
                    #expect(answer.code == 0, "\(command.line): \(answer.errors)")
                }
                // Numbers are spelled out on their way to the engine.
                let words = commands.flatMap(\.values).filter { !$0.contains(where: \.isNumber) }
                #expect(words.count > 10)
                _ = try await eventually("every value is spoken", within: .seconds(20)) {
                    let spoken = desk.spoken().map(\.text).joined(separator: "\n")
                    return words.allSatisfy(spoken.contains) ? true : nil
                }
            }
        }

        @Test func `show the same scripts in both languages, and every one that has slots`() throws {
            let english = try Self.commands(of: "service-desk.md").compactMap(\.script)
            let chinese = try Self.commands(of: "service-desk.zh.md").compactMap(\.script)
            #expect(english == chinese)
            for name in try DeskStore.scriptNames() {
                let text = try String(
                    contentsOfFile: Sample.departmentStore.path("scripts/\(name).txt"), encoding: .utf8)
                #expect(english.contains(name) || !text.contains("\nslots "), "\(name) is on no page")
                #expect(text.contains("\n--- zh\n") && text.contains("\n--- en\n"), "\(name) lacks a language")
            }
        }
    }
}
