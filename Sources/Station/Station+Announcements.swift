// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import Media
import Playout
import Timetable

/// Announcements people push. This version keeps them in memory: one that was accepted is lost by a crash,
/// and the answer says so (`durable` is false).
extension Station {
    /// The most characters of a text.
    public static let textLimit = 600
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
        let script = try script(of: request)
        let passages = try passages(of: request, script)
        let broadcastClass = try broadcastClass(of: request, script)
        let chime = try chime(of: request, script, broadcastClass)
        let id = UUID().uuidString.lowercased()
        let received = clock.now
        let name = script?.name ?? String((request.text ?? "").prefix(24))
        announcements.add(id: id, name: name, broadcastClass, by: requester.user)
        logger.info("\(requester.user): announce \(name)")
        Task {
            await self.prepare(
                id, name, passages, recordedAs: script?.slots.isEmpty == true ? script?.name : nil, chime,
                broadcastClass, received)
        }
        return announcement(id, in: queue)
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
            status.queuePosition = place + 1
            status.estimatedStart = store.schedule.clock.iso8601(queue[place].start)
        }
        return status
    }

    /// Every announcement that is remembered, the newest first.
    public func allAnnouncements() -> [AnnouncementStatus] {
        let queue = queue
        return announcements.ids.reversed().map { announcement($0, in: queue) }
    }

    private func prepare(
        _ id: String, _ name: String, _ passages: [Passage], recordedAs script: String?, _ chime: String?,
        _ broadcastClass: BroadcastClass, _ received: Instant
    ) async {
        let clip = ClipID(.announcement, id)
        do throws(PreparationFailure) {
            let prepared = try await store.preparer.prepare(
                passages, recordedAs: script, chime: chime, for: broadcastClass)
            clips[clip] = prepared
            handle(.prepared([clip: .ready(prepared.facts)]))
            handle(
                .announce(
                    Announcement(id: id, name: name, broadcastClass: broadcastClass, clip: clip, received: received)))
        } catch {
            logger.error("\(name): \(error.wording.text(in: language))")
            announcements.note(id, .failed(.unavailable(error.wording)), in: schedule)
        }
    }

    // MARK: Reading a request

    private func script(of request: AnnouncementRequest) throws(RequestRefused) -> Script? {
        guard let name = request.script else { return nil }
        guard let script = schedule.scripts[name] else {
            let approved = scripts().map(\.name)
            let near = nearest(to: name, among: approved)
            throw refusal(
                .unknown, Wording(en: "there is no script \"\(name)\"", zh: "没有播音稿“\(name)”"),
                near.map { Wording(en: "did you mean \"\($0)\"?", zh: "是不是要写“\($0)”？") }
                    ?? Wording(
                        en: "the approved scripts are: \(approved.joined(separator: ", "))",
                        zh: "已审核的播音稿：\(approved.joined(separator: "、"))"))
        }
        guard script.approved != nil else {
            throw refusal(
                .unusable, Wording(en: "\"\(name)\" is a draft, which never airs", zh: "“\(name)”是未审核的草稿，不能播出"),
                Wording(
                    en: "when it may air, add a line \"approved  DATE NAME\" to it", zh: "审核后请在稿中加一行 approved  日期 姓名"))
        }
        return script
    }

    private func passages(
        of request: AnnouncementRequest, _ script: Script?
    ) throws(RequestRefused) -> [Passage] {
        guard let script else {
            let text = (request.text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
            guard !text.isEmpty else {
                throw refusal(
                    .unusable, Wording(en: "there is nothing to say", zh: "没有要播的内容"),
                    Wording(en: "give a \"script\" or a \"text\"", zh: "请给出 script 或 text"))
            }
            guard text.count <= Self.textLimit else {
                throw refusal(
                    .unusable, Wording(en: "the text has \(text.count) characters", zh: "文字有 \(text.count) 个字"),
                    Wording(en: "shorten it to \(Self.textLimit)", zh: "请缩短到 \(Self.textLimit) 字以内"))
            }
            let language = request.languages?.first ?? (text.contains(where: \.isHan) ? "zh" : "en")
            return [Passage(language: language, text: text)]
        }
        guard request.text == nil else {
            throw refusal(
                .unusable, Wording(en: "both a script and a text were given", zh: "同时给出了 script 和 text"),
                Wording(en: "give one of the two", zh: "请只给其中一个"))
        }
        let has = script.passages.map(\.language)
        let wanted = request.languages ?? has
        guard !wanted.isEmpty, wanted.allSatisfy(has.contains) else {
            let has = has.joined(separator: ", ")
            throw refusal(
                .unusable, Wording(en: "\"\(script.name)\" has only: \(has)", zh: "“\(script.name)”只有：\(has)"),
                Wording(en: "ask for these languages", zh: "请选用这些语言"))
        }
        do throws(Script.FillError) {
            return try script.filled(with: request.fields ?? [:], in: wanted)
        } catch {
            throw RequestRefused(kind: .unusable, message: error.message(in: language))
        }
    }

    private func broadcastClass(
        of request: AnnouncementRequest, _ script: Script?
    ) throws(RequestRefused) -> BroadcastClass {
        guard let name = request.broadcastClass else { return script?.broadcastClass ?? .urgent }
        guard let broadcastClass = BroadcastClass(name: name), [.promo, .notice, .urgent].contains(broadcastClass)
        else {
            throw refusal(
                .unusable, Wording(en: "class \"\(name)\" cannot be announced", zh: "不能以类别“\(name)”播出"),
                Wording(en: "write promo, notice or urgent", zh: "可写 promo、notice 或 urgent"))
        }
        return broadcastClass
    }

    private func chime(
        of request: AnnouncementRequest, _ script: Script?, _ broadcastClass: BroadcastClass
    ) throws(RequestRefused) -> String? {
        let known = store.preparer.inventory.chimes
        if let asked = request.chime, asked != "none", known[asked] == nil {
            throw refusal(
                .unknown, Wording(en: "there is no chime \"\(asked)\"", zh: "没有提示音“\(asked)”"),
                Wording(
                    en: "write none, or one of: \(known.keys.sorted().joined(separator: ", "))",
                    zh: "可写 none 或：\(known.keys.sorted().joined(separator: "、"))"))
        }
        let chime = request.chime ?? script?.chime ?? schedule.settings.chimes[broadcastClass]
        return chime == "none" ? nil : chime
    }

    private func refusal(_ kind: RequestRefused.Kind, _ message: Wording, _ fix: Wording) -> RequestRefused {
        RequestRefused(kind: kind, message: message.text(in: language), fix: fix.text(in: language))
    }
}
