// SPDX-License-Identifier: Apache-2.0
import Foundation
import Timetable

/// Of which time the record is asked, as somebody wrote it.
public struct RecordQuery: Sendable, Equatable {
    /// The longest time of one answer.
    public static let mostDays = 31
    /// The years that may be asked for, as docs/openapi.yaml says.
    static let years = 1970...CivilDate.latest.year

    /// A broadcasting day, `2026-11-21`; the present one unless said.
    public var date: String?
    /// A part of it, or of several days: a time such as `10:00` or `26:00`, or an instant such as `2026-11-21T10:00`, with
    /// an offset or without.
    public var from: String?, to: String?

    /// A query; what is left out takes its default.
    public init(date: String? = nil, from: String? = nil, to: String? = nil) {
        self.date = date
        self.from = from
        self.to = to
    }

    /// The time that is meant.
    ///
    /// - Throws: `RequestRefused` when it cannot be read, or is too long.
    func period(_ days: BroadcastDays, now: Instant, in language: Language) throws(RequestRefused) -> RecordPeriod {
        let present = days.date(at: now)
        let day = try day(in: language) ?? present
        guard from != nil || to != nil else { return days.period(of: day) }
        let whole = days.period(of: day)
        var start = try from.map { text throws(RequestRefused) in try moment(text, day, days.clock, language) }
        if date == nil, let given = start, !given.isWhole, given.instant > now {
            // Nobody asks for what is to come: after midnight 22:00 is that of the evening before.
            start = try moment(from ?? "", day.adding(days: -1), days.clock, language)
        }
        let startDay = start.flatMap { $0.isWhole ? nil : days.clock.date(of: $0.instant) } ?? day
        var end = try to.map { text throws(RequestRefused) in try moment(text, startDay, days.clock, language) }
        let begin = start?.instant ?? whole.from
        if let given = end, !given.isWhole, given.instant <= begin, let to {
            end = try moment(to, startDay.adding(days: 1), days.clock, language)
        }
        let until = end?.instant ?? (day == present ? max(now, begin) : whole.to)
        guard begin < until else {
            throw RequestRefused(
                .unusable, Wording(en: "the time ends before it begins", zh: "结束时间早于开始时间"),
                Wording(en: "give \"to\" a later time than \"from\"", zh: "“to”应晚于“from”"), in: language)
        }
        guard until - begin <= .seconds(Self.mostDays * 86_400 + 3600) else {
            throw RequestRefused(
                .unusable, Wording(en: "that is more than \(Self.mostDays) days", zh: "超过 \(Self.mostDays) 天"),
                Wording(en: "ask for a month at a time", zh: "请按月分次查询"), in: language)
        }
        return RecordPeriod(date: days.date(at: begin), isWholeDay: false, from: begin, to: until)
    }

    /// The day that is named; nil where none is.
    func day(in language: Language) throws(RequestRefused) -> CivilDate? {
        guard let date else { return nil }
        guard let day = CivilDate(date), Self.years.contains(day.year) else {
            throw RequestRefused(
                .malformed, Wording(en: "\"\(date.shortened)\" is no date", zh: "“\(date.shortened)”不是日期"),
                Wording(
                    en: "write date=2026-11-21, of the years \(Self.years.lowerBound) to \(Self.years.upperBound)",
                    zh: "请写 date=2026-11-21，年份为 \(Self.years.lowerBound) 至 \(Self.years.upperBound)"),
                in: language)
        }
        return day
    }

    /// An instant, and whether it was written with its date.
    private func moment(
        _ text: String, _ day: CivilDate, _ clock: CivilClock, _ language: Language
    ) throws(RequestRefused) -> (instant: Instant, isWhole: Bool) {
        if let time = ClockTime(ofTimetable: text) { return (clock.instant(day, time), false) }
        if let instant = clock.instant(parsing: text), Self.years.contains(clock.date(of: instant).year) {
            return (instant, true)
        }
        // A plus sign of a query may arrive as the blank that it stands for in forms.
        if let instant = Self.iso8601(text.replacing(" ", with: "+")), Self.years.contains(clock.date(of: instant).year)
        {
            return (instant, true)
        }
        throw RequestRefused(
            .unusable, Wording(en: "\"\(text.shortened)\" is no time", zh: "“\(text.shortened)”不是时间"),
            Wording(
                en: "write a time such as 10:00, or an instant such as 2026-11-21T10:00",
                zh: "请写 10:00 这样的时间，或 2026-11-21T10:00 这样的日期和时间"),
            in: language)
    }

    /// An instant as the station writes it, with or without a fraction of a second.
    private static func iso8601(_ text: String) -> Instant? {
        let style = Date.ISO8601FormatStyle().year().month().day().timeZone(separator: .colon)
        for style in [style.time(includingFractionalSeconds: true), style.time(includingFractionalSeconds: false)] {
            // What has another form is none of these.
            guard let date = try? Date(text, strategy: style) else { continue }
            let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
            guard abs(milliseconds) < 9e15 else { return nil }
            return Instant(nanoseconds: 0) + .milliseconds(Int64(milliseconds))
        }
        return nil
    }
}

extension String {
    /// As much of what somebody sent as is told them.
    var shortened: String { count > 60 ? prefix(60) + "…" : self }
}
