// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import TestSupport
import Testing

/// A throw-away checkout with the sample store, in which somebody follows a document: what it says is written into its
/// files, and what it says is typed in it, while the daemon plays to the test card.
final class DocumentStore: Sendable {
    /// What a command answered.
    typealias Answer = (code: Int32, output: String, errors: String)

    /// What the station's clock shows when the reader begins: nothing is on air then but music.
    private static let asIf = "2026-11-26T10:05:00"
    /// What goes on until it is stopped is stopped after so many seconds.
    private static let glance = 2
    /// How timeout(1) ends a command that it had to stop.
    static let stopped: Int32 = 124

    private let folder: TestFolder
    private let store: StoreFolder
    private let card: TestCard
    private let language: String

    /// - Parameter language: the one the store's staff are spoken to in.
    init(language: String) async throws {
        folder = try TestFolder()
        card = try await TestCard()
        self.language = language
        store = try StoreFolder(timetable: "", in: folder)
        let root = Document.root
        try await run("cp -a '\(root)/schedules/.' schedules && cp -a '\(root)/audio/.' audio")
        try await run("ln -s '\(root)/Tests' '\(root)/scripts' . && mkdir -p home tmp .build/release")
        // A checkout keeps its memory in .storecast.
        try await run("mkdir -p state && ln -s state .storecast && ln -s ../socket state/storecast.sock")
        try await run("ln -s '\(Storecast.program())' .build/release/storecast")
        try await run("ln -s '\(root)/.build/test-libraries' .build/test-libraries")
        try await run("if [ -d '\(root)/monitoring' ]; then cp '\(root)'/monitoring/* .; fi")
        for recording in ["message.wav", "notice.wav"] { try store.write(Tone(800, seconds: 1), to: recording) }
        let facts = try String(contentsOfFile: "\(root)/schedules/store.yaml", encoding: .utf8)
        try write(facts, to: "store.yaml")
    }

    /// Takes over what another store has measured and had spoken.
    func takeOver(_ other: DocumentStore) async throws {
        try await run("cp -a '\(other.folder.path)/state/.' state")
    }

    /// Writes a file of a document below the schedules; a `store.yaml` plays to the test card.
    func write(_ text: String, to name: String) throws {
        guard name == "store.yaml" else { return try store.write(text, to: "schedules/\(name)") }
        var card = TestCard.device
        var facts = text.replacing(#/device: *("[^"]*"|[^ ,}]+)/#) { _ in
            // No two outputs play to one card: each has another name for it.
            defer { card = "plug:\(card)" }
            return "device: \"\(card)\""
        }
        facts.replace(#/(?m)^language:.*$/#, with: "")
        // Daemons of other documents run beside it: each has its console at a port of its own.
        facts.replace(#/listen: *"[^"]*"/#, with: "listen: \"127.0.0.1:0\"")
        if !facts.contains("web:") { facts += "\nweb: { listen: \"127.0.0.1:0\" }\n" }
        facts += "\nlanguage: \(language)\n"
        if !facts.contains("timezone:") { facts += "timezone: Asia/Shanghai\n" }
        try store.write(facts, to: "schedules/store.yaml")
    }

    /// Runs `body` while the daemon runs.
    func open(_ body: () async throws -> Void) async throws {
        try await RunningDaemon.run(store, asIf: Self.asIf, card: card) { daemon in
            // By now what people announce is spoken as soon as they do.
            try await daemon.says(language == "zh" ? "已备在内存中" : "in memory for emergencies", within: .seconds(30))
            try await body()
        }
    }

    /// Types a line.
    ///
    /// - Parameter exports: what was exported before, as lines.
    @discardableResult
    func run(_ line: String, exports: [String] = [], within limit: Duration = .seconds(40)) async throws -> Answer {
        let path = folder.path
        let lines = ["cd '\(path)'"] + exports + [line]
        let child = try await Child.start(
            "bash", ["-e", "-c", lines.joined(separator: "\n")],
            environment: [
                "PATH": "\(path)/.build/release:/usr/local/bin:/usr/bin:/bin", "HOME": "\(path)/home",
            ].merging(card.environment) { mine, _ in mine })
        do {
            let code = try await child.exitCode(within: limit)
            // The daemon was told whole paths.
            return (code, child.output.text.replacing("\(path)/", with: ""), child.errors.text)
        } catch {
            await child.stop()
            throw error
        }
    }

    /// A line of a document as it is typed here: files of an installed station lie in this folder, nobody needs sudo, a
    /// number or an id of an example is that of an announcement, what goes on for ever is looked at for a while.
    func typed(_ line: String) async throws -> String {
        var line = line.replacing(#/^sudo /#, with: "")
            .replacing("/usr/share/doc/storecast/examples/", with: "schedules/samples/")
            .replacing("/etc/storecast", with: "schedules")
            .replacing("/var/lib/storecast/audio", with: "audio").replacing("/var/lib/storecast", with: ".storecast")
            .replacing("/run/storecast/", with: ".storecast/").replacing("/tmp/", with: "\(folder.path)/tmp/")
            .replacing("curl ", with: "curl --silent --show-error --fail-with-body --max-time 15 ")
        for example in ["3b18665e", "/ID"] where line.contains(example) {
            let number = try await openAnnouncement()
            line = line.replacing(example, with: example == "/ID" ? "/\(number)" : String(number.prefix(8)))
        }
        if line.contains("\"RECORDING\"") {
            let upload = "/v1/recordings --header 'Content-Type: audio/wav' --data-binary @notice.wav"
            let answer = try await run(
                "curl --silent --unix-socket .storecast/storecast.sock http://storecast\(upload)")
            line = line.replacing("RECORDING", with: try Self.text("id", in: answer.output))
        }
        if line.contains("/AUDITION") {
            let answer = try await run(
                "curl --silent --unix-socket .storecast/storecast.sock http://storecast/v1/auditions"
                    + " --json '{\"text\": \"Hello\"}'")
            line = line.replacing("AUDITION", with: try Self.text("id", in: answer.output))
        }
        // Its sound goes into a file; that it came is to be seen.
        if line.contains("/v1/listen") { line += " --dump-header -" }
        // A verb that is named in a sentence, not called.
        if line == "storecast render" { line = "storecast help render" }
        // Beside the one that runs.
        if line.hasSuffix("storecast daemon") { line += " --state tmp/another" }
        if !line.contains("--seconds") { line = line.replacing("test-tone", with: "test-tone --seconds 1") }
        if ["--watch", "/v1/events", "/v1/listen", "storecast daemon"].contains(where: line.contains) {
            line = "timeout --signal=INT \(Self.glance) \(line)"
        }
        return line
    }

    /// The id of an announcement that is not over, for a command that ends it.
    private func openAnnouncement() async throws -> String {
        struct Announcement: Decodable { let id: String, state: String }
        try await run("storecast announce rainy-day")
        let answer = try await run("storecast announcements --json")
        let list = try JSONDecoder().decode([Announcement].self, from: Data(answer.output.utf8))
        let isOpen = ["preparing", "queued", "onAir", "waitingToRepeat"]
        return try #require(list.first { isOpen.contains($0.state) }).id
    }

    private static func text(_ key: String, in json: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        return try #require(object?[key] as? String)
    }
}
