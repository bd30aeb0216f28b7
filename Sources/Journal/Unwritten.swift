// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What is to be written, and who waits for it. However long the disk takes, what waits is bounded.
struct Unwritten {
    /// Beyond it the oldest actions are lost: the log has them, and nothing depends on them.
    static let actionLimit = 1_000
    /// At most one entry for each announcement, record for each cue and entry for each fault waits, and so many of each:
    /// months of them.
    static let announcementLimit = 20_000, cueLimit = 20_000, faultLimit = 5_000
    /// Three weeks of songs and messages.
    static let airingLimit = 20_000
    /// As many as are remembered; what is lost is measured again.
    static let mediaLimit = 50_000
    /// How many of each kind are written in one transaction, so that none takes long.
    static let batchLimit = 1_000

    /// What is being written: it goes on waiting until it is known to be on disk.
    struct Batch {
        fileprivate let announcements: [Backlog<String, AnnouncementEntry>.Waiting]
        fileprivate let actions: [Backlog<Int, StationAction>.Waiting]
        fileprivate let cues: [Backlog<String, CueRecord>.Waiting]
        fileprivate let airings: [Backlog<Int, AiringEntry>.Waiting]
        fileprivate let faults: [Backlog<String, FaultEntry>.Waiting]
        fileprivate let media: [Backlog<String, MediaEntry>.Waiting]
        fileprivate let run: RunEntry?
        /// Those who wait for what is in it and was written before: all, where it holds everything that waits. What is
        /// noted while it is written keeps nobody waiting, however much that is.
        fileprivate let answers: [Answer<Void>]

        /// Whether there is nothing in it: somebody only waits for what was written before.
        var isEmpty: Bool {
            announcements.isEmpty && actions.isEmpty && cues.isEmpty && airings.isEmpty && faults.isEmpty
                && media.isEmpty
                && run == nil
        }

        /// All of it, to be written.
        var content: JournalBatch {
            JournalBatch(
                run: run, announcements: announcements.map(\.value), actions: actions.map(\.value),
                cues: cues.map(\.value), airings: airings.map(\.value), faults: faults.map(\.value),
                media: media.map(\.value))
        }
    }

    private var announcements = Backlog<String, AnnouncementEntry>(limit: announcementLimit)
    private var actions = Backlog<Int, StationAction>(limit: actionLimit)
    private var cues = Backlog<String, CueRecord>(limit: cueLimit)
    private var airings = Backlog<Int, AiringEntry>(limit: airingLimit)
    private var faults = Backlog<String, FaultEntry>(limit: faultLimit)
    private var media = Backlog<String, MediaEntry>(limit: mediaLimit)
    /// What has no key of its own is numbered.
    private var numbered = 0
    /// The present run, and whether it changed since it was written.
    private var run: RunEntry?
    private var isRunPending = false
    /// What a lost file must have again.
    private var living = LivingMemory()
    /// What was never written.
    private var unkept: Set<String> = []
    private var answers: [Answer<Void>] = []
    /// Whether the thread that writes was called.
    private(set) var isCalled = false
    /// Why the file could not be written or read last.
    private(set) var problem: JournalError?

    /// Whether it was written, at least as it once stood.
    func hasKept(_ id: String) -> Bool { !unkept.contains(id) }

    /// What a file that is new, or was put in the place of the one before, may lack.
    var live: JournalBatch {
        var batch = living.batch
        batch.run = run
        return batch
    }

    /// What waits to be written, for whoever asks meanwhile.
    var waitingCues: [CueRecord] { cues.values }
    var waitingAirings: [AiringEntry] { airings.values }
    var waitingFaults: [FaultEntry] { faults.values }

    /// When the present run began; nil where none did.
    var runStart: Instant? { run?.start }

    /// How many were lost because too many waited.
    var lost: Int { announcements.lost + actions.lost + cues.lost + airings.lost + faults.lost }

    // MARK: Taking in

    /// Takes in how an announcement stands.
    ///
    /// - Returns: Whether the thread that writes is to be called; so for all that is taken in.
    mutating func add(_ entry: AnnouncementEntry, isNew: Bool) -> Bool {
        announcements.add(entry, for: entry.id)
        living.note(entry)
        if isNew { unkept.insert(entry.id) }
        return call()
    }

    /// Takes in what a person did to the station.
    mutating func add(_ action: StationAction) -> Bool {
        numbered += 1
        actions.add(action, for: numbered)
        return call()
    }

    /// Takes in how a cue stands.
    mutating func add(_ cue: CueRecord) -> Bool {
        cues.add(cue, for: cue.key)
        living.note(cue)
        return call()
    }

    /// Takes in what was heard.
    mutating func add(_ airing: AiringEntry) -> Bool {
        numbered += 1
        airings.add(airing, for: numbered)
        return call()
    }

    /// Takes in how a fault stands.
    mutating func add(_ fault: FaultEntry) -> Bool {
        faults.add(fault, for: fault.id)
        living.note(fault)
        return call()
    }

    /// Takes in what files measured.
    mutating func add(_ entries: [MediaEntry]) -> Bool {
        for entry in entries { media.add(entry, for: entry.path) }
        return call()
    }

    /// Takes in a run that begins.
    mutating func begin(_ start: Instant) -> Bool {
        run = RunEntry(start: start, lastAlive: start)
        isRunPending = true
        return call()
    }

    /// Takes in that the run goes on, or ends; does nothing where none was begun.
    mutating func noteAlive(_ instant: Instant, isEnd: Bool) -> Bool {
        guard run != nil else { return false }
        run?.lastAlive = instant
        if isEnd { run?.end = instant }
        isRunPending = true
        return call()
    }

    /// Takes in somebody who waits until all that is pending is written.
    mutating func add(_ answer: Answer<Void>) -> Bool {
        answers.append(answer)
        return call()
    }

    /// Whether the thread that writes is to be called, for what is pending or waited for.
    mutating func call() -> Bool {
        guard !isCalled, !isEmpty else { return false }
        isCalled = true
        return true
    }

    /// Takes in what was read of what an earlier run left.
    mutating func remember(_ entries: [AnnouncementEntry]) { living.remember(entries) }

    /// Takes in what was read of the cues of these days.
    mutating func remember(_ records: [CueRecord]) { living.remember(records) }

    // MARK: Writing

    /// What to write next; nil when all is written, and the thread that writes is to be called again.
    mutating func nextBatch() -> Batch? {
        guard !isEmpty else {
            isCalled = false
            return nil
        }
        defer { if isWhole { answers = [] } }
        return Batch(
            announcements: announcements.first(Self.batchLimit), actions: actions.first(Self.batchLimit),
            cues: cues.first(Self.batchLimit), airings: airings.first(Self.batchLimit),
            faults: faults.first(Self.batchLimit), media: media.first(Self.batchLimit), run: isRunPending ? run : nil,
            answers: isWhole ? answers : [])
    }

    /// Whether all that waits fits into one batch.
    private var isWhole: Bool {
        [announcements.count, actions.count, cues.count, airings.count, faults.count, media.count].allSatisfy {
            $0 <= Self.batchLimit
        }
    }

    private var isEmpty: Bool { isAllWritten && answers.isEmpty }

    private var isAllWritten: Bool {
        announcements.isEmpty && actions.isEmpty && cues.isEmpty && airings.isEmpty && faults.isEmpty && media.isEmpty
            && !isRunPending
    }

    /// A batch is on disk.
    ///
    /// - Returns: those who waited for it.
    mutating func wrote(_ batch: Batch) -> [Answer<Void>] {
        problem = nil
        announcements.remove(batch.announcements)
        actions.remove(batch.actions)
        cues.remove(batch.cues)
        airings.remove(batch.airings)
        faults.remove(batch.faults)
        media.remove(batch.media)
        if batch.run == run { isRunPending = false }
        unkept.subtract(batch.announcements.map(\.key))
        return batch.answers
    }

    /// A batch could not be written, and waits on.
    ///
    /// - Returns: those who waited for it.
    mutating func failed(_ batch: Batch, _ error: JournalError) -> [Answer<Void>] {
        problem = error
        isCalled = false
        defer { answers = [] }
        return batch.answers + answers
    }

    /// Something was read, or could not be.
    mutating func read(_ error: JournalError?) {
        // What waits to be written tells by itself when that is possible again.
        if error != nil || isAllWritten { problem = error }
    }
}
