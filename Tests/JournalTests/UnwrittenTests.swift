// SPDX-License-Identifier: Apache-2.0
import Playout
import Testing
import Timetable

@testable import Journal

/// What waits while the disk hangs.
@Suite struct UnwrittenTests {
    @Test func `one entry of each waits, however often it changes, and the newest is written`() {
        var unwritten = Unwritten()
        var calls = 0
        for number in 0..<1000
        where unwritten.add(.waiting("\(number % 7)", receivedNs: Int64(number)), isNew: number < 7) {
            calls += 1
        }
        #expect(calls == 1)
        let batch = unwritten.nextBatch()
        #expect(batch?.content.announcements.map(\.id) == ["0", "1", "2", "3", "4", "5", "6"])
        #expect(batch?.content.announcements[3].receivedNs == 997)
        _ = batch.map { unwritten.wrote($0) }
        let none = unwritten.nextBatch()
        #expect(none == nil)
    }

    @Test func `what could not be written waits again, as it is then`() throws {
        var unwritten = Unwritten()
        _ = unwritten.add(.waiting("a"), isNew: true)
        _ = unwritten.add(.waiting("b"), isNew: true)
        let first = unwritten.nextBatch()
        _ = unwritten.add(AnnouncementEntry.waiting("a").done, isNew: false)
        _ = unwritten.failed(try #require(first), JournalError(.full, "no room"))
        #expect(unwritten.problem?.kind == .full)
        #expect(!unwritten.hasKept("a"))
        let isCalled = unwritten.call()
        #expect(isCalled)
        let second = unwritten.nextBatch()
        let next = try #require(second)
        #expect(next.content.announcements.map(\.id) == ["a", "b"])
        #expect(next.content.announcements.map(\.isOver) == [true, false])
        _ = unwritten.wrote(next)
        #expect(unwritten.problem == nil)
        #expect(unwritten.hasKept("a") && unwritten.hasKept("b"))
    }

    @Test func `what changed while it was being written is written again`() throws {
        var unwritten = Unwritten()
        _ = unwritten.add(.planned("a"))
        let first = unwritten.nextBatch()
        _ = unwritten.add(.planned("a", from: 10))
        _ = unwritten.wrote(try #require(first))
        let second = unwritten.nextBatch()
        #expect(second?.content.cues == [.planned("a", from: 10)])
    }

    @Test func `nobody waits for what is noted while theirs is written`() async throws {
        var unwritten = Unwritten()
        _ = unwritten.add(.planned("a"))
        try await Answer<Void>.wait(within: .seconds(5)) { answer in
            _ = unwritten.add(answer)
            guard let batch = unwritten.nextBatch() else { return }
            _ = unwritten.add(.planned("b"))
            for waiting in unwritten.wrote(batch) { waiting.give(.success(())) }
        }
        #expect(unwritten.waitingCues == [.planned("b")])
    }

    @Test func `of actions that cannot be written the newest wait`() throws {
        var unwritten = Unwritten()
        let limit = Unwritten.actionLimit
        for number in 0...limit { _ = unwritten.add(StationAction("mute", by: "li", atNs: Int64(number))) }
        let batch = unwritten.nextBatch()
        #expect(batch?.content.actions.map(\.atNs) == Array(1...Int64(limit)))
        #expect(unwritten.lost == 1)
    }

    @Test func `of airings that cannot be written the newest wait, and those that are lost are counted`() throws {
        var unwritten = Unwritten()
        let limit = Unwritten.airingLimit
        for number in 1...(limit + 3) { _ = unwritten.add(.heard("song", at: Int64(number))) }
        _ = unwritten.add(.planned("a"))
        #expect(unwritten.lost == 3)
        let oldest = unwritten.nextBatch()
        let first = try #require(oldest).content
        #expect(first.airings.first == .heard("song", at: 4))
        #expect(first.cues == [.planned("a")])
        var written = 0
        while let batch = unwritten.nextBatch() {
            #expect(batch.content.airings.count <= Unwritten.batchLimit)
            written += batch.content.airings.count
            _ = unwritten.wrote(batch)
        }
        #expect(written == limit)
    }

    @Test func `what is over is not written again into a new file`() {
        var unwritten = Unwritten()
        _ = unwritten.add(.waiting("a"), isNew: true)
        unwritten.remember([.waiting("b"), AnnouncementEntry.waiting("c").done])
        #expect(Set(unwritten.live.announcements.map(\.id)) == ["a", "b"])
        _ = unwritten.add(AnnouncementEntry.waiting("a").done, isNew: false)
        #expect(Set(unwritten.live.announcements.map(\.id)) == ["b"])
    }

    @Test func `cues of two days are held for a file that is lost, and not more`() {
        var unwritten = Unwritten()
        let hour: Int64 = 3_600_000_000_000
        for number in 0..<2_000 { _ = unwritten.add(.planned("\(number)", at: Int64(number) * hour / 10)) }
        let held = unwritten.live.cues
        #expect(held.last?.key == "1999")
        #expect(held.count >= 480)
        #expect(held.count <= 1_000)
        for number in 0..<20_000 { _ = unwritten.add(.planned("dense \(number)", at: 200 * hour + Int64(number))) }
        #expect(unwritten.live.cues.count <= LivingMemory.cueLimit + 500)
    }
}
