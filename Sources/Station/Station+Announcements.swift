// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Logging
import Media
import Playout
import Timetable

/// Announcements people push: accepted once they are on disk, and aired once they are spoken and their class allows.
extension Station {
    /// The most announcements that may wait.
    public static let queueLimit = 500
    /// So many emergencies may wait beyond it: no flood of other messages keeps one out.
    private static let emergencyReserve = 50

    /// Accepts an announcement, or finds the one that was accepted under the same idempotency key.
    ///
    /// It is on disk before this returns. What is `urgent` or an `emergency` never waits for the disk to be heard, and is
    /// accepted where the disk fails, but not `durable`.
    ///
    /// - Throws: `RequestRefused` when nothing can be made of the request, or it cannot be kept; nothing is then
    ///   announced.
    public func announce(
        _ request: AnnouncementRequest, by requester: Requester
    ) async throws(RequestRefused) -> AnnouncementStatus {
        if let earlier = try await earlier(request, by: requester) { return earlier }
        let order = try reader(of: schedule).order(request)
        let limit = Self.queueLimit + (order.ranked == .emergency ? Self.emergencyReserve : 0)
        guard announcements.waiting < limit else {
            throw refusal(
                .full, Wording(en: "\(Self.queueLimit) announcements are waiting", zh: "已有 \(Self.queueLimit) 条广播在等候"),
                Wording(en: "try again when some were heard", zh: "请稍后再试"))
        }
        if let recording = order.recording { recordings.use(recording) }
        let now = clock.now
        let id = UUID().uuidString.lowercased()
        var entry = AnnouncementEntry(
            id: id, requestedBy: requester.user, receivedNs: now.nanoseconds, request: try json(request),
            order: try json(order), idempotencyKey: request.idempotencyKey,
            state: AnnouncementEntry.Standing.preparing.rawValue)
        entry.actions = [
            AnnouncementEntry.Action(AnnouncementAction.announce.rawValue, by: requester.user, atNs: now.nanoseconds)
        ]
        announcements.add(AnnouncementBook.Page(order: order, entry: entry))
        journal.note(entry, isNew: true)
        counters.accept(id, atNs: clock.monotonic(of: now))
        let sound = preparation(of: order)
        if order.ranked < .urgent {
            do throws(RequestRefused) {
                try await accept(id)
            } catch {
                sound.cancel()
                throw error
            }
        }
        Task { await self.prepare(id, order, received: now, sound) }
        if order.ranked >= .urgent { _ = await keep() }
        logger.tell(
            .announced, "\(requester.user): announce \(order.name)",
            ["user": "\(requester.user)", "announcement": "\(id)", "class": "\(order.ranked)"])
        return standing(id)
    }

    /// What reads announcements of the scripts of a schedule.
    func reader(of schedule: Schedule) -> AnnouncementReader {
        AnnouncementReader(
            schedule: schedule, chimes: store.preparer.inventory.chimeNames, approved: scripts().map(\.name),
            hasRecording: { [recordings] in recordings.recording($0) != nil }, now: clock.now)
    }

    func refusal(_ kind: RequestRefused.Kind, _ message: Wording, _ fix: Wording) -> RequestRefused {
        RequestRefused(kind, message, fix, in: language)
    }

    // MARK: How it stands

    /// An announcement as it stands; nil when there is none of that id.
    public func announcement(_ id: String) -> AnnouncementStatus? {
        announcements.contains(id) ? standing(id) : nil
    }

    /// The same of one that is known to be there.
    private func standing(_ id: String) -> AnnouncementStatus {
        // Only what waits has a place in the queue, which takes some work to tell.
        let waits = !announcements.isPreparing(id) && announcements[id]?.entry.isOver == false
        return announcement(id, in: waits ? queue : [])
    }

    /// The announcements that wait, in the order in which they will air.
    var queue: [Director.View] {
        director.queue(at: clock.now).filter { announcements.contains($0.key) }
    }

    private func announcement(_ id: String, in queue: [Director.View]) -> AnnouncementStatus {
        guard let page = announcements[id] else { preconditionFailure("no announcement \(id)") }
        var status = AnnouncementStatus(page, in: schedule, isDurable: journal.hasKept(id))
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

    /// Takes down what the director tells of one.
    func note(_ id: String, _ state: AnnouncementState) {
        announcements.note(id, state, in: schedule)
        count(id, state)
        // What is queued is taken up after a crash in any case.
        if state != .queued { record(id) }
    }

    /// Takes down from when to when one was heard.
    func noteHeard(_ id: String, from start: Instant, to end: Instant) {
        announcements.noteHeard(id, from: start, to: end)
        record(id)
    }

    // MARK: What people do to it

    /// Takes an announcement back, also while it is on air, or ends an emergency; one that is over stays as it ended.
    ///
    /// - Throws: `RequestRefused` when there is none of that id, or it is another's and they may cancel only their own.
    public func cancel(_ id: String, by requester: Requester) async throws(RequestRefused) -> AnnouncementStatus {
        if let owner = announcements.requester(of: id), owner != requester.user, !requester.may(.cancelAny) {
            throw refusal(
                .forbidden, Wording(en: "it was announced by \(owner)", zh: "这条广播是 \(owner) 播的"),
                Wording(
                    en: "ask \(owner) or an administrator to cancel it; \"claimed\" ends its repeats",
                    zh: "请 \(owner) 或管理员取消；claimed 可以停止重播"))
        }
        return try await act(.cancel, on: id, .cancelled, .cancel(id), by: requester)
    }

    /// Notes that who or what an announcement seeks was found: it is heard to its end, and no more. One that is over
    /// stays as it ended.
    ///
    /// - Throws: `RequestRefused` when there is none of that id.
    public func claim(_ id: String, by requester: Requester) async throws(RequestRefused) -> AnnouncementStatus {
        try await act(.claimed, on: id, .claimed, .claimed(id), by: requester)
    }

    /// Does it at once, and answers when it is on disk, or when the disk has had its time.
    private func act(
        _ action: AnnouncementAction, on id: String, _ state: AnnouncementState, _ event: Event,
        by requester: Requester
    ) async throws(RequestRefused) -> AnnouncementStatus {
        guard let page = announcements[id] else {
            throw refusal(
                .unknown, Wording(en: "there is no announcement \(id)", zh: "没有编号为 \(id) 的广播"),
                Wording(en: "storecast announcements lists those that are known", zh: "storecast announcements 列出已知的广播")
            )
        }
        guard !page.entry.isOver else { return standing(id) }
        let done = action == .claimed ? Wording(en: "claimed", zh: "已认领") : Wording(en: "cancel", zh: "取消")
        logger.tell(
            action == .claimed ? .claimed : .cancelled,
            "\(requester.user): \(done.text(in: language)) \(page.order.name)",
            ["user": "\(requester.user)", "announcement": "\(id)"])
        announcements.note(id, action, by: requester.user, at: clock.now)
        record(id)
        if announcements.isPreparing(id) {
            note(id, state)
        } else {
            handle(event)
        }
        _ = await keep()
        return standing(id)
    }

    /// Silences everything but emergencies until `unmute`; does nothing while it is so already.
    public func mute(by requester: Requester) -> StationStatus {
        log(.muted, Wording(en: "\(requester.user): mute", zh: "\(requester.user): 静音"), ["user": "\(requester.user)"])
        journal.note(StationAction("mute", by: requester.user, atNs: clock.now.nanoseconds))
        handle(.mute(by: requester.user))
        noteMute()
        return status()
    }

    /// Lets the programme go on; does nothing where it does.
    public func unmute(by requester: Requester) -> StationStatus {
        log(
            .unmuted, Wording(en: "\(requester.user): unmute", zh: "\(requester.user): 取消静音"),
            ["user": "\(requester.user)"])
        journal.note(StationAction("unmute", by: requester.user, atNs: clock.now.nanoseconds))
        handle(.unmute)
        noteMute()
        return status()
    }
}
