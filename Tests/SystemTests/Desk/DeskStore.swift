// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// A store with the scripts of the sample store, whose speech engine writes down what it is given to read.
final class DeskStore: Sendable {
    /// What the engine was asked to speak.
    struct Spoken: Equatable {
        let voice: String, text: String
    }

    let store: StoreFolder
    private let folder: TestFolder
    private let language: String

    /// - Parameter language: the one it speaks to its staff in.
    init(language: String = "en") throws {
        folder = try TestFolder()
        self.language = language
        let sound = try folder.write(Tone(1500, seconds: 0.2).wave, to: "speech.wav")
        store = try StoreFolder(timetable: "open 08:00\nclose 22:00\n07:00 music calm", in: folder)
        // One short write a run: two engines at once do not mix their lines.
        let engine = "printf '%s\\t%s\\n' \\\"$0\\\" \\\"$(cat)\\\" >> '\(folder.path)/spoken'; cat '\(sound)'"
        try store.write(
            """
            language: \(language)
            timezone: Asia/Shanghai
            outputs: { main: { device: "\(StoreFolder.noCard)", zones: { store: [1, 2] } } }
            speech: { engine: [sh, -c, "\(engine)", "{voice}"], voices: { zh: zh, en: en } }

            """, to: "schedules/store.yaml")
        try store.write(Tone(500, seconds: 20), to: "audio/music/calm/song.wav")
        for chime in ["gong-2", "gong-4"] {
            try store.write(Tone(2000, seconds: 0.2), to: "audio/chimes/\(chime).wav")
        }
        try store.write(Tone(1000, seconds: 0.5), to: "desk/message.wav")
        for name in try Self.scriptNames() {
            let text = try String(contentsOfFile: Sample.departmentStore.path("scripts/\(name).txt"), encoding: .utf8)
            try store.write(text, to: "schedules/scripts/\(name).txt")
        }
        try store.write(
            "title New / 新稿\nslots place\n--- zh\n{place}\n--- en\n{place}\n", to: "schedules/scripts/new-draft.txt")
    }

    /// The names of the sample store's scripts.
    static func scriptNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Sample.departmentStore.path("scripts"))
            .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
    }

    /// Runs `body` while its daemon runs, from when its emergencies are spoken.
    func open(_ body: () async throws -> Void) async throws {
        try await RunningDaemon.run(store, asIf: "2026-11-21T09:00:00") { daemon in
            try await daemon.says(language == "zh" ? "已备在内存中" : "in memory for emergencies", within: .seconds(30))
            try store.remove("spoken")
            try await body()
        }
    }

    /// Runs `storecast announce` with these words.
    func announce(_ words: [String]) async throws -> Storecast.Answer {
        try await Storecast.run(["announce"] + words, environment: ["STORECAST_SOCKET": store.socket])
    }

    /// Runs a line of a document as a shell would, in a folder with a `message.wav`.
    func shell(_ line: String) async throws -> (code: Int32, output: String, errors: String) {
        let tools = URL(filePath: try Storecast.program()).deletingLastPathComponent().path
        let child = try await Child.start(
            "sh", ["-c", "cd '\(store.path("desk"))' && \(line)"],
            environment: ["PATH": "\(tools):/usr/bin:/bin", "STORECAST_SOCKET": store.socket])
        return (try await child.exitCode(within: .seconds(20)), child.output.text, child.errors.text)
    }

    /// What the engine has been given since it was opened.
    func spoken() -> [Spoken] {
        // Before its first run the engine has written nothing down.
        let lines = (try? String(contentsOfFile: store.path("spoken"), encoding: .utf8)) ?? ""
        return lines.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "\t", maxSplits: 1)
            return parts.count == 2 ? Spoken(voice: String(parts[0]), text: String(parts[1])) : nil
        }
    }
}
