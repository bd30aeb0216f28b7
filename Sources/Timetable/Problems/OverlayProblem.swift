// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with how the timetables of a store stand to each other.
enum OverlayProblem: Equatable {
    case noBase
    case unknownBase(String, nearest: String?)
    case baseIsOverlay(String, itsBase: String)
    case overItself
    case neverMeetsBase(String)
    case noDayInCommon(CivilDate)
    case tie(other: String, on: Wording, hasDates: Bool)
    case changesNothing
    case allDatesPast(last: CivilDate)

    var explanation: Explanation {
        switch self {
        case .noBase:
            Explanation(
                en: "every timetable lies over another, so none says what a day is",
                zh: "所有播出表都叠加在别的表上，没有一份说明一天怎么播",
                fix: Wording(
                    en: "keep one timetable without a line `over`, with both `open` and `close`",
                    zh: "请保留一份不写“叠加”、写明“开店”和“闭店”时间的播出表"))
        case .unknownBase(let name, let nearest):
            Explanation(
                en: "there is no timetable `\(quoted(name))` to lay this one over",
                zh: "没有可供叠加的播出表“\(quoted(name))”",
                fix: proposal(
                    nearest: nearest,
                    otherwise: Wording(
                        en: "write the name of a timetable file without its ending, such as `over everyday`",
                        zh: "请写播出表的文件名（不带扩展名），例如“叠加 everyday”")))
        case .baseIsOverlay(let name, let itsBase):
            Explanation(
                en: "`\(quoted(name))` lies over another timetable itself", zh: "“\(quoted(name))”本身也叠加在别的播出表上",
                fix: Wording(
                    en: "write `over \(quoted(itsBase))`; overlays of one timetable work together by themselves",
                    zh: "改写为“叠加 \(quoted(itsBase))”；叠加在同一播出表上的各表会自动配合"))
        case .overItself:
            Explanation(
                en: "a timetable cannot lie over itself", zh: "播出表不能叠加在自己上面",
                fix: Wording(
                    en: "write the name of another timetable, or delete this line", zh: "请写另一个播出表的名称，或删去这一行"))
        case .neverMeetsBase(let name):
            Explanation(
                en: "`\(quoted(name))` is followed on none of the days that this timetable is for, so it never applies",
                zh: "这份播出表适用的日子都不按“\(quoted(name))”播出，所以它不会生效",
                fix: Wording(
                    en: "lay it over the timetable that is followed on these days, or change `days` or `dates` here",
                    zh: "请叠加在这些日子所用的播出表上，或修改这里的“适用”或“日期”"))
        case .noDayInCommon(let date):
            Explanation(
                en: "`days` and `dates` have no day in common: \(date) is a \(date.weekday.name.en)",
                zh: "“适用”和“日期”没有共同的日子：\(date) 是\(date.weekday.name.zh)",
                fix: Wording(
                    en: "leave `days` out, or correct one of the two", zh: "请删去“适用”，或改正其中一行"))
        case .tie(let other, let day, let hasDates): Self.tie(other, day, hasDates)
        case .changesNothing:
            Explanation(
                en: "this timetable changes nothing in the one below", zh: "这份播出表没有改动下面的播出表",
                fix: Wording(
                    en: "add hours, items or `drop` lines, write `closed`, or delete the file",
                    zh: "请写上营业时间、节目或“取消”行，或写“停业”，或删去这个文件"))
        case .allDatesPast(let last):
            Explanation(
                en: "all dates of this timetable are over; the last was \(last)", zh: "这份播出表的日期都已过去，最后一天是 \(last)",
                fix: Wording(en: "write new dates, or delete the file", zh: "请写新的日期，或删去这个文件"))
        }
    }

    private static func tie(_ other: String, _ day: Wording, _ hasDates: Bool) -> Explanation {
        Explanation(
            en: "`\(quoted(other))` is just as specific, so it is unclear which applies (first: \(day.en))",
            zh: "“\(quoted(other))”的适用范围同样具体，不知道该用哪一份（最早：\(day.zh)）",
            fix: hasDates
                ? Wording(
                    en: "let one of the two name fewer dates, or no common ones",
                    zh: "请让其中一份的日期少一些，或者让两份的日期不重叠")
                : Wording(
                    en: "let one of the two name fewer days with `days`, or the dates it is for with `dates`",
                    zh: "请让其中一份用“适用”写更少的日子，或用“日期”写明它的日期"))
    }
}
