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
        abstract: "Pushes an announcement: a script with its slots, a text, or a recording.",
        discussion: """
            storecast announce found-property item="a red umbrella" …
            storecast announce found-property item.zh=红色雨伞 item.en="a red umbrella" …
            storecast announce --text "Would the owner of a red umbrella come to the service desk."
            storecast announce --file lost-child.wav
            storecast announce      lists the scripts
            """)

    @OptionGroup var places: Places

    @Argument(
        help: "The script, then a value for each of its slots: slot=value, or slot.zh=value for one language.",
        completion: Completions.scripts)
    var script: [String] = []

    @Option(help: "A text to speak instead of a script.")
    var text: String?

    @Option(
        help: "A recording to play instead: WAV, FLAC, Ogg or MP3, at most 20 MiB and 10 minutes.",
        completion: Completions.soundFiles)
    var file: String?

    @Option(
        name: .customLong("language"), help: "Speak this language (zh, en); may be given more than once.",
        completion: Completions.languages)
    var languages: [String] = []

    @Option(
        name: .customLong("class"),
        help: "Who gives way: promo, notice, urgent or emergency. The script's class unless said; a text is urgent.",
        completion: Completions.classes)
    var broadcastClass: String?

    @Option(
        name: .customLong("zone"), help: "A zone that hears it; may be given more than once. All unless said.",
        completion: Completions.zones)
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

    @Option(help: "The chime before it, or none.", completion: Completions.chimes)
    var chime: String?

    @Option(help: "A remark for the record, which is not spoken.")
    var note: String?

    @Option(help: "A name for this request: sent again under it, it is not announced again.")
    var idempotencyKey: String?

    @Flag(help: "Follow it to its end; Ctrl-C stops following, and the announcement goes on.")
    var wait = false

    func validate() throws {
        guard [!script.isEmpty, text != nil, file != nil].count(where: { $0 }) <= 1 else {
            throw ValidationError("give a script with its slots, a --text, or a --file, not both")
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
        guard !script.isEmpty || text != nil || file != nil else {
            try await asking { complain(ScriptList(try await client.scripts()).text) }
            throw ValidationError("give one of these scripts with its slots, --text \"…\", or --file FILE")
        }
        var fields: [String: String] = [:]
        for field in script.dropFirst() {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            fields[String(parts[0])] = String(parts[1])
        }
        var request = AnnouncementRequest(
            script: script.first, fields: fields.isEmpty ? nil : fields, text: text,
            languages: languages.isEmpty ? nil : languages, zones: zones.isEmpty ? nil : zones,
            broadcastClass: broadcastClass, chime: chime, repetition: repetition, expires: expires,
            replace: replace ? true : nil, idempotencyKey: idempotencyKey, note: note)
        try await asking {
            if let file {
                request.audio = try await client.upload(
                    try RecordingFile.bytes(of: file, try await client.language())
                ).id
            }
            var announcement = try await client.announceOrList(request)
            if !announcement.durable {
                let warning = Wording(
                    en: "storecast: the disk fails; should the station stop before it is heard, announce it again",
                    zh: "storecast：磁盘有故障；若播出前播音台停机，请重新播一次")
                complain(warning.text(in: try await client.language()))
            }
            if wait {
                let follower = AnnouncementFollower(client, try await client.language())
                announcement = try await interruptible { [announcement] in try await follower.follow(announcement) }
            } else {
                try say("\(announcement.id)  \(announcement.state.rawValue)")
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
        case .notAdmitted(let socket, let user, let group):
            complain(notAdmitted(user, to: socket, of: group))
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

/// What somebody does whom the system does not let through to the socket. In both languages: which one the store speaks
/// is not known out there.
private func notAdmitted(_ user: String, to socket: String, of group: String?) -> String {
    let join = "usermod --append --groups \(SocketFile.group) \(user)"
    let advice =
        switch group {
        case nil:
            Wording(
                en: "its folder is closed to \(user); an administrator opens it",
                zh: "其所在文件夹不对 \(user) 开放；请管理员开放")
        case SocketFile.group:
            Wording(
                en:
                    "it is for the group \"\(SocketFile.group)\"; an administrator adds \(user), who then logs in again: \(join)",
                zh: "它属于组“\(SocketFile.group)”；请管理员把 \(user) 加入该组，然后重新登录：\(join)")
        case let group?:
            Wording(
                en: "it is for the group \"\(group)\"; an administrator makes one for it, adds \(user), and starts the "
                    + "daemon again: groupadd --system \(SocketFile.group); \(join)",
                zh: "它属于组“\(group)”；请管理员新建一个组，加入 \(user)，并重新启动守护进程："
                    + "groupadd --system \(SocketFile.group); \(join)")
        }
    return """
        storecast: \(user) may not reach the station at \(socket): \(advice.en)
        storecast：\(user) 无法连接播音台 \(socket)：\(advice.zh)
        """
}

extension ControlClient {
    /// The language that the store's staff are spoken to in.
    func language() async throws -> Language { Language(rawValue: try await status().language) ?? .en }
}
