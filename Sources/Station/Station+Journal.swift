// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Logging
import Playout
import Timetable

/// What is kept on disk of announcements, so that each is aired whatever crashes, and none twice.
extension Station {
    /// How long an answer waits for the disk; less where the disk was in trouble before.
    private static let keepLimit = Duration.seconds(1), keepLimitInTrouble = Duration.milliseconds(250)
    /// How long what an earlier run left is waited for before it is asked for again.
    private static let readLimit = Duration.seconds(10), readPause = Duration.seconds(2)
    /// How long status tells of what was lost: whoever looks sees it, and nobody has to restart a station that is well.
    private static let lossIsTold = Duration.seconds(600)

    /// What is asked, or what it came to, as the journal keeps it.
    func json(_ value: some Encodable) throws(RequestRefused) -> String {
        do {
            return try JSONText.text(value)
        } catch {
            throw RequestRefused(kind: .malformed, message: "\(error)")
        }
    }

    /// Has how an announcement stands now written down.
    func record(_ id: String) {
        if let page = announcements[id] { journal.note(page.entry) }
    }

    /// Waits until all that was noted is on disk; not for ever.
    ///
    /// - Returns: why it is not; nil when it is.
    func keep() async -> JournalError? {
        let limit = journal.condition.problem == nil ? Self.keepLimit : Self.keepLimitInTrouble
        do throws(JournalError) {
            try await journal.settle(within: limit)
            return nil
        } catch {
            return error
        }
    }

    /// Waits until an announcement is on disk that may not go on air without.
    ///
    /// - Throws: `RequestRefused` when it is not kept; it has then failed.
    func accept(_ id: String) async throws(RequestRefused) {
        guard let error = await keep(), !journal.hasKept(id) else { return }
        announcements.refuse(id, Self.unkept(error).text(in: language))
        record(id)
        throw refusal(
            .unkept,
            Wording(en: "it cannot be kept: \(error.wording.en)", zh: "无法保存：\(error.wording.zh)"),
            Wording(
                en: "\(error.fix.en); what cannot wait is announced as class urgent",
                zh: "\(error.fix.zh)；不能等的可以按 urgent 类播出"))
    }

    /// The announcement that was accepted before under the same key of the same user; nil for none.
    ///
    /// - Throws: `RequestRefused` when something else was asked under that key.
    func earlier(
        _ request: AnnouncementRequest, by requester: Requester
    ) async throws(RequestRefused) -> AnnouncementStatus? {
        guard let key = request.idempotencyKey else { return nil }
        let user = requester.user
        if announcements.page(requestedBy: user, idempotencyKey: key) == nil {
            do throws(JournalError) {
                let entry = try await journal.announcement(
                    requestedBy: user, idempotencyKey: key, within: Self.keepLimitInTrouble)
                if let entry { takeUp(entry) }
            } catch {
                // Then it is new as far as anybody knows; keeping it will tell of the disk.
                logger.debug("\(error.detail)")
            }
        }
        // Looked at again: the same request may have been accepted while the disk was asked.
        guard let page = announcements.page(requestedBy: user, idempotencyKey: key) else { return nil }
        guard page.entry.request == (try json(request)) else {
            throw refusal(
                .conflicting,
                Wording(
                    en: "under the key \"\(key)\" something else was announced", zh: "键“\(key)”已用于另一条广播"),
                Wording(en: "give each new announcement a key of its own", zh: "每条新广播请用新的 idempotencyKey"))
        }
        if page.order.ranked >= .urgent {
            _ = await keep()
        } else if !page.entry.isOver {
            try await accept(page.entry.id)
        }
        return announcement(page.entry.id)
    }

    // MARK: After a restart

    /// Takes up what an earlier run left: what was cut off or never heard airs, repeats go on, the rest is remembered.
    func takeUpAnnouncements() async {
        while !Task.isCancelled {
            do throws(JournalError) {
                let entries = try await journal.remembered(others: AnnouncementBook.memory, within: Self.readLimit)
                return entries.forEach(takeUp)
            } catch {
                // Its condition is told by `followJournal`. Ends early when the station does.
                try? await Task.sleep(for: Self.readPause)
            }
        }
    }

    private func takeUp(_ kept: AnnouncementEntry) {
        guard !announcements.contains(kept.id) else { return }
        var entry = kept
        let order: AnnouncementOrder
        do {
            order = try JSONDecoder().decode(AnnouncementOrder.self, from: Data(entry.order.utf8))
        } catch {
            return giveUp(entry, error)
        }
        entry.takeUp()
        announcements.add(AnnouncementBook.Page(order: order, entry: entry))
        guard !kept.isOver else { return }
        journal.note(entry)
        guard !entry.isOver else { return }
        let wording = Wording(en: "taken up again: \(order.name)", zh: "重启后继续：\(order.name)")
        log(.takenUp, wording, ["announcement": "\(entry.id)"])
        let received = Instant(nanoseconds: entry.receivedNs)
        let sound = preparation(of: order)
        Task { await self.prepare(entry.id, order, received: received, progress: entry.progress, sound) }
    }

    /// What cannot be read any more fails, and says so, instead of being taken up again for ever.
    private func giveUp(_ kept: AnnouncementEntry, _ error: any Error) {
        guard !kept.isOver else { return }
        let wording = Wording(
            en: "announcement \(kept.id) cannot be read any more (\(error)); announce it again",
            zh: "广播 \(kept.id) 已无法读取（\(error)）；请重新播出")
        log(.unreadable, wording, ["announcement": "\(kept.id)"])
        var entry = kept
        entry.stands(.failed)
        entry.reason = wording.text(in: language)
        journal.note(entry)
    }

    // MARK: Telling

    /// Tells in the log what becomes of the journal, until the task is cancelled.
    func followJournal(_ conditions: AsyncStream<Journal.Condition>) async {
        var last: Journal.Condition?
        // While it goes on only the first time; once it is over, how many they were.
        var toldLost = 0
        for await condition in conditions {
            if let file = condition.setAside, file != last?.setAside { tellLoss(Self.setAside(file)) }
            if condition.replacements > last?.replacements ?? 0 { tellLoss(Self.replaced) }
            if condition.problem?.kind != last?.problem?.kind {
                note(.unkept, condition.problem.map(Self.unkept))
                if let problem = condition.problem {
                    let text = Self.unkept(problem).text(in: language)
                    logger.tell(.notKept, "\(text); \(problem.fix.text(in: language))")
                } else {
                    log(.keptAgain, Wording(en: "announcements are kept again", zh: "广播恢复保存"))
                }
            }
            if condition.isSlow != last?.isSlow ?? false {
                note(.slowDisk, condition.isSlow ? Self.slowDisk : nil)
                let quick = Wording(en: "the disk is quick again", zh: "磁盘恢复正常")
                if condition.isSlow { log(.keptLate, Self.slowDisk) } else { log(.keptOnTime, quick) }
            }
            if condition.lost > toldLost, toldLost == 0 || condition.problem == nil {
                toldLost = condition.lost
                tellLoss(Self.lost(toldLost))
            }
            last = condition
        }
    }

    /// Something of the record is gone, though the journal goes on: the log says so, status for a while, and the record
    /// for good.
    private func tellLoss(_ wording: Wording) {
        log(.recordLost, wording)
        loss = (wording, ContinuousClock.now + Self.lossIsTold)
        let now = clock.now
        journal.note(
            FaultEntry(
                id: UUID().uuidString.lowercased(), kind: FaultBook.Kind.unkept.rawValue, from: now, to: now,
                wording: wording))
    }

    /// What was lost of the record a short while ago; nil for nothing.
    var recentLoss: Wording? {
        guard let loss, ContinuousClock.now < loss.until else { return nil }
        return loss.wording
    }

    private static func lost(_ count: Int) -> Wording {
        Wording(
            en: "entries lost of the record, for too many waited to be kept: \(count)",
            zh: "等候保存的记录过多，已丢失 \(count) 条")
    }

    private static func setAside(_ file: String) -> Wording {
        Wording(
            en:
                "the journal was damaged and set aside as \(file); a new one was begun: what is not over and the cues of "
                + "two days are in it, the rest of the record is not; announce again what is missing in: storecast announcements",
            zh: "日志库已损坏，已另存为 \(file)，并新建一个：未结束的广播和近两天的播出已补上，其余记录不在其中；"
                + "用 storecast announcements 查看，缺的请重新播")
    }

    private static let replaced = Wording(
        en:
            "the journal was removed or replaced while the station ran; what is not over and the cues of two days were written "
            + "again, the rest of the record may be lost",
        zh: "日志库在运行中被删除或替换；未结束的广播和近两天的播出已补上，其余记录可能丢失")

    /// Why announcements are not kept, for people.
    static func unkept(_ problem: JournalError) -> Wording {
        Wording(
            en: "announcements are not kept, and are lost when the station stops: \(problem.wording.en)",
            zh: "广播无法保存，停机即丢失：\(problem.wording.zh)")
    }

    /// What is noted is kept, but late.
    static let slowDisk = Wording(
        en: "the disk is slow: what is noted is kept more than a second late, and announcements are answered as late; "
            + "see what keeps the disk of the state folder busy, or replace it",
        zh: "磁盘缓慢：记录落盘迟一秒以上，广播的答复也随之变慢；请检查状态文件夹所在磁盘为何繁忙，或更换磁盘")

    /// Whoever stops the station learns which announcements were not heard, and which of them are lost.
    func tellWhatWaits() async {
        _ = await keep()
        let waiting = announcements.unfinished
        func names(_ pages: [AnnouncementBook.Page]) -> String {
            pages.map { "\"\($0.order.name)\"" }.joined(separator: ", ")
        }
        let kept = waiting.filter { journal.hasKept($0.entry.id) }
        let lost = waiting.filter { !journal.hasKept($0.entry.id) }
        if !kept.isEmpty {
            let wording = Wording(
                en: "stopped; heard after the next start: \(names(kept))", zh: "已停止；下次启动后继续播：\(names(kept))")
            log(.stopped, wording)
        }
        if !lost.isEmpty {
            let wording = Wording(
                en: "stopped; lost, for they could not be kept: \(names(lost))", zh: "已停止；未能保存、不会再播：\(names(lost))")
            log(.stopped, wording, level: .warning)
        }
    }
}
