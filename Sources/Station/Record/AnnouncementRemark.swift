// SPDX-License-Identifier: Apache-2.0
import Journal
import Timetable

/// What the log says behind the hearings of an announcement: who pushed it, which hearing it is, and how it ended.
struct AnnouncementRemark {
    let announcement: RecordedAnnouncement
    let words: RecordWords

    /// Behind one that was never heard.
    var unheard: String { Self.joined([pushed, fate ?? state], words) }

    /// Behind a hearing.
    ///
    /// - Parameter place: which one it is, from 0.
    func text(of place: Int, _ hearing: RecordedAnnouncement.Hearing) -> String {
        let isFirst = place == 0
        let isLast = place == announcement.hearings.count - 1
        let count = hearing.times
        let several = count > 1 ? Wording(en: "\(count) times", zh: "连播 \(count) 遍") : nil
        let times = announcement.hearings.count
        let which =
            several
            ?? (times > 1 || announcement.order?.times != 1
                ? Wording(en: "hearing \(place + 1)", zh: "第 \(place + 1) 遍") : nil)
        let cut = hearing.isCutShort ? Wording(en: "cut off: the station stopped", zh: "播音台停止运行，中断") : nil
        return Self.joined([isFirst ? pushed : nil, which, cut, isLast ? fate : nil], words)
    }

    private static func joined(_ parts: [Wording?], _ words: RecordWords) -> String {
        let told = parts.compactMap { $0 }
        return words.say(told.map(\.en).joined(separator: "; "), told.map(\.zh).joined(separator: "；"))
    }

    private var pushed: Wording {
        let (user, at) = (announcement.entry.requestedBy, words.clockTime(announcement.received))
        return Wording(en: "by \(user) at \(at)", zh: "\(user) \(at) 提交")
    }

    /// How it ended, where that is worth telling; nil where it was heard as it should be, or is not over.
    private var fate: Wording? {
        switch announcement.state {
        case .preparing, .queued, .onAir, .waitingToRepeat, .done: nil
        case .claimed: done(announcement.last(.claimed), Wording(en: "claimed", zh: "登记认领"))
        case .cancelled:
            done(
                announcement.last(.cancel),
                announcement.broadcastClass == .emergency
                    ? Wording(en: "ended", zh: "解除") : Wording(en: "cancelled", zh: "取消"))
        case .expired: Wording(en: "EXPIRED", zh: "已过期") + why
        case .failed: Wording(en: "FAILED", zh: "失败") + why
        }
    }

    private var state: Wording {
        switch announcement.state {
        case .preparing: Wording(en: "is being prepared", zh: "准备中")
        case .onAir: Wording(en: "is on air", zh: "正在播出")
        case .done: Wording(en: "is over", zh: "已结束")
        default: Wording(en: "waits", zh: "等候播出")
        }
    }

    private var why: Wording {
        guard let reason = announcement.entry.reason else { return Wording(en: "", zh: "") }
        return Wording(en: ": \(reason.trimmed)", zh: "：\(reason.trimmed)")
    }

    private func done(_ action: AnnouncementEntry.Action?, _ verb: Wording) -> Wording {
        guard let action else { return verb }
        let at = words.clockTime(Instant(nanoseconds: action.atNs))
        return Wording(en: "\(verb.en) by \(action.by) at \(at)", zh: "\(at) 由 \(action.by) \(verb.zh)")
    }
}
