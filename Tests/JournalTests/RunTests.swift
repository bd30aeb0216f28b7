// SPDX-License-Identifier: Apache-2.0
import Playout
import Testing
import Timetable

@testable import Journal

/// What the next run is told of the one before.
@Suite struct RunTests {
    private let folder = JournalFolder()
    private let limit = Duration.seconds(60)

    private func recollection(after start: Int64, _ time: Range<Instant> = .seconds(0)..<(.seconds(1_000))) async throws
        -> Recollection
    {
        let next = folder.open()
        next.begin(run: .seconds(start))
        return try await next.recollection(around: time, within: limit)
    }

    @Test func `nothing is recalled of nothing`() async throws {
        #expect(try await recollection(after: 5) == Recollection())
    }

    @Test func `cues are recalled that were planned or began in that time, or have no end yet`() async throws {
        let journal = folder.open()
        let records = [
            CueRecord.planned("planned", at: 100), .planned("began", at: 99, from: 100),
            .planned("before", at: 99, from: 99, to: 100), .planned("open", at: 50, from: 50),
            .planned("after", at: 200), .planned("early", at: 200, from: 199, to: 203),
        ]
        for record in records { journal.note(record) }
        try await journal.settle(within: limit)
        let recalled = try await recollection(after: 5, Instant(nanoseconds: 100)..<Instant(nanoseconds: 200)).records
        #expect(recalled.map(\.key) == ["open", "began", "planned", "early"])
    }

    @Test func `a run that ended was known to run until its end`() async throws {
        let journal = folder.open()
        journal.begin(run: .seconds(10))
        journal.noteAlive(at: .seconds(40))
        journal.endRun(at: .seconds(50))
        try await journal.settle(within: limit)
        #expect(try await recollection(after: 90).lastRun == .seconds(50))
        let runs = try await folder.open().runs(from: .seconds(0), to: .seconds(100), within: limit)
        #expect(
            runs == [
                RunEntry(start: .seconds(10), lastAlive: .seconds(50), end: .seconds(50)),
                RunEntry(start: .seconds(90), lastAlive: .seconds(90)),
            ])
    }

    @Test(
        arguments: [
            (nil, 40), ("airing", 45), ("cue", 46), ("hearing", 47), ("action", 48), ("a later one", 40),
            ("a line", 40),
        ] as [(String?, Int64)])
    func `a run that broke off was known to run until the last thing it wrote`(last: String?, sign: Int64) async throws
    {
        let journal = folder.open()
        journal.begin(run: .seconds(10))
        journal.noteAlive(at: .seconds(40))
        let ns = sign * 1_000_000_000
        switch last {
        case "airing": journal.note(.heard("a", at: ns))
        case "cue": journal.note(.planned("a", at: 1, from: ns))
        case "hearing":
            var entry = AnnouncementEntry.waiting("a")
            entry.airings = [.init(startNs: ns, endNs: nil)]
            journal.note(entry, isNew: true)
        case "action": journal.note(StationAction("mute", by: "li", atNs: ns))
        // It is taken up some seconds ahead of its time.
        case "a line":
            journal.note(
                CueRecord(
                    key: "a", when: "", verb: .music, name: "a", zones: [], planned: .seconds(50), start: .seconds(50),
                    end: nil, outcome: .aired))
        // What lies after the next start cannot be of it: the clock was set.
        case "a later one": journal.note(.heard("a", at: 95_000_000_000))
        default: break
        }
        journal.note(
            FaultEntry(id: "f", kind: "noSound", from: .seconds(20), wording: Wording(en: "no sound", zh: "没有声音")))
        try await journal.settle(within: limit)
        #expect(try await recollection(after: 90).lastRun == .seconds(sign))
        let next = folder.open()
        let runs = try await next.runs(from: .seconds(0), to: .seconds(80), within: limit)
        #expect(runs == [RunEntry(start: .seconds(10), lastAlive: .seconds(sign), end: .seconds(sign))])
        let faults = try await next.faults(from: .seconds(0), to: .seconds(80), within: limit)
        #expect(faults.map(\.to) == [.seconds(sign)])
    }

    @Test(arguments: [(nil, 22), (20, 20)] as [(Int64?, Int64)])
    func `a run whose clock was set back ended neither after the next one began, nor when it had written before`(
        sign: Int64?, end: Int64
    ) async throws {
        let journal = folder.open()
        journal.begin(run: .seconds(10))
        journal.noteAlive(at: .seconds(300))
        journal.note(.heard("a", at: 310_000_000_000))
        journal.note(.heard("b", at: 200_000_000_000))
        if let sign { journal.noteAlive(at: .seconds(sign)) }
        try await journal.settle(within: limit)
        let next: Int64 = sign == nil ? 22 : 250
        let soon = try await folder.open().recollection(
            around: .seconds(0)..<(.seconds(1)), at: .seconds(next), within: limit)
        #expect(soon.lastRun == .seconds(end), "before the next run is noted")
        #expect(try await recollection(after: next).lastRun == .seconds(end))
        let runs = try await folder.open().runs(from: .seconds(0), to: .seconds(22), within: limit)
        #expect(runs.first == RunEntry(start: .seconds(10), lastAlive: .seconds(end), end: .seconds(end)))
    }

    @Test func `the run that goes on is not the one before, and its faults last`() async throws {
        let journal = folder.open()
        journal.begin(run: .seconds(10))
        journal.note(FaultEntry(id: "f", kind: "clock", from: .seconds(20), wording: Wording(en: "", zh: "")))
        journal.noteAlive(at: .seconds(40))
        #expect(try await journal.recollection(around: .seconds(0)..<(.seconds(1)), within: limit).lastRun == nil)
        #expect(try await journal.faults(from: .seconds(0), to: .seconds(80), within: limit).map(\.to) == [nil])
    }

    @Test func `whether somebody had muted the store is known from what was done last`() async throws {
        let journal = folder.open()
        journal.note(StationAction("mute", by: "li", atNs: 10))
        journal.note(StationAction("upload", of: "a", by: "wang", atNs: 20))
        try await journal.settle(within: limit)
        #expect(try await recollection(after: 90).mutedBy == "li")
        let next = folder.open()
        // Earlier, by a clock that was set back.
        next.note(StationAction("unmute", by: "wang", atNs: 5))
        try await next.settle(within: limit)
        #expect(try await recollection(after: 95).mutedBy == nil)
    }
}
