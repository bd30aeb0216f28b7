// SPDX-License-Identifier: Apache-2.0
import Journal
import Timetable

extension AnnouncementStatus {
    /// What the API answers for what the book has of an announcement.
    init(_ page: AnnouncementBook.Page, in schedule: Schedule, isDurable: Bool) {
        let (order, entry) = (page.order, page.entry)
        func text(_ nanoseconds: Int64) -> String { schedule.clock.iso8601(Instant(nanoseconds: nanoseconds)) }
        self.init(
            id: entry.id, name: order.name, broadcastClass: order.broadcastClass,
            state: State(rawValue: entry.state) ?? .failed, by: entry.requestedBy,
            zones: order.zones ?? schedule.settings.zones.map(\.name), times: order.times,
            expires: order.expires.map(text),
            durable: isDurable,
            airings: entry.airings.map {
                Airing(start: text($0.startNs), end: $0.endNs.map(text), isCutShort: $0.isCutShort ? true : nil)
            },
            actions: entry.actions.map { Action(action: $0.action, by: $0.by, at: text($0.atNs)) },
            shown: page.shown, note: order.note, reason: entry.reason)
    }
}
