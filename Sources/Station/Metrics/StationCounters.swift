// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

/// What has happened since the program started, counted where it is noted for the record.
struct StationCounters {
    /// From a fortieth of a period of the audio thread to what anybody hears as late.
    private static let startErrorBounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]
    /// From what an urgent announcement may take to what a promo may wait for.
    private static let latencyBounds = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300]
    /// The classes that announcements have.
    private static let classes = BroadcastClass.allCases.filter { $0 != .music }
    private static let endings = [AnnouncementEntry.Standing.done, .claimed, .cancelled, .expired, .failed]

    /// Planned cues by how they ended.
    private(set) var cues = Dictionary(
        uniqueKeysWithValues: [CueRecord.Outcome.aired, .gaveWay, .missed].map { ($0, 0) })
    /// By how many seconds planned items began too early or too late at their cards.
    private(set) var startErrors = Histogram(bounds: startErrorBounds)
    /// How many seconds went by from the acceptance of an announcement to its first sample.
    private(set) var latencies = Dictionary(
        uniqueKeysWithValues: classes.map { ($0, Histogram(bounds: latencyBounds)) })
    /// Announcements by how they ended.
    private(set) var endedAnnouncements = Dictionary(uniqueKeysWithValues: endings.map { ($0, 0) })
    /// The last song of each output, by its place.
    private(set) var lastSongs: [Int: LastSong] = [:]
    /// Announcements of this run that were not heard yet, by id: when they were accepted, in nanoseconds of
    /// CLOCK_MONOTONIC. As many as may wait.
    private var accepted: [String: Int64] = [:]

    /// Counts how a cue ended. What lay in the past when its line was written was never to be heard.
    mutating func count(_ record: CueRecord) {
        guard record.reason != .pastWhenLoaded else { return }
        cues[record.outcome, default: 0] += 1
    }

    /// Counts how exactly something planned began; a song is not planned to a second.
    mutating func count(_ proof: AiringProof) {
        for part in proof.parts {
            if let song = LastSong(proof, part) { lastSongs[part.output] = song }
        }
        guard case .cue = proof.playback.subject, let start = proof.start, proof.frames > 0 else { return }
        startErrors.add(abs((start - proof.playback.at).seconds))
    }

    /// An announcement was accepted.
    ///
    /// - Parameter ns: when, in nanoseconds of CLOCK_MONOTONIC.
    mutating func accept(_ id: String, atNs ns: Int64) {
        accepted[id] = ns
    }

    /// An announcement began to be heard; its first time counts.
    mutating func count(_ id: String, _ broadcastClass: BroadcastClass, heardNs ns: Int64) {
        guard let since = accepted.removeValue(forKey: id) else { return }
        latencies[broadcastClass]?.add(max(0, Double(ns - since) / 1e9))
    }

    /// An announcement is over.
    mutating func count(_ id: String, endedAs standing: AnnouncementEntry.Standing) {
        accepted[id] = nil
        endedAnnouncements[standing, default: 0] += 1
    }
}
