// SPDX-License-Identifier: Apache-2.0
import TestSupport

@testable import Timetable

/// Timetables without a mistake over the whole language, words of both languages mixed.
struct RandomTimetable {
    private var generator: Seeded
    private let isOverlay: Bool

    init(seed: UInt64) {
        generator = Seeded(seed)
        isOverlay = seed % 3 == 0
    }

    mutating func text() -> String {
        var lines = head()
        let count = number(1...12)
        for _ in 0..<count { lines.append(line()) }
        if chance(4) { lines.shuffle(using: &generator) }
        return lines.joined(separator: "\n") + (chance(3) ? "" : "\n")
    }

    private mutating func head() -> [String] {
        var lines: [String] = []
        if isOverlay {
            lines.append(word(.base) + " everyday")
            if chance(2) { lines.append(word(.dates) + " " + list { $0.dates() }) }
        }
        if chance(2) { lines.append(word(.days) + blank() + list { $0.day() }) }
        if !isOverlay || chance(2) { lines.append(word(.open) + " " + time(6...9)) }
        if !isOverlay || chance(2) { lines.append(word(.close) + blank() + time(20...27)) }
        return lines
    }

    private mutating func line() -> String {
        switch number(0...9) {
        case 0: return chance(2) ? "" : "   "
        case 1: return "# 注释 \(number(0...99))  with  blanks"
        case 2 where isOverlay: return drop()
        default: return entry() + (chance(5) ? "   # 说明: don't" : "")
        }
    }

    private mutating func drop() -> String {
        switch number(0...3) {
        case 0: word(.drop) + blank() + when(isEvery: chance(2))
        case 1: word(.drop) + " " + word(.promo) + blank() + name()
        case 2: word(.drop) + " " + when(isEvery: false) + blank() + word(.silence)
        default: word(.drop) + " " + word(.say)
        }
    }

    private mutating func entry() -> String {
        let isEvery = chance(4)
        let verbs = isEvery ? [Keyword.play, .say, .promo] : KeywordSet.verbs.keywords
        let verb = pick(verbs)
        var parts = [when(isEvery: isEvery), word(verb)]
        if verb != .silence { parts.append(name()) }
        parts += options(verb, isEvery: isEvery).shuffled(using: &generator)
        return parts.reduce("") { $0 + ($0.isEmpty ? "" : blank()) + $1 }
    }

    private mutating func options(_ verb: Keyword, isEvery: Bool) -> [String] {
        var options: [String] = []
        if chance(3) { options.append(word(.zones) + " " + list { $0.name() }) }
        if chance(3) { options.append(word(.on) + " " + list { $0.day() }) }
        if verb == .music, chance(2) { options.append(word(pick([.shuffle, .inOrder]))) }
        guard verb != .music, verb != .silence else { return options }
        if isEvery, chance(2) { options.append(word(.from) + " " + pick(["10:00", "open+30m", "开店+1小时", "９：３０"])) }
        if isEvery, chance(2) { options.append(word(.to) + " " + pick(["19:00", "close-30m", "闭店 - 1 小时", "18点半"])) }
        if chance(3) { options.append(word(.with) + blank() + name()) }
        if chance(4) { options.append(word(pick([.alone, .over]))) }
        if !isEvery, chance(4) { options.append(word(.late) + " " + span()) }
        if !isEvery, verb != .promo, chance(4) { options.append(word(.ending)) }
        if chance(4) { options.append(word(.repetition) + " \(number(1...20))" + (chance(3) ? "次" : "")) }
        if chance(4) { options.append(word(.priority) + " " + word(pick([.promo, .notice, .urgent]))) }
        return options
    }

    private mutating func when(isEvery: Bool) -> String {
        if isEvery {
            let low = number(1...20)
            let range = "\(low)\(pick(["-", "～", " to ", "到"]))\(low + number(0...20))\(pick(["m", "分", "分钟", " min"]))"
            return word(.every) + " " + pick([range, range, "1h", "90m", "半小时", "2小时30分"])
        }
        switch number(0...2) {
        case 0: return time(0...30)
        case 1: return word(pick([.open, .close]))
        default: return word(pick([.open, .close])) + pick(["-", "+", " － ", "＋"]) + span()
        }
    }

    private mutating func time(_ hours: ClosedRange<Int>) -> String {
        let hour = number(hours)
        switch number(0...5) {
        case 0: return "\(hour)点\(number(0...59))分"
        case 1: return "\(hour)：\(twoDigits(number(0...59)))"
        case 2: return "\(twoDigits(hour)):\(twoDigits(number(0...59))):\(twoDigits(number(0...59)))"
        case 3 where hour >= 24: return "次日\(hour - 24)点半"
        case 4 where hour >= 24: return "\(twoDigits(hour - 24)):15+1"
        default: return "\(twoDigits(hour)):30"
        }
    }

    private mutating func span() -> String {
        let count = number(1...59)
        return pick(["\(count)m", "\(count)分钟", "\(count) s", "1h\(count)m", "2小时\(count)秒", "\(count)分"])
    }

    private mutating func dates() -> String {
        let day = number(1...14)
        let sign = pick([" to ", "到", " 至 "])
        return pick(["2026-02-\(twoDigits(day))", "2026/2/\(day)\(sign)2026年3月\(day)日", "2026.12.\(day + 10)"])
    }

    private mutating func day() -> String {
        let all = KeywordSet.days.keywords
        let weekdays = KeywordSet.weekdays.keywords
        guard chance(3) else { return pick(pick(all).spellings) }
        return pick(pick(weekdays).spellings) + pick([" to ", "-", "至", " － "]) + pick(pick(weekdays).spellings)
    }

    private mutating func name() -> String {
        pick(["store-guide", "导览", "x", "Über", "到店", "在线", "with-love", "gong-2", "ｗide", "e\u{301}t\u{E9}"])
    }

    private mutating func list(_ member: (inout Self) -> String) -> String {
        var members = [member(&self)]
        for _ in 0..<number(0...2) {
            let next = member(&self)
            if !members.contains(next) { members.append(next) }
        }
        return members.joined(separator: pick([", ", "、", "，", " ,"]))
    }

    private mutating func word(_ keyword: Keyword) -> String {
        let spelling = pick(keyword.spellings)
        return chance(8) ? spelling.uppercased() : spelling
    }

    private mutating func blank() -> String { pick([" ", " ", "  ", "\t", "\u{3000}"]) }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    private mutating func chance(_ one: Int) -> Bool { number(1...one) == 1 }
    private mutating func pick<T>(_ values: [T]) -> T { values[number(0...values.count - 1)] }
}
