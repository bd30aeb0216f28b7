// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// The pages for whoever writes a client: each curl command on them is run as it stands.
    @Suite
    struct `The pages about the control socket` {
        private static func commands(of page: String) throws -> [String] {
            let text = try String(contentsOfFile: Sample.departmentStore.path("../docs/\(page)"), encoding: .utf8)
            return text.split(separator: "\n").filter { $0.hasPrefix("    curl ") }.map { String($0.dropFirst(4)) }
        }

        /// What a JSON answer has under `id`.
        private static func id(in answer: String) -> String? {
            let object = try? JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
            return object?["id"] as? String
        }

        @Test(arguments: ["control-socket.md", "control-socket.zh.md"])
        func `hold commands that work as they stand`(page: String) async throws {
            let commands = try Self.commands(of: page)
            #expect(commands.count == 22)
            let desk = try DeskStore()
            try desk.store.write(Tone(800, seconds: 1), to: "notice.wav")
            try await desk.open {
                var recording = "", announcement = ""
                for command in commands {
                    let line = command.replacing("@notice.wav", with: "@\(desk.store.path("notice.wav"))")
                        .replacing("RECORDING", with: recording).replacing("/ID", with: "/\(announcement)")
                        .replacing("curl ", with: "curl --silent --show-error --fail-with-body --max-time 15 ")
                    if line.hasSuffix("/v1/events") {
                        // It goes on for ever.
                        let answer = try await desk.shell(line.replacing("--max-time 15", with: "--max-time 1"))
                        #expect(answer.output.contains("event: zone"), "\(line): \(answer.errors)")
                        continue
                    }
                    let answer = try await desk.shell(line)
                    #expect(answer.code == 0, "\(line): \(answer.output)\(answer.errors)")
                    if line.contains("/v1/recordings") { recording = Self.id(in: answer.output) ?? "" }
                    if line.contains("/v1/announcements --json") { announcement = Self.id(in: answer.output) ?? "" }
                }
                #expect(!recording.isEmpty && !announcement.isEmpty)
            }
        }

        @Test func `show the same commands in both languages, but for the words that are spoken`() throws {
            func calls(_ page: String) throws -> [Substring] {
                try Self.commands(of: page).map { $0.prefix { $0 != "{" } }
            }
            #expect(try calls("control-socket.md") == calls("control-socket.zh.md"))
        }
    }
}
