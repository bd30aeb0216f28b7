// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

/// A daemon whose state folder fails in one way after the other, while cues and announcements are heard at a card that writes
/// down all of it.
final class FailingDisk: Sendable {
    /// What an answer to an announcement must be like while something is wrong.
    enum Answer: Sendable {
        /// It is heard, and outlives no crash; what can wait is refused.
        case undurable
        /// All is kept, for the daemon helps itself.
        case durable
    }

    /// A cue each so many seconds, from the first on.
    static let every = 2, first = 6
    private static let beginning = 1_795_222_800_000_000_000 as Int64, asIf = "2026-11-21T09:00:00"
    private static let seconds = 0.3, bed = 300
    private static let cueSounds = 20, messages = 20
    /// How exactly a cue is heard on its second: the search tells it to 2.5 ms.
    private static let startToleranceMs = 10.0
    /// No tone of the bed is so weak, also under a message; and for so long may it be away, in seconds.
    private static let bedStrength: Float = 0.002, longestBreak = 0.06
    private static let noticeLimit = Duration.seconds(6), recoveryLimit = Duration.seconds(12)
    /// How long a fault lasts at least: a cue and an announcement fall into it.
    private static let faultLasts = Duration.seconds(2.5)

    let folder: StoreFolder
    let card: TestCard
    let disk: SlowDisk
    private let language: String

    init(language: String) async throws {
        self.language = language
        let place = try TestFolder()
        card = try await TestCard("formats S16_LE", inMemory: true)
        disk = try await SlowDisk(below: "\(place.path)/state")
        let lines = (0..<60).map { number in
            String(
                format: "09:%02d:%02d play c%d", Self.second(number) / 60, Self.second(number) % 60,
                number % Self.cueSounds)
        }
        folder = try StoreFolder(
            device: TestCard.device, language: language, facts: "chimes: { notice: none, urgent: none }",
            timetable: "open 08:00\nclose 22:00\n07:00 music calm\n" + lines.joined(separator: "\n"), in: place)
        try folder.write(Tone(Self.bed, seconds: 30), to: "audio/music/calm/song.wav")
        for number in 0..<Self.cueSounds {
            try folder.write(Chord(number).wave(seconds: Self.seconds), to: "audio/items/c\(number).wav")
        }
        for number in 0..<Self.messages {
            try folder.write(Self.message(number).wave(seconds: Self.seconds), to: "audio/scripts/m\(number).wav")
            try folder.write(
                "title m\(number)\nclass urgent\napproved 2026-11-01 manager\n--- en\nWords.\n",
                to: "schedules/scripts/m\(number).txt")
        }
    }

    private static func second(_ number: Int) -> Int { first + every * number }
    private static func message(_ number: Int) -> Chord { Chord(cueSounds + number) }

    /// The path of the journal.
    var journal: String { folder.path("state/storecast.sqlite") }

    // MARK: While it fails

    /// A way in which the state folder fails.
    struct Fault: Sendable {
        let name: String
        /// What health says of it, in the language of the store; nil where it is nothing worth a word.
        let health: String?
        /// Whether the daemon goes on with another file, so that of what was over before nothing may be left.
        let losesFile: Bool
        let answer: Answer
        let begin: @Sendable (FailingDisk) async throws -> Void
        let end: @Sendable (FailingDisk) async throws -> Void
    }

    /// Lets the state folder fail in these ways, one after the other, in one life of a daemon, which begins in the first;
    /// then judges it all.
    func fail(_ faults: [Fault]) async throws {
        var errors: [String] = []
        try await faults[0].begin(self)
        let (began, stopped) = try await RunningDaemon.run(
            folder, ["--as-if", Self.asIf], environment: card.environment.merging(disk.environment) { $1 }
        ) { daemon in
            for (number, fault) in faults.enumerated() {
                if number > 0 { try await fault.begin(self) }
                let told = faults[...number].filter(\.losesFile).compactMap(\.health)
                errors += try await live(through: fault, number, daemon, told: told).map { "\(fault.name): \($0)" }
            }
            // The last cue that began is over.
            try await Task.sleep(for: .seconds(1))
            return (daemon.clockBegan, Self.monotonic)
        }
        errors += try judge(began: began, stopped: stopped, faults)
        #expect(errors.isEmpty, "\(errors.joined(separator: "\n"))")
    }

    /// - Parameter told: what status goes on to say of files that were lost.
    private func live(
        through fault: Fault, _ number: Int, _ daemon: RunningDaemon, told: [String]
    ) async throws -> [String] {
        var errors: [String] = []
        let began = ContinuousClock.now
        let desk = try DeskConnection(folder.socket)
        // Between two cues, as what is urgent would cut one off.
        let gone = Double(Self.monotonic - daemon.clockBegan) / 1e9 - Double(Self.first)
        let sinceCue = gone - (gone / Double(Self.every)).rounded(.down) * Double(Self.every)
        try await Task.sleep(for: .seconds(sinceCue < 0.5 ? 0.5 - sinceCue : sinceCue > 1 ? 2.5 - sinceCue : 0))
        let urgent = try desk.ask("POST", "/v1/announcements", json: #"{"script": "m\#(number)"}"#)
        let isDurable = fault.answer == .durable
        if urgent.status != 202 || urgent.isDurable != isDurable { errors.append("urgent: \(urgent.body)") }
        let notice = try desk.ask("POST", "/v1/announcements", json: #"{"script": "m19", "class": "notice"}"#)
        if notice.status != (isDurable ? 202 : 503) { errors.append("notice: \(notice.body)") }
        if let id = notice.id { try desk.ask("DELETE", "/v1/announcements/\(id)") }
        if let health = fault.health {
            do {
                try await daemon.status(within: Self.noticeLimit, health) {
                    $0.health.problems.contains { $0.contains(health) }
                }
            } catch {
                errors.append("health says \(try await daemon.status().health.problems)")
            }
        }
        try await Task.sleep(until: began + Self.faultLasts)
        try await fault.end(self)
        do {
            try await daemon.status(within: Self.recoveryLimit, "all is well again") { status in
                status.health.problems.allSatisfy { problem in told.contains { problem.contains($0) } }
            }
        } catch {
            errors.append("afterwards health says \(try await daemon.status().health.problems)")
        }
        return errors
    }

    // MARK: Afterwards

    /// What is wrong with what was heard and with what is on record, from the first cue to the end.
    private func judge(began: Int64, stopped: Int64, _ faults: [Fault]) throws -> [String] {
        let recording = try card.recording()
        let search = ChordSearch(recording, bed: [Self.bed])
        let heard = search.passages()
        guard let record = try KeptRecord(at: journal) else { return ["there is no record"] }
        let end = Double(stopped - began) / 1e9
        var errors = record.integrity == "ok" ? [] : ["the journal: \(record.integrity)"]
        var number = 0
        while Double(Self.second(number)) + 1 < end {
            let second = Self.second(number)
            let key =
                "2026-11-21/everyday/"
                + String(format: "09:%02d:%02d/play/c%d", second / 60, second % 60, number % Self.cueSounds)
            let planned = began + Int64(second) * 1_000_000_000
            let own = heard.filter {
                $0.chord == Chord(number % Self.cueSounds)
                    && abs(recording.instant(at: $0.start) - planned) < 20_000_000_000
            }
            let late = own.map { Double(recording.instant(at: $0.start) - planned) / 1e6 }
            if own.count != 1 || abs(late[0]) > Self.startToleranceMs {
                errors.append("\(key) was heard \(late) ms late")
            }
            let kept = record.cues[key]
            if kept?.outcome != "aired" || kept?.end == nil {
                errors.append("\(key) is on record as \(String(describing: kept))")
            }
            number += 1
        }
        for number in faults.indices {
            let own = heard.filter { $0.chord == Self.message(number) }
            if own.count != 1 { errors.append("m\(number) was heard \(own.count) times") }
        }
        // What was over when a file was lost is lost with it.
        let kept = faults[(faults.lastIndex(where: \.losesFile) ?? 0)...]
        let done = record.announcements.count { $0.state == "done" }
        if done < kept.count { errors.append("\(done) announcements are on record as heard, \(kept.count) were") }
        for fault in kept {
            guard let health = fault.health else { continue }
            let isKept = record.faults.contains { $0.wording.contains(health) && $0.end != nil }
            if !isKept { errors.append("\(fault.name) is not on record") }
        }
        return errors + breaks(search, recording)
    }

    private func breaks(_ search: ChordSearch, _ recording: CardRecording) -> [String] {
        let strengths = search.strengths(of: Self.bed)
        guard let first = strengths.firstIndex(where: { $0 > Self.bedStrength }) else { return ["there was no music"] }
        // The end fades out.
        let last = strengths.lastIndex { $0 > Self.bedStrength } ?? first
        var (errors, silent) = ([String](), 0)
        for window in first...last {
            silent = strengths[window] > Self.bedStrength ? 0 : silent + 1
            let seconds = Double(silent) * 0.0025
            if seconds > Self.longestBreak {
                return ["the music broke off \(Double(window) * 0.0025) s after the start"]
            }
        }
        errors += recording.events.filter { $0.name == "xrun" }.map { _ in "the card ran dry" }
        return errors
    }

    private static var monotonic: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
