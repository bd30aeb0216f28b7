// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Whatever ends the program, the record is whole, and nothing is heard twice or left out without a reason.
    @Suite
    struct `A daemon that is killed again and again` {
        /// `KILL_SEED` and `KILL_START_MS` give the same instants again; `KILLS` says how many,
        /// `make kill-loop` 200.
        private static let environment = ProcessInfo.processInfo.environment
        private static let kills = environment["KILLS"].flatMap { Int($0) } ?? 50

        @Test func `keeps its promises, by its journal and by what the card heard`() async throws {
            let seed = Self.environment["KILL_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: .min ... .max)
            let given = Self.environment["KILL_START_MS"].flatMap { Int($0) }.map { Duration.milliseconds($0) }
            print("kill loop: \(Self.kills) kills, KILL_SEED=\(seed)")
            let began = ContinuousClock.now
            var day = try await KilledDay()
            let start = Int(try await day.live(kills: Self.kills, seed: seed, start: given) / .milliseconds(1))
            let lived = ContinuousClock.now - began
            let recording = try day.store.card.recording()
            let search = ChordSearch(recording, bed: KilledStore.bed)
            let heard = day.heard(recording, search)
            let cues = day.cueFaults(heard)
            let announcements = day.announcementFaults(heard)
            let music = day.musicFaults(recording, search)
            let faults =
                try day.faultsLeft() + cues.faults + day.promoFaults(heard) + day.lineFaults() + announcements.faults
                + day.airingFaults() + music.faults
            print(
                "kill loop: \(cues.aired) of \(cues.planned) cues aired, \(day.desk.messages.count) announcements"
                    + " acknowledged and heard \(announcements.heard) times, music in \(music.lives) lives;"
                    + " \(lived.formatted()) and \((ContinuousClock.now - began - lived).formatted()) to judge")
            #expect(faults.isEmpty, "KILL_SEED=\(seed) KILL_START_MS=\(start)\n\(faults.joined(separator: "\n"))")
            // That it tried anything at all.
            #expect(
                cues.aired * 6 > cues.planned && music.lives * 15 > Self.kills && announcements.heard * 5 > Self.kills)
        }
    }
}
