// SPDX-License-Identifier: Apache-2.0
import Station
import Timetable

/// Announcements for people: one line each.
struct AnnouncementTable {
    private let announcements: [AnnouncementStatus]
    private let language: Language

    init(_ announcements: [AnnouncementStatus], _ language: Language) {
        self.announcements = announcements
        self.language = language
    }

    /// Its id, what it is, how it stands, and when it was or will be heard.
    var text: String {
        guard !announcements.isEmpty else {
            return Wording(en: "nothing was announced", zh: "还没有广播").text(in: language)
        }
        let rows = aligned(announcements.map(cells))
        return zip(announcements, rows).flatMap { [$1] + Self.shown($0.shown, language) }.joined(separator: "\n")
    }

    /// What has to be read out, and why it is not spoken, in lines of their own; none where all is spoken.
    static func shown(_ shown: AnnouncementStatus.Shown?, _ language: Language) -> [String] {
        guard let shown else { return [] }
        let label = Wording(en: "READ OUT  ", zh: "请人工播报  ").text(in: language)
        let why = Wording(en: "not spoken: \(shown.reason)", zh: "没有朗读：\(shown.reason)").text(in: language)
        return (shown.texts.map { label + $0 } + [why]).map { "          " + $0 }
    }

    private func cells(_ announcement: AnnouncementStatus) -> [String] {
        [
            announcement.shortID, announcement.broadcastClass, announcement.name,
            state(of: announcement).text(in: language), details(of: announcement).text(in: language),
        ]
    }

    private func state(of announcement: AnnouncementStatus) -> Wording {
        switch announcement.state {
        case .preparing: Wording(en: "is being prepared", zh: "准备中")
        case .queued: Wording(en: "waits", zh: "等候")
        case .onAir: Wording(en: "ON AIR", zh: "正在播")
        case .waitingToRepeat: Wording(en: "will be repeated", zh: "待重播")
        case .done: Wording(en: "was heard", zh: "已播")
        case .claimed: Wording(en: "claimed", zh: "已认领")
        case .cancelled: Wording(en: "cancelled", zh: "已取消")
        case .expired: Wording(en: "expired", zh: "已过期")
        case .failed: Wording(en: "FAILED", zh: "失败")
        }
    }

    private func details(of announcement: AnnouncementStatus) -> Wording {
        if let reason = announcement.reason { return Wording(en: reason, zh: reason) }
        let heard = announcement.airings.map(\.start.clockTime)
        let times = heard.suffix(3).joined(separator: " ")
        let next = announcement.estimatedStart?.clockTime
        return Wording(
            en: [heard.isEmpty ? nil : "at \(times)", next.map { "next about \($0)" }].compactMap { $0 }
                .joined(separator: ", "),
            zh: [heard.isEmpty ? nil : "播于 \(times)", next.map { "预计 \($0)" }].compactMap { $0 }.joined(separator: "，"))
    }
}
