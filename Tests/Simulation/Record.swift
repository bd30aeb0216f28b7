// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Playout
import Synchronization
import Timetable

/// What the simulated program notes down, and what is left of it when the program is killed.
///
/// Notes go to a real journal on disk, but only when it is read: until then nothing can tell whether they are written. A
/// kill loses those that were not written yet, but for what somebody waited for.
final class Record {
    /// Something that is noted.
    enum Note {
        case cue(CueRecord)
        case announcement(AnnouncementEntry, isNew: Bool)
        case action(StationAction)
        case begins(Instant)
        case alive(Instant)
    }

    /// How long the disk may take.
    private static let patience = Duration.seconds(60)
    /// As many as the station remembers.
    private static let others = 500
    /// How often the program writes down that it runs.
    private static let signOfLife = Duration.seconds(30)
    private static let folders = Atomic<Int>(0)

    private let folder: URL
    private var run = 0
    private var journal: Journal
    /// Whether the program is ever killed; where not, nothing reads what is on disk.
    private let isRead: Bool
    /// What was noted since the journal was opened, and when, by no setting of the clock.
    private var notes: [(at: Instant, note: Note)] = []
    /// So many of them are on disk for certain.
    private var settled = 0
    /// The last word on each cue.
    private(set) var cues: [String: CueRecord] = [:]
    /// What is on disk of them.
    private var writtenCues: [String: CueRecord] = [:]
    /// How each announcement stands.
    private(set) var announcements: [String: AnnouncementEntry] = [:]
    /// Since when the program has a run on record; nil while it has none.
    private var runs: Instant?
    private let why: (Reason) -> String

    /// A record that is empty, in a folder of its own in memory where there is one.
    ///
    /// - Parameter why: a reason in words.
    init(isRead: Bool, why: @escaping (Reason) -> String) {
        self.isRead = isRead
        self.why = why
        let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? URL(filePath: "/dev/shm") : nil
        let number = Self.folders.add(1, ordering: .relaxed).newValue
        folder = (memory ?? FileManager.default.temporaryDirectory)
            .appending(path: "storecast-simulation-\(getpid())-\(number)")
        journal = Journal(path: folder.appending(path: "0.sqlite").path) { _ in }
    }

    deinit {
        // It lies in memory or among the system's temporary files; what stays goes with them.
        try? FileManager.default.removeItem(at: folder)
    }

    // MARK: Noting

    private func note(_ note: Note, at instant: Instant) {
        if isRead { notes.append((instant, note)) }
    }

    /// Takes down what the director decides, as the station does.
    func take(_ effects: [Effect], at instant: Instant) {
        for effect in effects {
            switch effect {
            case .began(let record), .record(let record):
                cues[record.key] = record
                note(.cue(record), at: instant)
            case .announcement(let id, let state):
                announcements[id]?.take(state, why: why)
                // What is queued is taken up after a crash in any case.
                if state != .queued { noteAnnouncement(id, at: instant) }
            case .heard(let id, let start, let end):
                announcements[id]?.noteHeard(from: start, to: end)
                noteAnnouncement(id, at: instant)
            case .start, .stop, .duck: break
            }
        }
    }

    /// Takes down an announcement that is accepted, and waits until it is on disk.
    func accept(_ id: String, received: Instant, at instant: Instant) {
        let entry = AnnouncementEntry(
            id: id, requestedBy: "desk", receivedNs: received.nanoseconds, request: "{}", order: "{}",
            idempotencyKey: nil, state: AnnouncementEntry.Standing.preparing.rawValue)
        announcements[id] = entry
        note(.announcement(entry, isNew: true), at: instant)
        settle()
    }

    /// Takes down what somebody does to an announcement; the director may still be to be told.
    func act(_ action: String, on id: String, now: Instant, at instant: Instant) {
        announcements[id]?.actions.append(AnnouncementEntry.Action(action, by: "desk", atNs: now.nanoseconds))
        if action == "claimed" { announcements[id]?.isClaimed = true }
        noteAnnouncement(id, at: instant)
    }

    /// Somebody is answered that it is done.
    func answer() {
        settle()
    }

    /// Takes down how an announcement stands that the director does not have.
    func stands(_ id: String, _ standing: AnnouncementEntry.Standing, at instant: Instant) {
        announcements[id]?.stands(standing)
        noteAnnouncement(id, at: instant)
    }

    private func noteAnnouncement(_ id: String, at instant: Instant) {
        if let entry = announcements[id] { note(.announcement(entry, isNew: false), at: instant) }
    }

    /// Takes down that somebody muted the store, or took it back.
    func mute(_ isMuted: Bool, by name: String, now: Instant, at instant: Instant) {
        note(.action(StationAction(isMuted ? "mute" : "unmute", by: name, atNs: now.nanoseconds)), at: instant)
    }

    /// Begins the run on record, once there is a clock to tell when.
    func begin(_ now: Instant, at instant: Instant) {
        guard runs == nil else { return }
        runs = instant
        note(.begins(now), at: instant)
    }

    /// Somebody waits until all that was noted is on disk.
    private func settle() { settled = notes.count }

    // MARK: After a kill

    /// The program is killed.
    ///
    /// - Parameters:
    ///   - instant: what was noted after it and nobody waited for is lost.
    ///   - shift: how far the wall clock is ahead of instants that no setting moves.
    /// - Returns: the announcements of which something was lost.
    func kill(losingAfter instant: Instant, shift: Duration) async throws -> Set<String> {
        noteAlive(before: instant, shift: shift)
        let kept = max(settled, notes.firstIndex { $0.at > instant } ?? notes.count)
        announcements = [:]
        var lost: Set<String> = []
        for case (_, .announcement(let entry, _)) in notes.dropFirst(kept) { lost.insert(entry.id) }
        for (_, note) in notes.prefix(kept) { write(note) }
        try await journal.settle(within: Self.patience)
        (notes, settled, cues, runs) = ([], 0, writtenCues, nil)
        // What lies on disk at this moment is all that the next program finds.
        let former = folder.appending(path: "\(run).sqlite").path
        run += 1
        let path = folder.appending(path: "\(run).sqlite").path
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: former + suffix) {
            try Data(contentsOf: URL(filePath: former + suffix)).write(to: URL(filePath: path + suffix))
        }
        journal = Journal(path: path) { _ in }
        return lost
    }

    /// The last sign of life that is written down comes in steps.
    private func noteAlive(before instant: Instant, shift: Duration) {
        guard let runs, instant > runs else { return }
        let steps = (instant - runs).nanoseconds / Self.signOfLife.nanoseconds
        let last = runs + Self.signOfLife * Int(steps)
        guard steps > 0 else { return }
        let place = notes.firstIndex { $0.at > last } ?? notes.count
        notes.insert((last, .alive(last + shift)), at: place)
        if place < settled { settled += 1 }
    }

    /// What the director must know, with all that was noted before.
    func recollection(around time: Range<Instant>) async throws -> Recollection {
        guard isRead else { return Recollection(records: noted(around: time)) }
        for (_, note) in notes { write(note) }
        (notes, settled) = ([], 0)
        return try await journal.recollection(around: time, within: Self.patience)
    }

    /// What is noted, written or not.
    func noted(around time: Range<Instant>) -> [CueRecord] { standing(cues, around: time) }

    /// What a recollection must have, of all that was written.
    func written(around time: Range<Instant>) -> [CueRecord] { standing(isRead ? writtenCues : cues, around: time) }

    /// What was planned or began in that time, and what has no end yet, in the order of their times.
    private func standing(_ cues: [String: CueRecord], around time: Range<Instant>) -> [CueRecord] {
        cues.values.filter { record in
            time.contains(record.planned) || record.start.map(time.contains) ?? false
                || record.outcome == .aired && record.end == nil && record.planned < time.lowerBound
        }.sorted { ($0.planned, $0.key) < ($1.planned, $1.key) }
    }

    /// The announcements that are on disk.
    func remembered() async throws -> [AnnouncementEntry] {
        let entries = try await journal.remembered(others: Self.others, within: Self.patience)
        for entry in entries { announcements[entry.id] = entry }
        return entries
    }

    /// Takes one up that an earlier run left.
    func takeUp(_ id: String, at instant: Instant) {
        announcements[id]?.takeUp()
        noteAnnouncement(id, at: instant)
    }

    private func write(_ note: Note) {
        switch note {
        case .cue(let record):
            writtenCues[record.key] = record
            journal.note(record)
        case .announcement(let entry, let isNew): journal.note(entry, isNew: isNew)
        case .action(let action): journal.note(action)
        case .begins(let instant): journal.begin(run: instant)
        case .alive(let instant): journal.noteAlive(at: instant)
        }
    }
}
