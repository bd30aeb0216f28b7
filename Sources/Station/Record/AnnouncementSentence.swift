// SPDX-License-Identifier: Apache-2.0
import Journal
import Timetable

/// What became of an announcement, in one plain sentence.
struct AnnouncementSentence {
    let announcement: RecordedAnnouncement
    let words: RecordWords

    var text: String { (subject + fate).sentence.text(in: words.language) }

    private var isEmergency: Bool { announcement.broadcastClass == .emergency }

    private var subject: Wording {
        let name = words.quoted(announcement.name)
        let at = words.time(announcement.received)
        let user = announcement.entry.requestedBy
        return Wording(
            en:
                "the \(isEmergency ? "emergency announcement" : "announcement") \(name.en), which \(user) made at \(at),",
            zh: "\(user) 于 \(at) 提交的\(isEmergency ? "紧急广播" : "广播")\(name.zh)")
    }

    // MARK: How often it was heard

    private var times: Int { announcement.entry.airings.count { $0.endNs != nil } }

    /// What was heard of it, as a part of a sentence; nil where nothing was.
    private var heard: Wording? {
        let hearings = announcement.hearings
        guard let first = hearings.first, let last = hearings.last, times > 0 else { return nil }
        let end = last.end.map { words.time($0) }
        guard times > 1 else {
            let (from, to) = (words.time(first.start), end ?? words.time(last.start))
            return Wording(en: "was heard from \(from) to \(to)", zh: "于 \(from) 至 \(to) 播出")
        }
        return Wording(
            en: "was heard \(times) times, first at \(words.time(first.start)), until \(end ?? words.time(last.start))",
            zh: "共播 \(times) 遍，\(words.time(first.start)) 首播，\(end ?? words.time(last.start)) 播完")
    }

    // MARK: How it stands

    private var fate: Wording {
        switch announcement.state {
        case .preparing: Wording(en: " is being prepared", zh: "正在准备")
        case .queued: queued
        case .onAir: onAir
        case .waitingToRepeat: betweenHearings
        case .done: Wording(en: " ", zh: "") + (heard ?? Wording(en: "is over", zh: "已结束"))
        case .claimed: ended(by: announcement.last(.claimed), Wording(en: "marked as claimed", zh: "登记认领"))
        case .cancelled:
            ended(
                by: announcement.last(.cancel),
                isEmergency ? Wording(en: "ended", zh: "解除") : Wording(en: "cancelled", zh: "取消"))
        case .expired: unheard(Wording(en: "its time ran out", zh: "已过有效时间"))
        case .failed: unheard(Wording(en: "it could not be played", zh: "无法播出"))
        }
    }

    private var queued: Wording {
        let estimate = announcement.next.map { words.time($0) }
        guard !announcement.entry.airings.isEmpty else {
            return Wording(
                en: " waits for its turn" + (estimate.map { ", about \($0) as things stand" } ?? ""),
                zh: "正在等候播出" + (estimate.map { "，按目前情况约 \($0) 播出" } ?? ""))
        }
        return Wording(
            en: " was interrupted and waits to be heard again"
                + (estimate.map { ", about \($0) as things stand" } ?? ""),
            zh: "播出时被打断，正在等候从头再播" + (estimate.map { "，按目前情况约 \($0) 播出" } ?? ""))
    }

    private var onAir: Wording {
        let since = announcement.hearings.last.map { words.time($0.start) } ?? words.time(announcement.received)
        let count = announcement.entry.airings.count
        if isEmergency {
            return Wording(en: " has been on air since \(since), until somebody ends it", zh: "自 \(since) 起反复播出，直到有人解除")
        }
        return Wording(
            en: " has been on air since \(since)" + (count > 1 ? ", for the \(Self.ordinal(count)) time" : ""),
            zh: "自 \(since) 起正在播出" + (count > 1 ? "，这是第 \(count) 遍" : ""))
    }

    private static func ordinal(_ number: Int) -> String {
        let ending =
            switch (number % 100, number % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return "\(number)\(ending)"
    }

    private var betweenHearings: Wording {
        let last = announcement.hearings.last.map { words.time($0.start) }
        let of = announcement.order?.times.map { Wording(en: " of \($0)", zh: "（共 \($0) 遍）") }
        let again = announcement.next.map { words.time($0) }
        return Wording(
            en: " has been heard \(Self.times(times))\(of?.en ?? "")" + (last.map { ", last at \($0)" } ?? "")
                + (again.map { ", and will be again about \($0)" } ?? ", and will be again"),
            zh: "已播 \(times) 遍\(of?.zh ?? "")" + (last.map { "，最近一遍 \($0)" } ?? "")
                + (again.map { "，约 \($0) 再播" } ?? "，还会再播"))
    }

    private static func times(_ count: Int) -> String {
        count == 1 ? "once" : "\(count) times"
    }

    private func ended(by action: AnnouncementEntry.Action?, _ verb: Wording) -> Wording {
        let who = action.map { ($0.by, words.time(Instant(nanoseconds: $0.atNs))) }
        let by = Wording(
            en: "was \(verb.en)" + (who.map { " by \($0.0) at \($0.1)" } ?? ""),
            zh: (who.map { "，\($0.1) 由 \($0.0) " } ?? "，已") + verb.zh)
        guard let heard else {
            return Wording(en: " \(by.en) before it was heard to its end", zh: "还没有播完一遍\(by.zh)")
        }
        return Wording(en: " \(heard.en), and \(by.en)", zh: heard.zh + by.zh)
    }

    private func unheard(_ what: Wording) -> Wording {
        // The reason is in the store's language as it was then.
        let why = announcement.entry.reason.map { $0.trimmed }
        let reason = Wording(en: why.map { " (\($0))" } ?? "", zh: why.map { "（\($0)）" } ?? "")
        guard let heard else {
            return Wording(en: " was not heard: \(what.en)\(reason.en)", zh: "没有播出：\(what.zh)\(reason.zh)")
        }
        return Wording(en: " \(heard.en); then \(what.en)\(reason.en)", zh: "\(heard.zh)；之后\(what.zh)\(reason.zh)")
    }
}
