// SPDX-License-Identifier: Apache-2.0
import Journal
import Testing
import Timetable

@testable import Mixing
@testable import Playout
@testable import Station

/// What is noted for the record is counted once, where it means what the figure says.
@Suite struct StationCountersTests {
    private let planned = Instant(nanoseconds: 1_795_222_800_000_000_000)

    private func record(_ outcome: CueRecord.Outcome, _ reason: Reason? = nil) -> CueRecord {
        CueRecord(
            key: "key", when: "09:00", verb: .say, name: "guide", zones: ["store"], planned: planned, outcome: outcome,
            reason: reason)
    }

    private func proof(
        _ subject: Playback.Subject, lateMs: Int?, frames: Int64 = 480_000, squares: Double = 0
    ) -> AiringProof {
        let song = Song(path: "audio/music/calm/song.ogg", duration: .seconds(10))
        let content: Playback.Content =
            if case .song = subject { .song(song) } else { .clip(ClipID(.item, "bell")) }
        var part = AiringProof.Part(output: 1, framesMixed: frames)
        part.heard.frames = frames
        part.heard.squareSum = squares
        return AiringProof(
            playback: Playback(
                id: PlaybackID(1), subject: subject, content: content, zones: .all, at: planned, fadeIn: .zero),
            start: lateMs.map { planned + .milliseconds($0) }, end: planned + .seconds(10), clockSteps: .zero,
            ending: .whole, detail: nil, parts: [part])
    }

    @Test func `cues are counted by how they ended, but for what was past when it was written`() {
        var counters = StationCounters()
        counters.count(record(.aired))
        counters.count(record(.missed, .noCard))
        counters.count(record(.missed, .pastWhenLoaded))
        counters.count(record(.gaveWay))
        counters.count(record(.gaveWay))
        #expect(counters.cues == [.aired: 1, .missed: 1, .gaveWay: 2])
    }

    @Test func `the error of a start is that at the card, early or late, of what is planned to a second`() {
        var counters = StationCounters()
        counters.count(proof(.cue(key: "a"), lateMs: -4))
        counters.count(proof(.cue(key: "b"), lateMs: 300))
        counters.count(proof(.cue(key: "unheard"), lateMs: 1, frames: 0))
        counters.count(proof(.cue(key: "never began"), lateMs: nil))
        counters.count(proof(.song(path: "song"), lateMs: 900))
        counters.count(proof(.announcement(id: "id"), lateMs: 900))
        #expect(counters.startErrors.count == 2)
        #expect(abs(counters.startErrors.sum - 0.304) < 1e-9)
        #expect(counters.startErrors.cumulative.first { $0.bound == 0.005 }?.count == 1)
    }

    @Test func `the latency of an announcement is that of its first hearing in this run`() {
        var counters = StationCounters()
        counters.accept("a", atNs: 1_000_000_000)
        counters.accept("b", atNs: 1_000_000_000)
        counters.count("a", .urgent, heardNs: 1_080_000_000)
        counters.count("a", .urgent, heardNs: 99_000_000_000)
        counters.count("of an earlier run", .urgent, heardNs: 99_000_000_000)
        counters.count("b", endedAs: .cancelled)
        counters.count("b", .notice, heardNs: 99_000_000_000)
        #expect(counters.latencies[.urgent]?.count == 1)
        #expect(abs((counters.latencies[.urgent]?.sum ?? 0) - 0.08) < 1e-9)
        #expect(counters.latencies[.notice]?.count == 0)
        #expect(counters.endedAnnouncements[.cancelled] == 1 && counters.endedAnnouncements[.done] == 0)
        #expect(Set(counters.latencies.keys) == [.promo, .notice, .urgent, .emergency])
    }

    @Test func `the last song of each output tells how loud it was`() throws {
        var counters = StationCounters()
        counters.count(proof(.song(path: "song"), lateMs: 0, squares: 480_000 * 2 * 0.001))
        counters.count(proof(.cue(key: "bell"), lateMs: 0, squares: 480_000))
        counters.count(proof(.song(path: "song"), lateMs: 0, frames: 48_000, squares: 48_000))
        let song = try #require(counters.lastSongs[1])
        #expect(song.title == "song")
        #expect(abs((song.aboutLUFS ?? 0) - -27.7) < 0.01)
        #expect(counters.lastSongs[0] == nil)
    }
}
