// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import Media
import Playout
import Timetable

/// Announcements people push. This version keeps them in memory: one that was accepted is lost by a crash,
/// and the answer says so (`durable` is false).
extension Station {
    /// The most announcements that may wait.
    public static let queueLimit = 500

    /// Accepts an announcement: it airs as soon as it is spoken and its class allows.
    ///
    /// - Throws: `RequestRefused` when nothing can be made of the request; nothing is then announced.
    public func announce(
        _ request: AnnouncementRequest, by requester: Requester
    ) throws(RequestRefused) -> AnnouncementStatus {
        guard announcements.waiting < Self.queueLimit else {
            throw refusal(
                .full, Wording(en: "\(Self.queueLimit) announcements are waiting", zh: "已有 \(Self.queueLimit) 条广播在等候"),
                Wording(en: "try again when some were heard", zh: "请稍后再试"))
        }
        let order = try reader.order(request)
        let id = UUID().uuidString.lowercased()
        announcements.add(id: id, order, by: requester.user, in: schedule)
        let received = clock.now
        logger.info("\(requester.user): announce \(order.name)")
        Task { await self.prepare(id, order, received) }
        return announcement(id, in: queue)
    }

    private var reader: AnnouncementReader {
        AnnouncementReader(
            schedule: schedule, chimes: store.preparer.inventory.chimeNames, approved: scripts().map(\.name),
            now: clock.now)
    }

    private func refusal(_ kind: RequestRefused.Kind, _ message: Wording, _ fix: Wording) -> RequestRefused {
        RequestRefused(kind, message, fix, in: language)
    }

    /// An announcement as it stands; nil when there is none of that id.
    public func announcement(_ id: String) -> AnnouncementStatus? {
        guard announcements.contains(id) else { return nil }
        return announcement(id, in: queue)
    }

    /// The announcements that wait, in the order in which they will air.
    private var queue: [Director.View] {
        director.queue(at: clock.now).filter { announcements.contains($0.key) }
    }

    private func announcement(_ id: String, in queue: [Director.View]) -> AnnouncementStatus {
        var status = announcements.status(of: id)
        if let place = queue.firstIndex(where: { $0.key == id }) {
            if status.state == .queued { status.queuePosition = place + 1 }
            status.estimatedStart = store.schedule.clock.iso8601(queue[place].start)
        }
        return status
    }

    /// Every announcement that is remembered, the newest first.
    public func allAnnouncements() -> [AnnouncementStatus] {
        let queue = queue
        return announcements.ids.reversed().map { announcement($0, in: queue) }
    }

    // MARK: What people do to it

    /// Takes an announcement back, also while it is on air, or ends an emergency; one that is over stays as it ended.
    ///
    /// - Throws: `RequestRefused` when there is none of that id, or it is another's and they may cancel only their own.
    public func cancel(_ id: String, by requester: Requester) throws(RequestRefused) -> AnnouncementStatus {
        if let owner = announcements.requester(of: id), owner != requester.user, !requester.may(.cancelAny) {
            throw refusal(
                .forbidden, Wording(en: "it was announced by \(owner)", zh: "这条广播是 \(owner) 播的"),
                Wording(
                    en: "ask \(owner) or an administrator to cancel it; \"claimed\" ends its repeats",
                    zh: "请 \(owner) 或管理员取消；claimed 可以停止重播"))
        }
        return try act(on: id, .cancelled, .cancel(id), by: requester)
    }

    /// Notes that who or what an announcement seeks was found: it is heard to its end, and no more. One that is over
    /// stays as it ended.
    ///
    /// - Throws: `RequestRefused` when there is none of that id.
    public func claim(_ id: String, by requester: Requester) throws(RequestRefused) -> AnnouncementStatus {
        try act(on: id, .claimed, .claimed(id), by: requester)
    }

    private func act(
        on id: String, _ state: AnnouncementState, _ event: Event, by requester: Requester
    ) throws(RequestRefused) -> AnnouncementStatus {
        guard announcements.contains(id) else {
            throw refusal(
                .unknown, Wording(en: "there is no announcement \(id)", zh: "没有编号为 \(id) 的广播"),
                Wording(en: "storecast announcements lists those that are known", zh: "storecast announcements 列出已知的广播")
            )
        }
        let name = announcements.name(of: id)
        let done = state == .claimed ? Wording(en: "claimed", zh: "已认领") : Wording(en: "cancel", zh: "取消")
        logger.info("\(requester.user): \(done.text(in: language)) \(name)")
        if announcements.isPreparing(id) {
            announcements.note(id, state, in: schedule)
        } else {
            handle(event)
        }
        return announcement(id, in: queue)
    }

    /// Silences everything but emergencies until `unmute`; does nothing while it is so already.
    public func mute(by requester: Requester) -> StationStatus {
        logger.warning("\(requester.user): \(Wording(en: "mute", zh: "静音").text(in: language))")
        handle(.mute(by: requester.user))
        return status()
    }

    /// Lets the programme go on; does nothing where it does.
    public func unmute(by requester: Requester) -> StationStatus {
        logger.warning("\(requester.user): \(Wording(en: "unmute", zh: "取消静音").text(in: language))")
        handle(.unmute)
        return status()
    }
}
