// SPDX-License-Identifier: Apache-2.0
import Journal
import Logging
import Media
import Timetable

/// What sound files measured outlives the station in its journal.
extension Station {
    /// How long a start waits for it: without, the first song is levelled by its beginning, and all are measured again.
    private static let measuredLimit = Duration.milliseconds(200)
    /// How long it is waited for afterwards.
    static let lateMeasuredLimit = Duration.seconds(10)

    /// Takes in what earlier runs measured; where that takes too long, music sounds without it, and it comes later.
    func recallMeasured() async {
        guard await !recallMeasured(within: Self.measuredLimit) else { return }
        Task {
            if await self.recallMeasured(within: Self.lateMeasuredLimit) { self.loadPlan() }
        }
    }

    /// Takes in what earlier runs measured, unless that was done.
    ///
    /// - Returns: Whether it was done just now; what is wrong with the journal is told by `followJournal`.
    func recallMeasured(within limit: Duration) async -> Bool {
        let memory = store.preparer.measurer.memory
        guard !memory.isFilled else { return false }
        do throws(JournalError) {
            let entries = try await journal.mediaFacts(
                measure: LoudnessCache.measure, limit: LoudnessCache.maximumEntries, within: limit)
            memory.fill(entries.map(LoudnessCache.Entry.init))
            return true
        } catch {
            logger.debug("\(error.detail)")
            return false
        }
    }

    /// Has what was measured written down, and which files are still there.
    func keepMeasured() {
        let now = clock.now
        journal.note(store.preparer.measurer.memory.handOver().map { MediaEntry($0, seen: now) })
    }

    /// Has what is older than the record goes back removed, unless nobody knows how old it is.
    func pruneRecord() {
        if clockDoubt == nil { journal.prune(at: clock.now) }
    }
}

extension LoudnessCache.Entry {
    /// What the journal kept of a file.
    init(_ entry: MediaEntry) {
        self.init(
            path: entry.path, stamp: FileStamp(bytes: entry.bytes, modifiedNanoseconds: entry.modifiedNs),
            facts: AudioFacts(
                frames: entry.frames, loudnessLUFS: entry.loudnessLUFS, loudestLUFS: entry.loudestLUFS,
                truePeakDBTP: entry.truePeakDBTP, sourceRate: entry.sourceRate, sourceChannels: entry.sourceChannels,
                isDamaged: entry.isDamaged))
    }
}

extension MediaEntry {
    /// What is to be kept of a file that was there at that instant.
    init(_ entry: LoudnessCache.Entry, seen: Instant) {
        self.init(
            path: entry.path, bytes: entry.stamp.bytes, modifiedNs: entry.stamp.modifiedNanoseconds,
            measure: LoudnessCache.measure, frames: entry.facts.frames, loudnessLUFS: entry.facts.loudnessLUFS,
            loudestLUFS: entry.facts.loudestLUFS, truePeakDBTP: entry.facts.truePeakDBTP,
            sourceRate: entry.facts.sourceRate, sourceChannels: entry.facts.sourceChannels,
            isDamaged: entry.facts.isDamaged, seen: seen)
    }
}
