// SPDX-License-Identifier: Apache-2.0

/// A word of the timetable and script languages; each has an English and a Chinese spelling, equal in rank.
///
/// This is the one table of them: what is not here is not read.
enum Keyword: CaseIterable {
    // What a line starts with; `base` is the `over` of a line that names the timetable below.
    case open, close, days, dates, base, closed, drop, every
    // Days.
    case everyDay, monday, tuesday, wednesday, thursday, friday, saturday, sunday
    case weekend, workday, restday, holiday
    // Verbs.
    case music, play, say, promo, silence
    // Options; `repetition` is a header of a script too.
    case from, to, zones, on, with, alone, over, late, ending, repetition, priority, shuffle, inOrder
    // Units of time.
    case hour, minute, second
    // Headers of a script, and words of its `repeat`.
    case title, broadcastClass, slots, chime, approved, allClear
    case times, untilClaimed
    // Classes that are no verbs.
    case notice, urgent, emergency

    /// The canonical English and Chinese spellings, and others that people write without thinking.
    private var words: (en: String, zh: String, variants: [String]) {
        switch self {
        case .open: ("open", "开店", [])
        case .close: ("close", "闭店", [])
        case .days: ("days", "适用", [])
        case .dates: ("dates", "日期", [])
        case .base: ("over", "叠加", ["叠加于"])
        case .closed: ("closed", "停业", ["休业"])
        case .drop: ("drop", "取消", ["去掉"])
        case .every: ("every", "每", ["每隔"])
        case .everyDay: ("every day", "每天", ["everyday", "每日"])
        case .monday: ("Mon", "周一", ["monday", "mondays", "星期一", "礼拜一"])
        case .tuesday: ("Tue", "周二", ["tues", "tuesday", "tuesdays", "星期二", "礼拜二"])
        case .wednesday: ("Wed", "周三", ["wednesday", "wednesdays", "星期三", "礼拜三"])
        case .thursday: ("Thu", "周四", ["thur", "thurs", "thursday", "thursdays", "星期四", "礼拜四"])
        case .friday: ("Fri", "周五", ["friday", "fridays", "星期五", "礼拜五"])
        case .saturday: ("Sat", "周六", ["saturday", "saturdays", "星期六", "礼拜六"])
        case .sunday: ("Sun", "周日", ["sunday", "sundays", "周天", "星期日", "星期天", "礼拜日", "礼拜天"])
        case .weekend: ("weekend", "周末", ["weekends"])
        case .workday: ("workday", "工作日", ["workdays", "上班"])
        case .restday: ("restday", "休息日", ["restdays"])
        case .holiday: ("holiday", "节假日", ["holidays", "假日", "放假"])
        case .music: ("music", "音乐", [])
        case .play: ("play", "播放", [])
        case .say: ("say", "播稿", [])
        case .promo: ("promo", "促销", [])
        case .silence: ("silence", "静音", [])
        case .from: ("from", "从", [])
        case .to: ("to", "到", ["至"])
        case .zones: ("in", "在", [])
        case .on: ("on", "逢", ["限"])
        case .with: ("with", "配", [])
        case .alone: ("alone", "单独", [])
        case .over: ("over", "混播", [])
        case .late: ("late", "宽限", [])
        case .ending: ("ending", "准点结束", [])
        case .repetition: ("repeat", "重复", [])
        case .priority: ("as", "作为", [])
        case .shuffle: ("shuffle", "随机", [])
        case .inOrder: ("in-order", "顺序", ["按顺序"])
        case .hour: ("h", "小时", ["hr", "hrs", "hour", "hours", "个小时", "时"])
        case .minute: ("m", "分", ["min", "mins", "minute", "minutes", "分钟"])
        case .second: ("s", "秒", ["sec", "secs", "second", "seconds", "秒钟"])
        case .title: ("title", "标题", [])
        case .broadcastClass: ("class", "级别", [])
        case .slots: ("slots", "填空", [])
        case .chime: ("chime", "提示音", [])
        case .approved: ("approved", "审核", [])
        case .allClear: ("all-clear", "解除", ["警报解除"])
        case .times: ("times", "次", ["遍"])
        case .untilClaimed: ("until claimed", "直到认领", [])
        case .notice: ("notice", "通知", [])
        case .urgent: ("urgent", "紧急", [])
        case .emergency: ("emergency", "应急", [])
        }
    }

    /// The canonical English spelling.
    var en: String { words.en }

    /// The canonical Chinese spelling.
    var zh: String { words.zh }

    /// All spellings, the canonical ones first.
    var spellings: [String] { [words.en, words.zh] + words.variants }

    /// The keyword in one language.
    func spelling(in language: Language) -> String {
        switch language {
        case .en: en
        case .zh: zh
        }
    }

    /// Whether `code`, or the end of the line, may follow a spelling of the keyword in Latin letters.
    ///
    /// Chinese is written without blanks, so a Chinese keyword ends where it ends. An English one must not run
    /// on into a longer word, but an anchor may touch a sign (`open-5m`), a day too (`Mon-Fri`), a unit a number
    /// (`1h30m`), and a number may touch what it is the value of (`late10m`).
    func mayEnd(before code: Code?) -> Bool {
        guard let code, code.isASCII else { return true }
        switch self {
        case .hour, .minute, .second: return !code.isASCIIWordCharacter || code.isASCIIDigit
        case .every, .from, .to, .late, .repetition: return code == " " || code.isASCIIDigit
        case .open, .close, .everyDay, .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday,
            .weekend, .workday, .restday, .holiday:
            return !code.isASCIIWordCharacter
        case .days, .dates, .base: return code == " " || code == ":"
        default: return code == " "
        }
    }
}

extension KeywordSet {
    static let anchors: KeywordSet = [.open, .close]
    static let headers: KeywordSet = [.open, .close, .days, .dates, .base, .closed]
    static let lineStarts: KeywordSet = [.open, .close, .days, .dates, .base, .closed, .drop, .every]
    static let verbs: KeywordSet = [.music, .play, .say, .promo, .silence]
    static let options: KeywordSet = [
        .from, .to, .zones, .on, .with, .alone, .over, .late, .ending, .repetition, .priority, .shuffle, .inOrder,
    ]
    static let weekdays: KeywordSet = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]
    static let days: KeywordSet = [
        .everyDay, .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday, .weekend, .workday, .restday,
        .holiday,
    ]
    static let dayClasses: KeywordSet = [.holiday, .workday, .restday]
    static let every: KeywordSet = [.every]
    static let to: KeywordSet = [.to]
    static let times: KeywordSet = [.times]
    static let units: KeywordSet = [.hour, .minute, .second]
    static let scriptHeaders: KeywordSet = [
        .title, .broadcastClass, .slots, .chime, .repetition, .allClear, .approved,
    ]
    static let classes: KeywordSet = [.music, .promo, .notice, .urgent, .emergency]
}
