// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What the shell offers when somebody presses Tab.
    @Suite
    struct `Shell completion` {
        /// What the installer's guide has one write once; the same in both languages.
        private static func lineOfPages() throws -> String {
            let lines = try ["installers-guide.md", "installers-guide.zh.md"].map { page in
                let text = try String(contentsOfFile: Sample.departmentStore.path("../docs/\(page)"), encoding: .utf8)
                return String(try #require(text.firstMatch(of: #/(?m)^(storecast --generate.+)$/#)).1)
            }
            try #require(lines[0] == lines[1])
            return lines[0]
        }

        /// What bash offers for a command line whose last word is being written.
        private func offered(_ words: [String], _ environment: [String: String]) async throws -> [String] {
            let folder = try TestFolder()
            let tools = URL(filePath: try Storecast.program()).deletingLastPathComponent().path
            let environment = environment.merging(["PATH": "\(tools):/usr/bin:/bin", "HOME": folder.path]) { $1 }
            let setting = try await Child.start("sh", ["-c", try Self.lineOfPages()], environment: environment)
            try #require(try await setting.exitCode(within: .seconds(20)) == 0, "\(setting.errors.text)")
            let quoted = words.map { "'\($0)'" }.joined(separator: " ")
            // As readline calls it.
            let line = """
                . ~/.storecast-completion
                compopt() { :; }
                COMP_WORDS=(\(quoted)) COMP_CWORD=\(words.count - 1)
                COMP_LINE="${COMP_WORDS[*]}" COMP_POINT=${#COMP_LINE}
                "$(complete -p storecast | sed 's/.* -F \\([^ ]*\\) .*/\\1/')" storecast "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            let child = try await Child.start("bash", ["-c", line], environment: environment)
            _ = try await child.exitCode(within: .seconds(20))
            #expect(child.errors.text.isEmpty, "\(child.errors.text)")
            return child.output.text.split(separator: "\n").map(String.init)
        }

        @Test func `offers what the running station knows`() async throws {
            let desk = try DeskStore()
            let environment = ["STORECAST_SOCKET": desk.store.socket, "STORECAST_AUDIO": desk.store.path("audio")]
            try await desk.open {
                #expect(try await offered(["storecast", "announce", "wet"], environment) == ["wet-floor"])
                let scripts = try await offered(["storecast", "announce", "lost"], environment)
                #expect(scripts.map { $0.prefix { $0 != " " } } == ["lost-child", "lost-property"])
                #expect(try await offered(["storecast", "announce", "new"], environment) == [], "a draft never airs")
                let property = ["storecast", "announce", "--zone", "store", "found-property"]
                #expect(try await offered(property + [""], environment).contains("item="))
                #expect(try await offered(property + ["item", "=", "x", "p"], environment) == ["place="])
                #expect(try await offered(property + ["item."], environment) == ["item.zh=", "item.en="])
                #expect(try await offered(["storecast", "announce", "--zone", "s"], environment) == ["store"])
                #expect(try await offered(["storecast", "announce", "--chime", "gong-2"], environment) == ["gong-2"])
                #expect(try await offered(["storecast", "announce", "--class", "em"], environment) == ["emergency"])
                #expect(
                    try await desk.announce(["rainy-day", "--class", "urgent", "--repeat", "every 60s until claimed"])
                        .code == 0)
                let id = try await offered(["storecast", "cancel", ""], environment)
                #expect(id.contains { $0.count == 8 }, "\(id)")
                #expect(try await desk.announce(["evacuation"]).code == 0)
                let both = try await offered(["storecast", "claimed", ""], environment)
                #expect(both.contains { $0.hasSuffix("  rainy-day") } && both.contains { $0.hasSuffix("  evacuation") })
                #expect(try await offered(["storecast", "why", "rainy"], environment) == ["rainy-day"])
                #expect(try await offered(["storecast", "log", "--c"], environment) == ["--csv"])
            }
        }

        @Test func `offers nothing, and says nothing, where no station answers`() async throws {
            let folder = try TestFolder()
            let environment = ["STORECAST_SOCKET": "\(folder.path)/socket"]
            #expect(try await offered(["storecast", "announce", "wet"], environment) == [])
            #expect(try await offered(["storecast", "cancel", "3"], environment) == [])
        }

        @Test func `offers sound files and folders`() async throws {
            let folder = try TestFolder()
            try folder.write(Data(), to: "message.wav")
            try folder.write(Data(), to: "message.txt")
            let offered = try await offered(["storecast", "announce", "--file", "\(folder.path)/mess"], [:])
            #expect(offered == ["\(folder.path)/message.wav"])
        }

        @Test(arguments: ["zsh", "fish"])
        func `can be generated for other shells`(shell: String) async throws {
            let script = try await Storecast.run(["--generate-completion-script", shell])
            #expect(script.code == 0)
            #expect(script.output.contains("storecast") && script.output.contains("---completion"))
            #expect(!script.output.contains("__storecast_slots"), "what bash needs is for bash")
        }
    }
}
