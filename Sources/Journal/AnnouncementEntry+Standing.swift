// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// What the director tells of an announcement, as it is kept, and back.
extension AnnouncementEntry {
    /// How many airings of each are remembered.
    private static let airingsKept = 100

    /// How an announcement stands, in the words of the API.
    public enum Standing: String, Sendable {
        /// Its sound is not there yet.
        case preparing
        /// As the director has it.
        case queued, onAir, waitingToRepeat, done, claimed, cancelled, expired, failed

        /// Whether nothing more will happen to it.
        public var isOver: Bool {
            switch self {
            case .preparing, .queued, .onAir, .waitingToRepeat: false
            case .done, .claimed, .cancelled, .expired, .failed: true
            }
        }
    }

    /// How it stands from now on.
    public mutating func stands(_ standing: Standing) {
        state = standing.rawValue
        isOver = standing.isOver
    }

    /// Takes over what the director tells of it.
    ///
    /// - Parameter why: a reason in the store's language.
    public mutating func take(_ state: AnnouncementState, why: (Reason) -> String) {
        switch state {
        case .queued: stands(.queued)
        case .onAir(let since):
            stands(.onAir)
            airings.append(Airing(startNs: since.nanoseconds, endNs: nil))
        case .waitingToRepeat(let progress, _):
            stands(.waitingToRepeat)
            hearings = progress.hearings
            lastStartNs = progress.lastStart.nanoseconds
            lastEndNs = progress.lastEnd?.nanoseconds
        case .done: stands(.done)
        case .claimed: stands(.claimed)
        case .cancelled: stands(.cancelled)
        case .expired(let reason):
            stands(.expired)
            self.reason = why(reason)
        case .failed(let reason):
            stands(.failed)
            self.reason = why(reason)
        }
    }

    /// Takes over from when to when it was heard; of one that repeats for long, the last times are kept.
    public mutating func noteHeard(from start: Instant, to end: Instant) {
        airings.removeAll { $0.endNs == nil && !$0.isCutShort || $0.startNs == start.nanoseconds }
        airings.append(Airing(startNs: start.nanoseconds, endNs: end.nanoseconds))
        airings = airings.suffix(Self.airingsKept)
    }

    /// Takes it up after the program ended: what was on air was cut short, and what is not over is prepared anew, but for
    /// one that was only to be heard to its end.
    public mutating func takeUp() {
        for index in airings.indices where airings[index].endNs == nil { airings[index].isCutShort = true }
        if !isOver { stands(isClaimed ? .claimed : .preparing) }
    }

    /// How far it has come, for the director; nil before its first hearing is over.
    public var progress: Announcement.Progress? {
        lastStartNs.map {
            Announcement.Progress(
                hearings: hearings, lastStart: Instant(nanoseconds: $0),
                lastEnd: lastEndNs.map { Instant(nanoseconds: $0) })
        }
    }
}
