// SPDX-License-Identifier: Apache-2.0

/// A word of the timetable and script languages; each has an English and a Chinese spelling, equal in rank.
///
/// This is the one table of them: what is not here is not read.
enum Keyword: CaseIterable {
    // What a line starts with.
    case open, close, days, every
    // Values of `days`.
    case everyDay
    // Verbs.
    case music, play, say, promo, silence
    // Options.
    case from, to, with, alone, over, late, ending
    // Units of time.
    case hour, minute, second
    // Headers of a script, and words of its `repeat`.
    case title, broadcastClass, slots, chime, repetition, approved
    case times, untilClaimed
    // Classes that are no verbs.
    case notice, urgent, emergency

    static let anchors: [Keyword] = [.open, .close]
    static let lineStarts: [Keyword] = [.open, .close, .days, .every]
    static let verbs: [Keyword] = [.music, .play, .say, .promo, .silence]
    static let options: [Keyword] = [.from, .to, .with, .alone, .over, .late, .ending]
    static let units: [Keyword] = [.hour, .minute, .second]
    static let scriptHeaders: [Keyword] = [.title, .broadcastClass, .slots, .chime, .repetition, .approved]
    static let classes: [Keyword] = [.music, .promo, .notice, .urgent, .emergency]

    /// The canonical English spelling.
    var en: String {
        switch self {
        case .open: "open"
        case .close: "close"
        case .days: "days"
        case .every: "every"
        case .everyDay: "every day"
        case .music: "music"
        case .play: "play"
        case .say: "say"
        case .promo: "promo"
        case .silence: "silence"
        case .from: "from"
        case .to: "to"
        case .with: "with"
        case .alone: "alone"
        case .over: "over"
        case .late: "late"
        case .ending: "ending"
        case .hour: "h"
        case .minute: "m"
        case .second: "s"
        case .title: "title"
        case .broadcastClass: "class"
        case .slots: "slots"
        case .chime: "chime"
        case .repetition: "repeat"
        case .approved: "approved"
        case .times: "times"
        case .untilClaimed: "until claimed"
        case .notice: "notice"
        case .urgent: "urgent"
        case .emergency: "emergency"
        }
    }

    /// The canonical Chinese spelling.
    var zh: String {
        switch self {
        case .open: "开店"
        case .close: "闭店"
        case .days: "适用"
        case .every: "每"
        case .everyDay: "每天"
        case .music: "音乐"
        case .play: "播放"
        case .say: "播稿"
        case .promo: "促销"
        case .silence: "静音"
        case .from: "从"
        case .to: "到"
        case .with: "配"
        case .alone: "单独"
        case .over: "混播"
        case .late: "宽限"
        case .ending: "准点结束"
        case .hour: "小时"
        case .minute: "分"
        case .second: "秒"
        case .title: "标题"
        case .broadcastClass: "级别"
        case .slots: "填空"
        case .chime: "提示音"
        case .repetition: "重复"
        case .approved: "审核"
        case .times: "次"
        case .untilClaimed: "直到认领"
        case .notice: "通知"
        case .urgent: "紧急"
        case .emergency: "应急"
        }
    }

    /// Further Chinese spellings that people write without thinking.
    private var variants: [String] {
        switch self {
        case .to: ["至"]
        case .hour: ["时"]
        case .minute: ["分钟"]
        case .second: ["秒钟"]
        default: []
        }
    }

    /// All spellings, the canonical ones first.
    var spellings: [String] { [en, zh] + variants }

    /// The keyword in one language.
    func spelling(in language: Language) -> String {
        switch language {
        case .en: en
        case .zh: zh
        }
    }

    /// Whether `character`, or the end of the line, may follow `spelling`.
    ///
    /// Chinese is written without blanks, so a Chinese keyword ends where it ends. An English one must not run
    /// on into a longer word, but an anchor may touch a sign (`open-5m`) and a unit a number too (`1h30m`).
    fileprivate func ends(_ spelling: String, before character: Character?) -> Bool {
        guard let character, spelling.last?.isASCII == true, character.isASCII else { return true }
        if Self.anchors.contains(self) { return !character.isASCIIWordCharacter }
        if Self.units.contains(self) { return !character.isASCIIWordCharacter || character.isASCIIDigit }
        return character == " "
    }
}

extension Cursor {
    /// Takes the longest of `keywords` that comes next.
    mutating func take(oneOf keywords: [Keyword]) -> Keyword? {
        var best: (keyword: Keyword, length: Int)?
        for keyword in keywords {
            for spelling in keyword.spellings where spelling.count > best?.length ?? 0 {
                var ahead = self
                guard ahead.take(spelling), keyword.ends(spelling, before: ahead.next) else { continue }
                best = (keyword, spelling.count)
            }
        }
        guard let best else { return nil }
        skip(to: position + best.length)
        return best.keyword
    }

    /// Takes `keyword` if it comes next.
    mutating func take(_ keyword: Keyword) -> Bool {
        take(oneOf: [keyword]) != nil
    }

    /// Takes a keyword of several words that ends the line, whatever blanks are between them.
    mutating func take(phrase keyword: Keyword) -> Bool {
        let rest = line.plain[position...].split(separator: " ").map { String($0) }
        guard keyword.spellings.contains(rest.joined(separator: " ")) else { return false }
        skip(to: line.plain.count)
        return true
    }
}

/// The word closest to `word` among the spellings of `keywords`.
func nearestSpelling(to word: String, among keywords: [Keyword]) -> String? {
    nearest(to: word, among: keywords.flatMap(\.spellings))
}
