// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

@testable import Station

/// Every sentence of `storecast why`, in both languages, for the document.
enum Sentences {
    private typealias Day = DisturbedDay

    /// Every reason there is, once.
    static let reasons: [Reason?] = [
        nil, .unavailable(Wording(en: "the file tea.ogg cannot be decoded.", zh: "文件 tea.ogg 无法解码。")), .notReady,
        .pastWhenLoaded, .waited(for: "lost-child"), .gaveWay(to: "lost-child", at: Day.at("10:07:20")),
        .gaveWay(to: "lost-child", at: Day.at("10:07")), .noZone(["garage", "roof"]), .noZone([]), .removed,
        .betweenSongs, .endOfWindow, .besideTimed("services"), .afterWindow("services"), .joined,
        .brokeOff(Wording(en: "the disk fails", zh: "磁盘有故障")), .timeRanOut, .noCard, .muted(by: "wang"),
        .emptyFolder("pop"), .stationOff(from: Day.at("10:05"), to: Day.at("10:08")),
        .clockSet(from: Day.at("10:01"), to: Day.at("11:30")),
        .clockDoubted(from: Day.at("10:01"), to: Day.at("11:30")),
    ]

    private static func both(_ text: (RecordWords) -> String) -> [String] {
        Language.allCases.reversed().map { text(Day.words($0)) }
    }

    static func planned(_ outcome: CueRecord.Outcome) -> [String] {
        reasons.flatMap { reason in
            let aired = outcome == .aired
            let cue = Day.cue(
                "10:07", .promo, "tea", aired ? "10:09" : nil, aired ? "10:09:18" : nil, outcome, reason, count: 3)
            return both { CueSentence(record: cue, words: $0).text }
        }
    }

    static var onTime: [String] {
        let guide = Day.cue("09:00", .say, "store-guide", "09:00:00.01", "09:00:41")
        let late = Day.cue("09:00", .say, "store-guide", "09:02:10", "09:02:51")
        let early = Day.cue("09:00", .say, "store-guide", "08:59:48", "09:00:29")
        let ending = Day.cue("22:00", .say, "goodbye", "21:59:20", "22:00")
        let onAir = Day.cue("13:09:30", .play, "opening-march", "13:09:40")
        let held = Wording(en: "because \"A child waits for the family\" was on air", zh: "因“小朋友等候家人”正在播出")
        return both { CueSentence(record: guide, words: $0).text }
            + both { CueSentence(record: late, holder: held, words: $0).text }
            + both { CueSentence(record: early, words: $0).text } + both { CueSentence(record: ending, words: $0).text }
            + both { CueSentence(record: onAir, standing: .onAir, words: $0).text }
            + both { CueSentence(record: onAir, standing: .cutOff(Day.at("13:09:52")), words: $0).text }
            + both {
                CueSentence(
                    record: Day.cue("10:30", .say, "services", nil, nil, .missed, .muted(by: "wang")), hadBegun: true,
                    words: $0
                ).text
            }
    }

    static var music: [String] {
        let bed: [(CueRecord, CueStanding)] = [
            (Day.cue("10:00", .music, "pop", "10:00", "12:30"), .over),
            (Day.cue("10:00", .music, "pop", "10:00"), .onAir),
            (Day.cue("10:00", .music, "pop", "10:14:03", "12:30", .aired, .joined), .over),
            (Day.cue("10:00", .music, "pop", "10:14:03", nil, .aired, .joined), .onAir),
            (Day.cue("10:00", .music, "pop", "10:00"), .cutOff(Day.at("11:20:31"))),
            (Day.cue("10:00", .music, "pop", nil, nil, .missed, .emptyFolder("pop")), .over),
            (Day.cue("10:00", .music, "pop", nil, nil, .missed, .removed), .over),
            (Day.cue("22:01", .silence, "", "22:01", "31:50"), .over),
            (Day.cue("12:01", .silence, "", "12:01"), .onAir),
        ]
        return bed.flatMap { record, standing in
            both { CueSentence(record: record, standing: standing, words: $0).text }
        }
    }

    static var coming: [String] {
        let forecasts = [
            Day.cue("14:00", .say, "store-guide", "14:00", "14:00:41"),
            Day.cue("14:00", .say, "store-guide", "14:02", "14:02:41", .aired, .waited(for: "lost-child")),
            Day.cue("22:00", .say, "goodbye", "21:59:20", "22:00"), Day.cue("14:00", .music, "pop", "14:00"),
            Day.cue("14:07:12", .promo, "tea", "14:07:12", "14:07:30", .aired, .betweenSongs, count: 9),
            Day.cue(
                "14:00", .say, "store-guide", nil, nil, .missed,
                .unavailable(Wording(en: "the speech engine gives no sound", zh: "朗读程序没有发出声音"))),
            Day.cue("14:00", .say, "store-guide", nil, nil, .missed),
        ]
        return forecasts.flatMap { forecast in both { ComingSentence(forecast: forecast, words: $0).text } }
            + both { ComingSentence(forecast: forecasts[0], mutedBy: "wang", words: $0).text }
    }

    static var announcements: [String] {
        let repeats = AnnouncementOrder.Repetition(times: 3, everySeconds: 300)
        let heard: [(String, String?)] = [("10:07:02", "10:07:25")]
        let twice: [(String, String?)] = heard + [("10:12:02", "10:12:25")]
        func one(
            _ state: AnnouncementEntry.Standing, _ airings: [(String, String?)] = [],
            _ actions: [(AnnouncementAction, String, String)] = [], reason: Wording? = nil,
            class broadcastClass: BroadcastClass = .urgent, next: String? = nil,
            repetition: AnnouncementOrder.Repetition? = nil
        ) -> [String] {
            both { words in
                AnnouncementSentence(
                    announcement: Day.announcement(
                        "5f0a11cc", "lost-child", by: "li", at: "10:07:01", state, class: broadcastClass,
                        airings: airings, actions: actions, reason: reason?.text(in: words.language),
                        repetition: repetition, next: next), words: words
                ).text
            }
        }
        let broken = Wording(en: "the file cannot be decoded.", zh: "文件无法解码。")
        var lines =
            one(.preparing) + one(.queued) + one(.queued, next: "10:09") + one(.queued, [("10:07:02", "10:07:09")])
        lines += one(.onAir, [("10:07:02", nil)]) + one(.onAir, heard + [("10:12:02", nil)], repetition: repeats)
        lines += one(.onAir, [("10:07:02", nil)], class: .emergency)
        lines += one(.waitingToRepeat, heard, next: "10:12:02", repetition: repeats)
        lines += one(.waitingToRepeat, twice, repetition: AnnouncementOrder.Repetition(times: nil, everySeconds: 300))
        lines += one(.done, heard) + one(.done, twice, repetition: repeats)
        lines += one(.done, [("10:07:02", nil), ("10:09:02", "10:09:25")])
        lines +=
            one(.claimed, heard, [(.claimed, "wang", "10:20:05")]) + one(.claimed, [], [(.claimed, "wang", "10:07:05")])
        lines += one(.cancelled, twice, [(.cancel, "li", "10:13")]) + one(.cancelled, [], [(.cancel, "li", "10:07:05")])
        lines += one(.cancelled, heard, [(.cancel, "wang", "10:20:05")], class: .emergency)
        lines += one(.expired, reason: Reason.muted(by: "wang").wording(clock: Day.clock)) + one(.expired)
        lines += one(.failed, reason: broken) + one(.failed, heard, reason: broken)
        return lines
    }
}
