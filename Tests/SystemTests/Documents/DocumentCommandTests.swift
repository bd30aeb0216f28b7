// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import TestSupport
import Testing

extension SystemTests {
    /// Every command of every document is typed as it stands, in the order of the document.
    @Suite
    struct `The commands in documents` {
        /// The documents with something to run, in either language.
        private static func documents() throws -> [Document] {
            try Document.all().filter { document in
                document.commands.contains { CommandNotRun.fitting($0.line) == nil }
            }
        }

        @Test func `are found: none of the documents is left out`() throws {
            let documents = try Self.documents()
            #expect(documents.count >= 10)
            #expect(documents.reduce(0) { $0 + $1.commands.count } > 150)
        }

        /// So many stores are there at once: most of the time something is waited for.
        private static let lanes = 3

        /// Documents that are followed in one store: each that writes files by itself, the others by their language.
        private static func groups() throws -> [[Document]] {
            let (writing, others) = try documents().reduce(into: ([[Document]](), [[Document](), []])) {
                groups, document in
                let writes = document.steps.contains { if case .file = $0 { true } else { false } }
                if writes {
                    groups.0.append([document])
                } else {
                    groups.1[isChinese(document) ? 1 : 0].append(document)
                }
            }
            // The long ones first.
            return others + writing
        }

        private static func isChinese(_ document: Document) -> Bool { document.path.hasSuffix(".zh.md") }

        @Test func `work as they stand, and print what is shown`() async throws {
            let groups = try Self.groups()
            let prepared = try await DocumentStore(language: "en")
            try await prepared.run("storecast check")
            await withTaskGroup(of: Void.self) { tasks in
                for (index, group) in groups.enumerated() {
                    if index >= Self.lanes { await tasks.next() }
                    tasks.addTask {
                        do {
                            try await Self.follow(group, prepared)
                        } catch {
                            Issue.record("\(group.map(\.path)): \(error)")
                        }
                    }
                }
            }
        }

        @Test func `are not run for a reason, and what they need is there all the same`() throws {
            for document in try Document.all() {
                for command in document.commands {
                    guard let exception = CommandNotRun.fitting(command.line) else { continue }
                    let fault = try exception.fault(of: command.line)
                    #expect(fault == nil, "\(document.path):\(command.number): \(command.line)")
                }
            }
        }

        /// Does all that documents say, in their order.
        private static func follow(_ documents: [Document], _ prepared: DocumentStore) async throws {
            let store = try await DocumentStore(language: documents.allSatisfy(isChinese) ? "zh" : "en")
            try await store.takeOver(prepared)
            // What is written before the first command is there when the station starts.
            let beginning = documents[0].steps.prefix { if case .file = $0 { true } else { false } }
            for case .file(let name, let text) in beginning { try store.write(text, to: name) }
            try await store.open {
                for document in documents {
                    try await follow(document, document.steps.dropFirst(beginning.count), in: store)
                }
            }
        }

        private static func follow(
            _ document: Document, _ steps: ArraySlice<Document.Step>, in store: DocumentStore
        ) async throws {
            var exports: [String] = []
            var isWritten = false
            for step in steps {
                switch step {
                case .file(let name, let text):
                    try store.write(text, to: name)
                    isWritten = true
                case .command(let command) where command.line.hasPrefix("export "):
                    exports.append(try await store.typed(command.line))
                case .command(let command):
                    if CommandNotRun.fitting(command.line) != nil { continue }
                    let place = "\(document.path):\(command.number)"
                    guard CommandNotRun.isHarmless(command.line) else {
                        Issue.record("\(place): \(command.line): nobody knows whether this may be run")
                        continue
                    }
                    try await run(command, exports, in: store, within: isWritten ? .seconds(8) : .zero, place)
                    isWritten = false
                }
            }
        }

        /// Runs a command, again while the daemon may not have noticed yet what was written.
        private static func run(
            _ command: Document.Command, _ exports: [String], in store: DocumentStore, within limit: Duration,
            _ place: String
        ) async throws {
            let line = try await store.typed(command.line)
            let isStopped = line.hasPrefix("timeout ")
            let expected = isStopped ? DocumentStore.stopped : exitCode(of: command)
            let end = ContinuousClock.now + limit
            while true {
                let answer = try await store.run(line, exports: exports)
                let missing = ShownOutput(lines: command.shown).missing(in: answer.output + answer.errors)
                if answer.code != expected || missing != nil, ContinuousClock.now < end {
                    try await Task.sleep(for: .milliseconds(200))
                    continue
                }
                let told = "\(place): \(command.line)\nprints\n\(answer.output)\(answer.errors)"
                #expect(answer.code == expected, "\(told)")
                #expect(missing == nil, "\(told)")
                // What goes on until it is stopped has told something meanwhile.
                #expect(!isStopped || !answer.output.isEmpty, "\(told)")
                return
            }
        }

        /// `announce` without a script lists them, and says that one is wanted.
        private static func exitCode(of command: Document.Command) -> Int32 {
            command.line == "storecast announce" ? 2 : command.exitCode
        }
    }
}
