// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Control
import Foundation
import Station
import Timetable

/// `storecast reload`: takes over what is written.
struct Reload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes over what is written, all of it or nothing, and tells what changed.",
        discussion: """
            Saving a file is enough: it is taken over by itself. This waits for the answer, looks again at the audio
            folder first, and is how to say that a file is gone on purpose.
            Ends with 0 when what is written is on air, with 1 when it has a mistake; nothing is then different.
            """)

    /// How long it may take to read a large store, and those before.
    private static let patience = Duration.seconds(60)

    @OptionGroup var places: Places

    @Flag(help: "Print JSON for programs.")
    var json = false

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket, patience: Self.patience)
        try await asking {
            switch try await client.reload() {
            case .loaded(let loaded, let data):
                if json { return try say(String(decoding: data, as: UTF8.self)) }
                try say(text(of: loaded, try await client.language()))
            case .refused(let refused, let data):
                try say(json ? String(decoding: data, as: UTF8.self) : refused.text)
                complain("storecast: \(refused.detail); \(refused.fix)")
                throw ExitCode.answerIsNo
            }
        }
    }

    private func text(of loaded: ReloadAnswer.Loaded, _ language: Language) -> String {
        let count = loaded.problemCount
        // The time of day of an ISO 8601 instant.
        let since = loaded.last.map { ($0.at.dropFirst(11).prefix(8), $0.changed) }
        let nothing = since.map { Wording(en: "nothing has changed since \($0.0):", zh: "\($0.0) 载入后没有变化：") }
        let never = Wording(en: "nothing has changed", zh: "没有变化")
        let unchanged = [(nothing ?? never).text(in: language)] + (since?.1.map { "  \($0)" } ?? [])
        let more = Wording(
            en: "\(count) problem\(count == 1 ? "" : "s") in what is on air; storecast check shows all",
            zh: "播出内容中有 \(count) 个问题，storecast check 可查看全部"
        ).text(in: language)
        let lines = (loaded.changed.isEmpty ? unchanged : loaded.changed) + (count > 0 ? [more] : [])
        return lines.joined(separator: "\n")
    }
}
