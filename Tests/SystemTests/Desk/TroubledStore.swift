// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// A store at a recorded card whose speech engine gives trouble.
final class TroubledStore: Sendable {
    static let song = Tone(500, seconds: 60)
    static let speech = Tone(1500, seconds: 0.5)
    static let chime = Tone(2000, seconds: 0.3)
    static let horn = Tone(2500, seconds: 0.3)
    static let recording = Tone(3000, seconds: 0.6)

    /// What the daemon answers about an announcement, as far as it matters here.
    struct Announcement: Decodable {
        struct Shown: Decodable {
            let texts: [String], reason: String
        }

        struct Airing: Decodable {
            let start: String
        }

        let state: String
        let shown: Shown?
        let airings: [Airing]
    }

    let store: StoreFolder
    let card: TestCard

    /// - Parameters:
    ///   - engine: the words of `sh`; `$0` is the language, `$1` the store's folder, in which `speech.wav` lies.
    ///   - chimes: the chimes by class.
    ///   - deadline: of the engine.
    ///   - language: the one its staff are spoken to in.
    init(
        engine: String, chimes: String = "{ urgent: gong, emergency: horn }", deadline: String = "1s",
        language: String = "en"
    ) async throws {
        let folder = try TestFolder()
        let escaped = engine.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        store = try StoreFolder(
            device: TestCard.device, language: language,
            facts: """
                chimes: \(chimes)
                speech:
                  engine: [sh, -c, "\(escaped)", "{voice}", "\(folder.path)"]
                  voices: { zh: zh, en: en }
                  deadline: \(deadline)
                """,
            timetable: "open 08:00\nclose 22:00\n07:00 music calm", in: folder)
        card = try await TestCard("formats S32_LE")
        try store.write(Self.song, to: "audio/music/calm/song.wav")
        try store.write(Self.chime, to: "audio/chimes/gong.wav")
        try store.write(Self.horn, to: "audio/chimes/horn.wav")
        try store.write(Self.speech, to: "speech.wav")
        let words = "approved 2026-11-01 manager\n--- zh\n请*注意* || 找到了\n--- en\nAttention, please | it was found.\n"
        try store.write("title Found\nclass urgent\n" + words, to: "schedules/scripts/found.txt")
        try store.write(
            "title Leave\nclass emergency\nall-clear over\n" + words, to: "schedules/scripts/leave.txt")
        try store.write(
            "title Over\nclass urgent\nchime none\napproved 2026-11-01 manager\n--- en\nIt is over.\n",
            to: "schedules/scripts/over.txt")
    }

    /// Runs its daemon until the music is heard and `body` has ended.
    func open(_ body: (RunningDaemon) async throws -> Void) async throws {
        try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:10", card: card) { daemon in
            try await card.hears(Self.song, within: .seconds(15))
            try await body(daemon)
        }
    }

    /// Runs a verb, which must succeed; gives what it writes.
    @discardableResult
    func verb(_ words: [String]) async throws -> Storecast.Answer {
        let answer = try await Storecast.run(words + ["--socket", store.socket])
        guard answer.code == 0 else { throw Obstacle("\(words): \(answer.output)\(answer.errors)") }
        return answer
    }

    /// The announcement that came last.
    func latest() async throws -> Announcement {
        let answer = try await verb(["announcements", "--json"])
        let all = try JSONDecoder().decode([Announcement].self, from: Data(answer.output.utf8))
        guard let latest = all.first else { throw Obstacle("nothing was announced") }
        return latest
    }

    /// Waits until the announcement that came last is as wished.
    @discardableResult
    func latest(_ what: String, _ condition: (Announcement) -> Bool) async throws -> Announcement {
        try await eventually(what, within: .seconds(30)) {
            let latest = try await latest()
            return condition(latest) ? latest : nil
        }
    }

    /// When a tone was heard, so far.
    func heard(_ tone: Tone) throws -> [Passage] {
        ToneTrack(of: tone.frequency, in: try card.recording().left).passages()
    }

    /// Waits until a tone was heard so often.
    func hears(_ tone: Tone, times: Int) async throws {
        _ = try await eventually("\(tone.frequency) Hz \(times) times", within: .seconds(30)) {
            try heard(tone).count >= times ? true : nil
        }
    }
}
