// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Control
import Foundation
import Station
import Timetable

/// `storecast status`: what the station does now.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows what is on air and what comes next.")

    /// How often `--watch` looks.
    private static let interval = Duration.seconds(1)

    @OptionGroup var places: Places

    @Flag(help: "Look again every second, until Ctrl-C.")
    var watch = false

    @Flag(help: "Print JSON for programs.")
    var json = false

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket)
        repeat {
            try await asking {
                if json {
                    try say(String(decoding: try await client.statusJSON(), as: UTF8.self))
                } else {
                    // Home and clear (ECMA-48 CUP, ED), so that the picture stands still.
                    try say((watch ? "\u{1B}[H\u{1B}[2J" : "") + StatusText(try await client.status()).text)
                }
            }
            if watch { try await Task.sleep(for: Self.interval) }
        } while watch
    }
}

/// `storecast announce`: pushes a message.
struct Announce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Pushes an announcement: a script with its slots, or a text.",
        discussion: """
            storecast announce found-property item="a red umbrella" …
            storecast announce found-property item.zh=红色雨伞 item.en="a red umbrella" …
            storecast announce --text "Would the owner of a red umbrella come to the service desk."
            storecast announce      lists the scripts
            """)

    /// How often `--wait` looks.
    private static let interval = Duration.milliseconds(250)

    @OptionGroup var places: Places

    @Argument(help: "The script, then a value for each of its slots: slot=value, or slot.zh=value for one language.")
    var script: [String] = []

    @Option(help: "A text to speak instead of a script.")
    var text: String?

    @Option(name: .customLong("language"), help: "Speak this language (zh, en); may be given more than once.")
    var languages: [String] = []

    @Option(
        name: .customLong("class"),
        help: "Who gives way: promo, notice, urgent or emergency. The script's class unless said; a text is urgent.")
    var broadcastClass: String?

    @Option(name: .customLong("zone"), help: "A zone that hears it; may be given more than once. All unless said.")
    var zones: [String] = []

    @Option(
        name: .customLong("repeat"),
        help: "How often it is heard, as in a script: \"3 every 5m until claimed\". As the script says unless said.",
        transform: readRepetition)
    var repetition: AnnouncementRequest.Repetition?

    @Option(help: "When it is no longer to be heard: 18:00, 2026-11-21T18:00, or 30m from now.")
    var expires: String?

    @Flag(help: "End other emergencies in its zones instead of waiting for them.")
    var replace = false

    @Option(help: "The chime before it, or none.")
    var chime: String?

    @Flag(help: "Follow it to its end.")
    var wait = false

    func validate() throws {
        guard script.isEmpty || text == nil else {
            throw ValidationError("give a script with its slots or a --text, not both")
        }
        if let bad = script.dropFirst().first(where: { !$0.contains("=") }) {
            throw ValidationError(
                "a slot is written slot=value, not \"\(bad)\"; put quotes round several words: slot=\"two words\"")
        }
        var slots: Set<Substring> = []
        for slot in script.dropFirst().map({ $0.prefix { $0 != "=" } }) where !slots.insert(slot).inserted {
            throw ValidationError("the slot \(slot) is given twice; give one value")
        }
    }

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket)
        guard !script.isEmpty || text != nil else {
            try await asking { complain(ScriptList(try await client.scripts()).text) }
            throw ValidationError("give one of these scripts with its slots, or --text \"…\"")
        }
        var fields: [String: String] = [:]
        for field in script.dropFirst() {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            fields[String(parts[0])] = String(parts[1])
        }
        let request = AnnouncementRequest(
            script: script.first, fields: fields.isEmpty ? nil : fields, text: text,
            languages: languages.isEmpty ? nil : languages, zones: zones.isEmpty ? nil : zones,
            broadcastClass: broadcastClass, chime: chime, repetition: repetition, expires: expires,
            replace: replace ? true : nil)
        try await asking {
            var announcement = try await client.announceOrList(request)
            try say("\(announcement.id)  \(announcement.state.rawValue)")
            while wait, !announcement.isOver {
                try await Task.sleep(for: Self.interval)
                let before = announcement
                announcement = try await client.announcement(announcement.id)
                if announcement.state != before.state { try say("\(announcement.id)  \(announcement.state.rawValue)") }
                if let shown = announcement.shown, shown != before.shown {
                    let language = Language(rawValue: try await client.status().language) ?? .en
                    complain(AnnouncementTable.shown(shown, language).joined(separator: "\n"))
                }
            }
            if let reason = announcement.reason { complain("storecast: \(reason)") }
            if wait, ![.done, .claimed].contains(announcement.state) { throw ExitCode.answerIsNo }
        }
    }
}

/// Turns what a client may meet into words and an exit code.
func asking(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let failure as ControlClient.Failure {
        switch failure {
        case .unreachable(let socket, let detail):
            complain("storecast: no station answers at \(socket) (\(detail)); start one with: storecast daemon")
            throw ExitCode.noDaemon
        case .refused(_, let detail, let fix):
            complain("storecast: \(detail)" + (fix.map { "; \($0)" } ?? ""))
            throw ExitCode.answerIsNo
        case .incomprehensible(let status):
            complain("storecast: the station answered \(status) in a way this version does not understand")
            throw ExitCode.answerIsNo
        }
    }
}
