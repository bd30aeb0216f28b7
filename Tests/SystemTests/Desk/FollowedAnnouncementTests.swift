// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// `announce --wait`, on a terminal and not.
    @Suite
    struct `An announcement that is followed` {
        /// Runs a verb on a terminal of its own, as `script` of util-linux makes them.
        private func onTerminal(
            _ words: String, of desk: DeskStore, after: String = ""
        ) async throws -> (code: Int32, shown: String) {
            let line = "script -qec '\(try Storecast.program()) \(words)' /dev/null"
            // The key Ctrl-C reaches the verb as the terminal's signal.
            let typed = after.isEmpty ? "sleep 30" : after
            let child = try await Child.start(
                "bash", ["-c", "exec 3< <(\(typed)); \(line) <&3; code=$?; kill %1 2>/dev/null; exit $code"],
                environment: ["STORECAST_SOCKET": desk.store.socket, "TERM": "xterm"])
            return (try await child.exitCode(within: .seconds(30)), child.output.text)
        }

        @Test(arguments: [
            ("en", ["  Hello  ", "ON AIR 0:00, ", " left, 1 of 2", "heard 1 of 2, again at 09:"]),
            ("zh", ["  Hello  ", "正在播 0:00，还剩 ", "，第 1 遍，共 2 遍", "已播 1 遍，共 2 遍，09:"]),
        ])
        func `shows on a terminal one line that is written over, and at last how it ended`(
            language: String, shows: [String]
        ) async throws {
            let desk = try DeskStore(language: language)
            try await desk.open {
                let (code, shown) = try await onTerminal(
                    "announce --text Hello --repeat \"2 every 7s\" --wait", of: desk)
                #expect(code == 0, "\(shown)")
                for piece in shows { #expect(shown.contains(piece), "\(piece): \(shown)") }
                let lines = shown.split { $0.isNewline && $0 != "\r" }
                #expect(lines.count == 1, "nothing but the last line stays: \(shown.debugDescription)")
                #expect(lines.last?.hasSuffix("done") == true, "\(shown.debugDescription.suffix(80))")
                #expect(shown.contains("\r\u{1B}[K"))
            }
        }

        @Test func `prints a line for each state where nobody looks`() async throws {
            let desk = try DeskStore()
            try await desk.open {
                let answer = try await desk.announce(["rainy-day", "--class", "urgent", "--repeat", "1", "--wait"])
                #expect(answer.code == 0)
                let states = answer.output.split(separator: "\n").map { String($0.split(separator: " ")[1]) }
                // How far it is when it is acknowledged depends on the machine.
                #expect(["preparing", "queued", "onAir"].contains(states.first))
                #expect(states.suffix(2) == ["onAir", "done"])
                #expect(!answer.output.contains("\r"))
            }
        }

        @Test func `goes on when Ctrl-C ends the looking, and says how to take it back`() async throws {
            let desk = try DeskStore()
            try await desk.open {
                let (code, shown) = try await onTerminal(
                    "announce rainy-day --class urgent --repeat \"every 5s until claimed\" --wait", of: desk,
                    after: "sleep 3; printf \"\\003\"; sleep 20")
                #expect(code == 130, "\(shown)")
                let told = try #require(
                    shown.firstMatch(of: #/the announcement goes on; to take it back: storecast (cancel [0-9a-f]{8})/#))
                let listed = try await desk.shell("storecast announcements")
                #expect(!listed.output.contains("cancelled"), "\(listed.output)")
                #expect(try await desk.shell("storecast \(told.1)").code == 0)
            }
        }
    }
}
