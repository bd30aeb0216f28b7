// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// A store in which each script is a tone of its own, whose daemon may be ended and started again while its card records
/// on.
final class KeptStore: Sendable {
    /// An announcement as the API tells it.
    struct Announcement: Decodable {
        struct Airing: Decodable {
            let start: String
            let isCutShort: Bool?
        }
        let id: String, name: String, state: String
        let durable: Bool
        let queuePosition: Int?
        let estimatedStart: String?
        let airings: [Airing]
    }

    /// How long each message is.
    static let seconds = 0.9
    /// What the card may still hold of a message when its last frame was mixed.
    static let inCard = 0.15

    let folder: StoreFolder
    let card: TestCard
    let count: Int
    private let began = ContinuousClock.now

    init(messages count: Int) async throws {
        self.count = count
        card = try await TestCard("formats S32_LE")
        folder = try StoreFolder(
            device: TestCard.device, facts: "chimes: { notice: gong, urgent: gong }",
            timetable: "open 08:00\nclose 22:00\n07:00 music calm")
        try folder.write(Tone(500, seconds: 30), to: "audio/music/calm/song.wav")
        try folder.write(Tone(700, seconds: 0.2), to: "audio/chimes/gong.wav")
        for number in 0..<count {
            try folder.write(tone(number), to: "audio/scripts/m\(number).wav")
            try folder.write(
                "title m\(number)\nclass urgent\napproved 2026-11-01 manager\n--- en\nWords.\n",
                to: "schedules/scripts/m\(number).txt")
        }
    }

    func tone(_ number: Int) -> Tone { Tone(1000 + 100 * number, seconds: Self.seconds) }

    /// Runs its daemon, whose clock has gone on since the store was made.
    func run<Result>(_ body: (RunningDaemon) async throws -> Result) async throws -> Result {
        let gone = began.duration(to: .now).components.seconds
        let clock = String(format: "2026-11-21T09:%02d:%02d", gone / 60, gone % 60)
        return try await RunningDaemon.run(folder, asIf: clock, card: card, body)
    }

    /// When the passages of a message were heard, those that were cut off as well.
    func heard(_ number: Int) throws -> [Passage] {
        ToneTrack(of: tone(number).frequency, in: try card.recording().left).passages()
    }

    // MARK: The command

    func call(_ words: [String]) async throws -> Storecast.Answer {
        try await Storecast.run(words + ["--socket", folder.socket])
    }

    /// Runs a verb that must succeed.
    ///
    /// - Returns: the first word it prints.
    func verb(_ words: [String]) async throws -> String {
        let answer = try await call(words)
        guard answer.code == 0 else { throw Obstacle("\(words): \(answer.errors)") }
        return String(answer.output.prefix { $0 != " " && $0 != "\n" })
    }

    /// Announces a message.
    ///
    /// - Returns: its id.
    func announce(_ number: Int, _ options: String...) async throws -> String {
        try await verb(["announce", "m\(number)"] + options)
    }

    /// Announces a message under a key of its own; whether that was acknowledged.
    func accepts(_ number: Int) async -> Bool {
        // A daemon that was killed acknowledges nothing.
        (try? await call(["announce", "m\(number)", "--idempotency-key", "key-\(number)"]).code) == 0
    }

    func announcements() async throws -> [Announcement] {
        let answer = try await call(["announcements", "--json"])
        guard answer.code == 0 else { throw Obstacle(answer.errors) }
        return try JSONDecoder().decode([Announcement].self, from: Data(answer.output.utf8))
    }

    /// Waits until nothing more will happen to a message.
    func over(_ number: Int) async throws -> Announcement {
        try await eventually("m\(number) is over", within: .seconds(30), every: .milliseconds(100)) {
            try await announcements().first {
                $0.name == "m\(number)" && !["preparing", "queued", "onAir", "waitingToRepeat"].contains($0.state)
            }
        }
    }

    static func instant(_ text: String) -> Date? {
        try? Date(
            text,
            strategy: .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .colon))
    }
}
