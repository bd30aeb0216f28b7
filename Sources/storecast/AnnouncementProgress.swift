// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station
import Timetable

/// How an announcement that is not over stands at one moment, in one line for people.
struct AnnouncementProgress {
    let announcement: AnnouncementStatus
    /// The station's clock.
    let now: Date
    /// When the hearing that is on air ends; nil while that is not known.
    let end: Date?
    let language: Language

    /// Its short id, its name, and how it stands.
    var text: String {
        "\(announcement.shortID)  \(announcement.name)  \(state.text(in: language))"
    }

    private var state: Wording {
        switch announcement.state {
        case .preparing: Wording(en: "is being prepared", zh: "准备中")
        case .queued: waiting
        case .onAir: onAir
        case .waitingToRepeat: betweenHearings
        // The last line says how it ended.
        case .done, .claimed, .cancelled, .expired, .failed: Wording(en: "", zh: "")
        }
    }

    private var waiting: Wording {
        let place = announcement.queuePosition.map { Wording(en: ", number \($0)", zh: "，第 \($0) 位") }
        let start = announcement.estimatedStart.flatMap(Self.instant).map {
            let wait = Self.minutes($0.timeIntervalSince(now))
            return Wording(en: ", on air in about \(wait)", zh: "，约 \(wait) 后播出")
        }
        return Wording(
            en: "waits\(place?.en ?? "")\(start?.en ?? "")", zh: "等候\(place?.zh ?? "")\(start?.zh ?? "")")
    }

    private var onAir: Wording {
        let start = announcement.airings.last.flatMap { Self.instant($0.start) } ?? now
        let heard = Self.minutes(now.timeIntervalSince(start))
        let left = end.map { Self.minutes($0.timeIntervalSince(now)) }
        let count = hearings(announcement.airings.count)
        return Wording(
            en: "ON AIR \(heard)" + (left.map { ", \($0) left" } ?? "") + count.en,
            zh: "正在播 \(heard)" + (left.map { "，还剩 \($0)" } ?? "") + count.zh)
    }

    /// Which hearing this is, where there are several.
    private func hearings(_ count: Int) -> Wording {
        switch announcement.times {
        case 1: Wording(en: "", zh: "")
        case let times?: Wording(en: ", \(count) of \(times)", zh: "，第 \(count) 遍，共 \(times) 遍")
        case nil where announcement.isEmergency:
            Wording(en: ", until somebody cancels it", zh: "，有人取消为止")
        case nil: Wording(en: ", number \(count), until claimed", zh: "，第 \(count) 遍，认领为止")
        }
    }

    private var betweenHearings: Wording {
        let heard = announcement.airings.count { $0.end != nil }
        let times = announcement.times
        let next = announcement.estimatedStart.flatMap { text in
            Self.instant(text).map { (clock: text.clockTime, wait: Self.minutes($0.timeIntervalSince(now))) }
        }
        return Wording(
            en: "heard \(heard)" + (times.map { " of \($0)" } ?? ", until claimed")
                + (next.map { ", again at \($0.clock), in \($0.wait)" } ?? ""),
            zh: "已播 \(heard) 遍" + (times.map { "，共 \($0) 遍" } ?? "，认领为止")
                + (next.map { "，\($0.clock) 再播，还有 \($0.wait)" } ?? ""))
    }

    /// An instant as the station writes it.
    static func instant(_ text: String) -> Date? {
        // What is no instant is not shown.
        try? Date(
            text,
            strategy: .iso8601.year().month().day().timeZone(separator: .colon).time(includingFractionalSeconds: true))
    }

    /// A span as minutes and seconds, nothing below zero.
    private static func minutes(_ seconds: TimeInterval) -> String {
        let whole = max(0, Int(seconds.rounded()))
        return String(format: "%d:%02d", whole / 60, whole % 60)
    }
}

extension AnnouncementStatus {
    /// Enough of its id to tell it from others.
    var shortID: String { String(id.prefix(8)) }

    /// Whether it goes on until somebody ends it.
    var isEmergency: Bool { BroadcastClass(name: broadcastClass) == .emergency }
}

extension String {
    /// The time of day in an instant written by ISO 8601.
    var clockTime: String { String(drop { $0 != "T" }.dropFirst().prefix(8)) }
}
