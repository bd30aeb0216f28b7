// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// The announcements of this run, the newest last; those that are over are forgotten beyond a limit.
struct AnnouncementBook {
    /// How many are remembered after they are over.
    private static let memory = 500

    private(set) var ids: [String] = []
    private var entries: [String: AnnouncementStatus] = [:]

    mutating func add(id: String, name: String, _ broadcastClass: BroadcastClass, by user: String) {
        forgetOldest()
        ids.append(id)
        entries[id] = AnnouncementStatus(
            id: id, name: name, broadcastClass: broadcastClass.name, state: .preparing, by: user, durable: false,
            airings: [])
    }

    private mutating func forgetOldest() {
        guard ids.count >= Self.memory, let old = ids.firstIndex(where: { entries[$0]?.isOver ?? true }) else {
            return
        }
        entries[ids.remove(at: old)] = nil
    }

    func contains(_ id: String) -> Bool { entries[id] != nil }

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
            entry.airings = [AnnouncementStatus.Airing(start: clock.iso8601(since), end: nil)]
        case .done(let start, let end):
            entry.state = .done
            entry.airings = [AnnouncementStatus.Airing(start: clock.iso8601(start), end: clock.iso8601(end))]
        case .expired: entry.state = .expired
        case .failed(let reason):
            entry.state = .failed
            entry.reason = reason.wording(clock: clock).text(in: schedule.settings.language)
        }
        entries[id] = entry
    }
}
