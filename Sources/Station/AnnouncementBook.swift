// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

/// The announcements that are known, the newest last; those that are over are forgotten beyond a limit.
struct AnnouncementBook {
    /// How many are remembered after they are over.
    static let memory = 500

    /// What is known of one.
    struct Page {
        /// What it came to.
        let order: AnnouncementOrder
        /// How it stands.
        var entry: AnnouncementEntry
        /// What has to be read out of it; nil where all is spoken.
        var shown: AnnouncementStatus.Shown?
    }

    private(set) var ids: [String] = []
    private var pages: [String: Page] = [:]

    mutating func add(_ page: Page) {
        forgetOldest()
        ids.append(page.entry.id)
        pages[page.entry.id] = page
    }

    /// Ends one that was not accepted after all; it may be asked for again under its key.
    mutating func refuse(_ id: String, _ reason: String) {
        pages[id]?.entry.stands(.failed)
        pages[id]?.entry.reason = reason
        pages[id]?.entry.idempotencyKey = nil
    }

    private mutating func forgetOldest() {
        guard ids.count >= Self.memory, let old = ids.firstIndex(where: { pages[$0]?.entry.isOver ?? true }) else {
            return
        }
        pages[ids.remove(at: old)] = nil
    }

    /// The recordings of those that are not over.
    var recordings: Set<String> { Set(unfinished.compactMap(\.order.recording)) }

    /// What is known of an announcement; nil when there is none of that id.
    subscript(id: String) -> Page? { pages[id] }

    func contains(_ id: String) -> Bool { pages[id] != nil }

    /// What a user asked under a key of their own; nil for nothing.
    func page(requestedBy user: String, idempotencyKey: String) -> Page? {
        pages.values.first { $0.entry.idempotencyKey == idempotencyKey && $0.entry.requestedBy == user }
    }

    /// Whether its sound is not there yet.
    func isPreparing(_ id: String) -> Bool { pages[id]?.entry.state == AnnouncementEntry.Standing.preparing.rawValue }

    /// The Unix user who pushed it; nil when there is none of that id.
    func requester(of id: String) -> String? { pages[id]?.entry.requestedBy }

    func name(of id: String) -> String { pages[id]?.order.name ?? id }

    /// Those that are not over, the newest last.
    var unfinished: [Page] { ids.compactMap { pages[$0] }.filter { !$0.entry.isOver } }

    /// How many are not over.
    var waiting: Int { pages.values.count { !$0.entry.isOver } }

    /// Takes down what somebody did to one.
    mutating func note(_ id: String, _ action: AnnouncementAction, by user: String, at now: Instant) {
        pages[id]?.entry.actions.append(
            AnnouncementEntry.Action(action.rawValue, by: user, atNs: now.nanoseconds))
        if action == .claimed { pages[id]?.entry.isClaimed = true }
    }

    /// Takes over what the director tells of one.
    mutating func note(_ id: String, _ state: AnnouncementState, in schedule: Schedule) {
        pages[id]?.entry.take(state) { $0.wording(clock: schedule.clock).text(in: schedule.settings.language) }
    }

    /// Takes over what has to be read out of one; nil where all is spoken.
    mutating func show(_ id: String, _ shown: AnnouncementStatus.Shown?) {
        pages[id]?.shown = shown
    }

    /// Takes over from when to when one was heard; of those that repeat for long, the last times are kept.
    mutating func noteHeard(_ id: String, from start: Instant, to end: Instant) {
        pages[id]?.entry.noteHeard(from: start, to: end)
    }
}

/// What people do to announcements, in the words of the API.
enum AnnouncementAction: String {
    case announce, claimed, cancel
}
