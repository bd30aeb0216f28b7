// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// How times, spans and names of the record are put into words.
struct RecordWords: Sendable {
    /// The store's clock.
    let clock: CivilClock
    /// The language its staff are spoken to in.
    let language: Language
    /// The day that need not be named.
    let date: CivilDate
    /// What scripts are called by people, by name.
    var titles: [String: String] = [:]

    /// What people call something.
    func title(_ name: String) -> String { titles[name] ?? name }

    /// A name in the quotation marks of each language.
    func quoted(_ name: String) -> Wording {
        let title = title(name)
        return Wording(en: "\"\(title)\"", zh: "“\(title)”")
    }

    /// A sentence of the store's language.
    func say(_ english: String, _ chinese: String) -> String { Wording(en: english, zh: chinese).text(in: language) }

    // MARK: Times

    /// What the clock shows, to the nearest second, without seconds where they are zero; with the date on another day.
    func time(_ instant: Instant) -> String {
        let time = clock.clockTime(of: nearestSecond(instant)).description
        let date = clock.date(of: nearestSecond(instant))
        return date == self.date ? time : "\(date) \(time)"
    }

    /// What the clock shows as `09:00:00`; after midnight of the day with the mark that timetables write, on other days
    /// with the date.
    func clockTime(_ instant: Instant) -> String {
        let instant = nearestSecond(instant)
        let date = clock.date(of: instant)
        let time = Self.padded(clock.clockTime(of: instant))
        if date == self.date { return time }
        return date == self.date.adding(days: 1) ? "\(time)+1" : "\(date) \(time)"
    }

    /// The date and the time of day, each as spreadsheet programs know them.
    func cells(_ instant: Instant) -> (date: String, time: String) {
        let instant = nearestSecond(instant)
        return (clock.date(of: instant).description, Self.padded(clock.clockTime(of: instant)))
    }

    private func nearestSecond(_ instant: Instant) -> Instant { instant + .milliseconds(500) }

    private static func padded(_ time: ClockTime) -> String {
        [time.seconds / 3600, time.seconds / 60 % 60, time.seconds % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    // MARK: Spans

    /// How long something took, in its two largest units: `2 min 10 s`.
    func span(_ span: Duration) -> Wording {
        let (whole, attoseconds) = max(span, .zero).components
        let seconds = Int(whole) + (attoseconds >= 500_000_000_000_000_000 ? 1 : 0)
        let units = [
            (seconds / 86_400, "d", "天"), (seconds / 3600 % 24, "h", "小时"), (seconds / 60 % 60, "min", "分"),
            (seconds % 60, "s", "秒"),
        ]
        guard let first = units.firstIndex(where: { $0.0 > 0 }) else { return Wording(en: "0 s", zh: "0 秒") }
        let told = units[first...].prefix(2).filter { $0.0 > 0 }
        return Wording(
            en: told.map { "\($0.0) \($0.1)" }.joined(separator: " "),
            zh: told.map { "\($0.0) \($0.2)" }.joined(separator: " "))
    }

    /// A short span in seconds with one decimal: `0.4 s`.
    func seconds(_ span: Duration) -> Wording {
        let tenths = Int((max(span, .zero) / .milliseconds(100)).rounded())
        return Wording(en: "\(tenths / 10).\(tenths % 10) s", zh: "\(tenths / 10).\(tenths % 10) 秒")
    }
}

extension CueRecord.Outcome {
    /// How it ended, for people.
    public var wording: Wording {
        switch self {
        case .aired: Wording(en: "aired", zh: "已播")
        case .gaveWay: Wording(en: "gave way", zh: "让位未播")
        case .missed: Wording(en: "missed", zh: "未播")
        }
    }
}

extension Wording {
    /// The sentence of its two halves' words: a capital first, a stop last.
    var sentence: Wording {
        Wording(
            en: en.prefix(1).uppercased() + en.dropFirst().trimmed + ".", zh: zh.trimmed + "。")
    }

    static func + (left: Wording, right: Wording) -> Wording {
        Wording(en: left.en + right.en, zh: left.zh + right.zh.spaced)
    }
}

extension String {
    /// Behind Chinese words: a blank stands before what begins with a letter or a figure.
    var spaced: String {
        guard let first = unicodeScalars.first, first.isASCII,
            first.properties.isAlphabetic || first.properties.numericType != nil
        else { return self }
        return " " + self
    }
}

extension StringProtocol {
    /// Without the stops and blanks at its end.
    var trimmed: String {
        var rest = Substring(self)
        while let last = rest.last, last.isWhitespace || ".。;；".contains(last) { rest.removeLast() }
        return String(rest)
    }
}
