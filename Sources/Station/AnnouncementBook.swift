// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// The announcements of this run, the newest last; those that are over are forgotten beyond a limit.
struct AnnouncementBook {
    /// How many are remembered after they are over.
    private static let memory = 500
    /// How many airings of each are remembered.
    private static let airingsKept = 100

    private(set) var ids: [String] = []
    private var entries: [String: AnnouncementStatus] = [:]

    mutating func add(id: String, _ order: AnnouncementOrder, by user: String, in schedule: Schedule) {
        forgetOldest()
        ids.append(id)
        entries[id] = AnnouncementStatus(
            id: id, name: order.name, broadcastClass: order.broadcastClass, state: .preparing, by: user,
            zones: order.zones ?? schedule.settings.zones.map(\.name),
            expires: order.expires.map { schedule.clock.iso8601(Instant(nanoseconds: $0)) }, durable: false, airings: []
        )
    }

    private mutating func forgetOldest() {
        guard ids.count >= Self.memory, let old = ids.firstIndex(where: { entries[$0]?.isOver ?? true }) else {
            return
        }
        entries[ids.remove(at: old)] = nil
    }

    func contains(_ id: String) -> Bool { entries[id] != nil }

    /// Whether its sound is not there yet.
    func isPreparing(_ id: String) -> Bool { entries[id]?.state == .preparing }

    /// The Unix user who pushed it; nil when there is none of that id.
    func requester(of id: String) -> String? { entries[id]?.by }

    func name(of id: String) -> String { entries[id]?.name ?? id }

    /// The announcement of that id, which must exist.
    func status(of id: String) -> AnnouncementStatus {
        guard let entry = entries[id] else { preconditionFailure("no announcement \(id)") }
        return entry
    }

    /// How many are not over.
    var waiting: Int { entries.values.count { !$0.isOver } }

    /// Takes over what the director tells of one.
    mutating func note(_ id: String, _ state: AnnouncementState, in schedule: Schedule) {
        guard var entry = entries[id] else { return }
        let clock = schedule.clock
        switch state {
        case .queued: entry.state = .queued
        case .onAir(let since):
            entry.state = .onAir
            entry.airings.append(AnnouncementStatus.Airing(start: clock.iso8601(since), end: nil))
        case .waitingToRepeat: entry.state = .waitingToRepeat
        case .done: entry.state = .done
        case .claimed: entry.state = .claimed
        case .cancelled: entry.state = .cancelled
        case .expired(let reason), .failed(let reason):
            if case .expired = state { entry.state = .expired } else { entry.state = .failed }
            entry.reason = reason.wording(clock: clock).text(in: schedule.settings.language)
        }
        entries[id] = entry
    }

    /// Takes over what has to be read out of one; nil where all is spoken.
    mutating func show(_ id: String, _ shown: AnnouncementStatus.Shown?) {
        entries[id]?.shown = shown
    }

    /// Takes over from when to when one was heard; of those that repeat for long, the last times are kept.
    mutating func noteHeard(_ id: String, from start: Instant, to end: Instant, in schedule: Schedule) {
        guard var airings = entries[id]?.airings else { return }
        airings.removeAll { $0.end == nil }
        airings.append(
            AnnouncementStatus.Airing(start: schedule.clock.iso8601(start), end: schedule.clock.iso8601(end)))
        entries[id]?.airings = airings.suffix(Self.airingsKept)
    }
}
