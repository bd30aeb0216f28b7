// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// A store whose daemon is killed again and again. Every cue and message is a chord of its own; the bed is a tone.
///
/// It lies in memory, on a disk that is made slow, so that the time of a commit is the same on every machine and long enough
/// for a kill to come in between.
final class KilledStore: Sendable {
    /// A cue of the timetable.
    struct Cue: Sendable {
        let key: String
        let chord: Chord
        /// In seconds after the beginning.
        let second: Int
    }

    /// How long each sound is, in seconds.
    static let seconds = 0.3
    /// How late a cue may be, in seconds.
    static let lateness = 4
    /// How many messages there are to be announced; every so many of them is of another class than urgent.
    static let messages = 240, noticeEvery = 6, emergencyEvery = 40
    /// The tones of the bed, in Hz, and how many seconds each sounds before the other takes its place.
    static let bed = [300, 400], bedSeconds = 8
    /// How many sounds the cues and the promos have; after so many each sounds again.
    private static let cueSounds = 12, promoSounds = 3
    private static let length = 420
    /// What a commit waits for the disk.
    private static let syncMs: Int32 = 15

    let folder: StoreFolder
    let card: TestCard
    let disk: SlowDisk
    let cues: [Cue]
    /// 09:00 of the day it is.
    static let beginning = 1_795_222_800_000_000_000 as Int64
    private let began = KilledStore.monotonic

    init() async throws {
        let place = try TestFolder(inMemory: true)
        card = try await TestCard("formats S16_LE", inMemory: true)
        disk = try await SlowDisk(below: "\(place.path)/state")
        try disk.slow(syncMs: Self.syncMs)
        // One and two seconds apart in turn.
        cues = (0..<Self.length * 2 / 3).map { number in
            let second = 3 + number * 3 / 2
            let name = "c\(number % Self.cueSounds)"
            return Cue(
                key: "2026-11-21/everyday/\(Self.keyTime(second))/play/\(name)", chord: Chord(number % Self.cueSounds),
                second: second)
        }
        let lines =
            cues.map {
                "\(Self.time($0.second)) play \($0.key.split(separator: "/").last ?? "") late \(Self.lateness)s"
            }
            + stride(from: Self.bedSeconds, to: Self.length, by: Self.bedSeconds).map {
                "\(Self.time($0)) music \(Self.bedName(at: Double($0)))"
            }
        folder = try StoreFolder(
            device: TestCard.device, facts: "chimes: { notice: none, urgent: none, emergency: none }",
            timetable: "open 08:00\nclose 22:00\n07:00 music bed0\nevery 4-6s promo offers\n"
                + lines.joined(separator: "\n"), in: place)
        try write()
    }

    private func write() throws {
        for (number, tone) in Self.bed.enumerated() {
            try folder.write(Tone(tone, seconds: 12), to: "audio/music/bed\(number)/song.wav")
        }
        for number in 0..<Self.cueSounds {
            try folder.write(Chord(number).wave(seconds: Self.seconds), to: "audio/items/c\(number).wav")
        }
        for number in 0..<Self.promoSounds {
            try folder.write(
                Self.promo(number).wave(seconds: Self.seconds), to: "audio/promos/offers/p\(number).wav")
        }
        for number in 0..<Self.messages {
            try folder.write(Self.message(number).wave(seconds: Self.seconds), to: "audio/scripts/m\(number).wav")
            try folder.write(
                "title m\(number)\nclass \(Self.broadcastClass(number))\napproved 2026-11-01 manager\n--- en\nWords.\n",
                to: "schedules/scripts/m\(number).txt")
        }
    }

    static func broadcastClass(_ number: Int) -> String {
        if number % emergencyEvery == emergencyEvery - 1 { return "emergency" }
        return number % noticeEvery == noticeEvery - 1 ? "notice" : "urgent"
    }

    static func promo(_ number: Int) -> Chord { Chord(cueSounds + number) }
    static func message(_ number: Int) -> Chord { Chord(cueSounds + promoSounds + number) }

    /// The folder of the bed so many seconds after the beginning.
    static func bedName(at second: Double) -> String { "bed\(Int(second) / bedSeconds % bed.count)" }

    /// As the timetable and `--as-if` write it.
    static func time(_ second: Int) -> String {
        String(format: "09:%02d:%02d", second / 60, second % 60)
    }

    /// As the keys of cues have it.
    private static func keyTime(_ second: Int) -> String {
        second % 60 == 0 ? String(time(second).prefix(5)) : time(second)
    }

    // MARK: A life

    /// A daemon of this store, from its birth to its end.
    struct Life: Sendable {
        let child: Child
        /// What must be added to CLOCK_MONOTONIC for the store's clock, in nanoseconds.
        let ahead: Int64
        let born: Int64
    }

    /// Starts a daemon whose clock goes on.
    func start() async throws -> Life {
        let gone = (Self.monotonic - began) / 1_000_000
        let asIf = "2026-11-21T\(Self.time(Int(gone / 1000)))" + String(format: ".%03d", gone % 1000)
        let child = try await Child.start(
            Storecast.program(), ["daemon", "--as-if", asIf] + folder.places,
            environment: card.environment.merging(disk.environment) { $1 })
        let born = try ProcessFigures.clockBegan(of: child.pid)
        return Life(child: child, ahead: Self.beginning + gone * 1_000_000 - born, born: born)
    }

    /// What the daemon that ended last left.
    func record() throws -> KeptRecord? { try KeptRecord(at: folder.path("state/storecast.sqlite")) }

    /// In nanoseconds.
    static var monotonic: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
