// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Playout
import Timetable

@testable import Station

/// A day on which much went wrong: as the journal has it at ten past one.
struct DisturbedDay {
    static let date = CivilDate("2026-11-21")!
    static let clock = CivilClock(timeZone: "Asia/Shanghai")!
    static let now = at("13:10")

    /// The instant at which the store's clocks show that time, `HH:MM`, `HH:MM:SS` or `HH:MM:SS.mmm`.
    static func at(_ time: String) -> Instant {
        let parts = time.split(separator: ":").map { Double($0)! }
        let seconds = parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)
        return clock.instant(date, ClockTime(seconds: 0)) + .milliseconds(Int((seconds * 1000).rounded()))
    }

    static let period = RecordPeriod(date: date, isWholeDay: true, from: at("0:00"), to: at("24:00"))

    static func words(_ language: Language) -> RecordWords {
        let titles = [
            "lost-child": Wording(en: "A child waits for the family", zh: "小朋友等候家人"),
            "wet-floor": Wording(en: "Wet floor", zh: "地面湿滑"), "evacuation": Wording(en: "Evacuation", zh: "紧急疏散"),
            "store-guide": Wording(en: "Store guide", zh: "商场导购"), "services": Wording(en: "Services", zh: "服务介绍"),
            "found-property": Wording(en: "Found property", zh: "失物招领"), "goodbye": Wording(en: "Goodbye", zh: "送客词"),
            "tea": Wording(en: "Tea week", zh: "茶叶周"), "umbrella": Wording(en: "Umbrellas", zh: "雨伞特惠"),
        ]
        return RecordWords(
            clock: clock, language: language, date: date, titles: titles.mapValues { $0.text(in: language) })
    }

    /// A record whose key is as the running order makes it.
    static func cue(
        _ planned: String, _ verb: Verb, _ name: String, _ start: String? = nil, _ end: String? = nil,
        _ outcome: CueRecord.Outcome = .aired, _ reason: Reason? = nil, when: String? = nil, count: Int? = nil
    ) -> CueRecord {
        let line = when ?? planned
        let key =
            count.map { "\(date)/everyday/every-5-10m/promo/offers/\($0)" }
            ?? "\(date)/everyday/\(line)/\(verb)" + (name.isEmpty ? "" : "/\(name)")
        return CueRecord(
            key: key, when: count == nil ? line : "every 5-10m", verb: verb, name: name, zones: ["store"],
            planned: at(planned), start: start.map(at), end: end.map(at), outcome: outcome, reason: reason)
    }

    static let cues: [CueRecord] = [
        cue("07:50", .music, "motivating", "07:50:00.002", "08:00:00.002"),
        cue("07:55", .play, "opening-march", "07:55:00.003", "07:58:20.003"),
        cue("08:00", .say, "welcome", "07:59:59.998", "08:00:21.4", when: "open"),
        cue("08:00", .music, "bright-piano", "08:00:00.002", "09:00:00.002", when: "open"),
        cue("08:37:12", .promo, "tea", "08:37:12.01", "08:37:30", .aired, .betweenSongs, count: 1),
        cue("08:46:03", .promo, "umbrella", "08:46:03", "08:46:20", .aired, .endOfWindow, count: 2),
        cue("09:00", .music, "light-keyboard", "09:00:00.002", "12:30:00.002"),
        cue("09:00", .say, "store-guide", "09:02:10.2", "09:02:51"),
        cue(
            "10:07", .promo, "tea", "10:09:02", "10:09:20", .aired, .gaveWay(to: "wet-floor", at: at("10:07")), count: 3
        ),
        cue(
            "10:16:50", .promo, "umbrella", nil, nil, .gaveWay, .gaveWay(to: "evacuation", at: at("10:16:58")), count: 4
        ),
        cue("10:30", .say, "services", nil, nil, .missed, .muted(by: "wang")),
        cue("11:20:20", .promo, "tea", "11:20:20", nil, count: 5),
        cue(
            "11:20:45", .say, "goods-of-the-day", nil, nil, .missed,
            .stationOff(from: at("11:20:31"), to: at("11:22:10"))),
        cue("12:30", .music, "pop", "12:30:00.002"),
        cue(
            "13:00", .say, "store-news", nil, nil, .missed,
            .unavailable(Wording(en: "the speech engine gives no sound", zh: "朗读程序没有发出声音"))),
    ]

    /// An announcement; `airings` are from, to, and what is cut short has no end.
    static func announcement(
        _ id: String, _ name: String, by user: String, at received: String, _ state: AnnouncementEntry.Standing,
        class broadcastClass: BroadcastClass = .urgent, airings: [(String, String?)] = [],
        actions: [(AnnouncementAction, String, String)] = [], reason: String? = nil, note: String? = nil,
        repetition: AnnouncementOrder.Repetition? = nil, next: String? = nil
    ) -> RecordedAnnouncement {
        let order = AnnouncementOrder(
            name: name, words: [], broadcastClass: broadcastClass.name, repetition: repetition, note: note)
        let text = (try? JSONEncoder().encode(order)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        var entry = AnnouncementEntry(
            id: id, requestedBy: user, receivedNs: at(received).nanoseconds, request: "{}", order: text,
            idempotencyKey: nil, state: state.rawValue)
        entry.stands(state)
        entry.airings = airings.map { start, end in
            AnnouncementEntry.Airing(
                startNs: at(start).nanoseconds, endNs: end.map { at($0).nanoseconds },
                isCutShort: end == nil && state != .onAir)
        }
        entry.actions =
            [AnnouncementEntry.Action("announce", by: user, atNs: at(received).nanoseconds)]
            + actions.map { AnnouncementEntry.Action($0.rawValue, by: $1, atNs: at($2).nanoseconds) }
        entry.reason = reason
        var announcement = RecordedAnnouncement(entry)
        announcement.next = next.map(at)
        return announcement
    }

    static func announcements(_ language: Language) -> [RecordedAnnouncement] {
        let noZone = Wording(en: "it names no zone of the store", zh: "没有指定店内的广播区").text(in: language)
        let repeats = AnnouncementOrder.Repetition(times: nil, everySeconds: 300)
        let siren = (0..<6).map { ("10:16:\(58 + $0 * 20)", Optional("10:16:\(78 + $0 * 20)")) }
        return [
            announcement(
                "5f0a11cc-0001", "lost-child", by: "li", at: "08:59:29.6", .done, airings: [("08:59:30", "09:02:09.7")]),
            announcement(
                "77c1d2aa-0002", "wet-floor", by: "li", at: "10:06:59.5", .done, airings: [("10:07:00", "10:08:58")]),
            announcement(
                "90b3e4f5-0003", "evacuation", by: "wang", at: "10:16:57.9", .cancelled, class: .emergency,
                airings: siren, actions: [(.cancel, "wang", "10:18:58")]),
            announcement(
                "a1c2d3e4-0004", "rainy-day", by: "zhao", at: "11:20:18", .done,
                airings: [("11:20:25", nil), ("11:22:11", "11:22:40")]),
            announcement(
                "b7d8e9f0-0005", "found-property", by: "zhao", at: "12:40:01", .waitingToRepeat,
                airings: [("12:40:02", "12:40:25"), ("12:45:02", "12:45:25"), ("13:05:02", "13:05:25")],
                note: "red umbrella, tea counter", repetition: repeats, next: "13:10:02"),
            announcement(
                "c0ffee00-0006", "=SUM(A1:A9),\" 特价", by: "li", at: "12:50", .failed, class: .notice, reason: noZone),
        ]
    }

    static let runs = [
        RunEntry(start: at("07:40"), lastAlive: at("11:20:31"), end: at("11:20:31")),
        RunEntry(start: at("11:22:10"), lastAlive: at("13:09:58")),
    ]

    static let faults = [
        FaultEntry(
            id: "1", kind: "muted", from: at("10:29:50"), to: at("10:41:05"),
            wording: Wording(en: "the store was muted by wang", zh: "wang 将全店静音")),
        FaultEntry(
            id: "5", kind: "speech", from: at("11:19:40"),
            wording: Wording(en: "not spoken: the engine hangs", zh: "无法朗读：朗读程序没有反应")),
        FaultEntry(
            id: "2", kind: "noSound", subject: "main", from: at("12:02:03"), to: at("12:03:10"),
            wording: Wording(en: "no sound: the card is gone", zh: "没有声音：声卡已断开")),
        FaultEntry(
            id: "3", kind: "noSound", subject: "main", from: at("12:20:00"), to: at("12:20:09"),
            wording: Wording(en: "no sound: the card is gone", zh: "没有声音：声卡已断开")),
        FaultEntry(
            id: "4", kind: "mistake", subject: "schedules/everyday.timetable", from: at("12:58"),
            wording: Wording(en: "line 12: no such script \"stroe-news\"", zh: "第 12 行：没有播音稿“stroe-news”")),
    ]

    static let airings = [
        AiringEntry(
            subject: .init(.cue, cues[8].key), name: "tea", zones: ["store"], planned: at("10:09:02"),
            start: at("10:09:02"), end: at("10:09:20"), frames: 864_000, levelDB: -21.34, peakDB: -3.2),
        AiringEntry(
            subject: .init(.song, "audio/music/pop/rain.ogg"), name: "rain", zones: ["store"], planned: at("12:30"),
            start: at("12:30:00.002"), end: at("12:33:10"), frames: 9_120_000, levelDB: -25.5, peakDB: -8),
    ]

    static let actions = [
        StationAction("mute", by: "wang", atNs: at("10:29:50").nanoseconds),
        StationAction("unmute", by: "wang", atNs: at("10:41:05").nanoseconds),
        StationAction("handover", of: "lift 2 is still out", by: "li", atNs: at("12:35").nanoseconds),
    ]

    static func record(_ language: Language) -> BroadcastRecord {
        var record = BroadcastRecord(period: period, now: now)
        record.cues = cues
        record.announcements = announcements(language)
        record.airings = airings
        record.faults = faults
        record.runs = runs
        record.actions = actions
        return record
    }

    static func asRun(_ language: Language, withMusic: Bool = false) -> AsRunReport {
        AsRunReport(record(language), words(language), zones: ["store"], withMusic: withMusic)
    }

    static func report(_ language: Language) -> ShiftReport {
        let store = Wording(en: "Jinlin Department Store", zh: "锦林百货").text(in: language)
        let rotation = ShiftReport.Rotation(
            name: "offers", members: ["slippers", "tea", "umbrella"],
            keys: ["\(date)/everyday/every-5-10m/promo/offers/"])
        return ShiftReport(record(language), store: store, rotations: [rotation], words(language))
    }
}
