// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a line once timetables are laid over each other.
enum LayerProblem: Equatable {
    case neverAirs
    case dropsNothing(below: Entry?)
    case timeLeavesTheDay(Moment, ClockTime, hoursFrom: String)
    case windowEmpty(from: Moment, to: Moment, hoursFrom: String)
    case bedTwice(line: Int, on: Wording)

    var explanation: Explanation {
        switch self {
        case .neverAirs:
            Explanation(
                en: "this timetable is never for the days after `on`, so the line never airs",
                zh: "这份播出表不用于所写的日子，这一行永远不会播出",
                fix: Wording(
                    en: "write days that the timetable is for, or delete the line",
                    zh: "请写这份播出表适用的日子，或删去这一行"))
        case .dropsNothing(let below): Self.dropsNothing(below)
        case .timeLeavesTheDay(let moment, let time, let file):
            Explanation(
                en: "with the hours of `\(quoted(file))`, `\(moment.spelling)` is \(time), too far from the day",
                zh: "按“\(quoted(file))”的营业时间，“\(moment.zhSpelling)”是 \(time)，离当天太远",
                fix: Wording(
                    en: "choose a smaller offset, or `drop` this line in `\(quoted(file))`",
                    zh: "请改小偏移，或在“\(quoted(file))”中取消这一行"))
        case .windowEmpty(let from, let to, let file):
            Explanation(
                en: "with the hours of `\(quoted(file))`, `\(from.spelling)` is not before `\(to.spelling)`",
                zh: "按“\(quoted(file))”的营业时间，“\(from.zhSpelling)”不早于“\(to.zhSpelling)”",
                fix: Wording(
                    en: "choose a window that fits these hours too, or `drop` this line in `\(quoted(file))`",
                    zh: "请改写时段，使它也合乎那天的营业时间，或在“\(quoted(file))”中取消这一行"))
        case .bedTwice(let line, let day):
            Explanation(
                en: "line \(line) already sets the music at this time (\(day.en))",
                zh: "第 \(line) 行已经规定了这一刻的音乐（\(day.zh)）",
                fix: Wording(
                    en: "keep one of the two lines, or give them different zones or days",
                    zh: "两行只留一行，或者写不同的区域或日子"))
        }
    }

    private static func dropsNothing(_ below: Entry?) -> Explanation {
        let en = [below?.when.spelling, below?.verb.rawValue, below?.name].compactMap { $0 }.joined(separator: " ")
        let zh = [below?.when.spelling(in: .zh), below?.verb.zh, below?.name].compactMap { $0 }.joined(separator: " ")
        return Explanation(
            en: "there is nothing below that this line could take away", zh: "下面的播出表中没有这一行要取消的节目",
            fix: below == nil
                ? Wording(en: "write the line as it stands in the timetable below", zh: "请照下面播出表中的写法来写")
                : Wording(en: "write `drop \(quoted(en))`", zh: "改写为“取消 \(quoted(zh))”"))
    }
}
