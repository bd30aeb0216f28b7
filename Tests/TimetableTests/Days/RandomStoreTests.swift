// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Timetable

/// Stores of random timetables, overlays and calendars, over the weeks that their dates are in.
@Suite struct `Any store` {
    private static let days = [
        "", "days every day\n", "days Mon-Fri\n", "days weekend\n", "days Sat\n", "days workday\n", "days restday\n",
        "days holiday\n", "days restday, holiday\n", "dates 2026-02-03 to 2026-02-12\n", "dates 2026-02-07\n",
        "dates 2026-02-05 to 2026-02-14\n", "dates 2026-02-05 to 2026-02-14\ndays Sat\n",
        "dates 2026-02-20, 2026-02-07\n",
    ]
    private static let lines = [
        "09:00 say guide", "09:00 music a", "open+1h music b", "09:00 music c in hall", "close say bye ending",
        "every 1h say water", "every 5-10m promo offers", "open-5m play march", "09:00 say guide on Sat",
        "20:00 silence", "10:00 promo offers on workday", "close-1h say guide",
        "every 30m play march from 10:00 to 12:00",
    ]
    private static let drops = ["drop say guide", "drop 09:00", "drop promo", "drop every 1h", "drop 9:00 music a"]
    private static let hours = [
        "", "open 09:00\n", "close 20:00\n", "close 26:00\n", "open 07:00\nclose 23:00\n", "open 21:00\n",
    ]

    private static func some(_ count: ClosedRange<Int>, of texts: [String], _ generator: inout Seeded) -> String {
        (0..<Int.random(in: count, using: &generator))
            .map { _ in (texts.randomElement(using: &generator) ?? "") + "\n" }.joined()
    }

    private static func files(_ generator: inout Seeded) throws -> [Timetable] {
        var texts: [String] = []
        let bases = Int.random(in: 1...3, using: &generator)
        for _ in 0..<bases {
            let closed = Int.random(in: 0..<8, using: &generator) == 0
            let head = (days.randomElement(using: &generator) ?? "")
            texts.append(
                head + (closed ? "closed\n" : "open 08:00\nclose 22:00\n" + some(1...5, of: lines, &generator)))
        }
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let base = Int.random(in: 0..<bases, using: &generator)
            var text = "over t\(base)\n" + (days.randomElement(using: &generator) ?? "")
            if Int.random(in: 0..<8, using: &generator) == 0 {
                text += "closed\n"
            } else {
                text += hours.randomElement(using: &generator) ?? ""
                text += some(0...2, of: drops, &generator) + some(0...3, of: lines, &generator)
            }
            texts.append(text)
        }
        return try texts.enumerated().map { index, text in
            let parsed = Timetable.parse(text, file: "t\(index).timetable", name: "t\(index)")
            return try #require(parsed.timetable, "\(text)\n\(parsed.diagnostics.map { $0.message(in: .en) })")
        }
    }

    private static func calendar(_ generator: inout Seeded) -> HolidayCalendar {
        let lines = [
            "2026-02-07 workday", "2026-02-09 to 2026-02-11 holiday", "2026-02-13 restday", "2026-02-14 holiday",
        ]
        return HolidayCalendar.parse(some(0...4, of: lines, &generator), file: "holidays.calendar").calendar
    }

    @Test func `the plan of a store does not hang on the order of its files, and keeps its promises`() throws {
        let clock = try #require(CivilClock(timeZone: "Asia/Shanghai"))
        let first = try date("2026-02-01")
        var (ties, sound, orders) = (0, 0, 0)
        for seed in 0..<150 as Range<UInt64> {
            var generator = Seeded(seed)
            let files = try Self.files(&generator)
            let calendar = Self.calendar(&generator)
            let timetables = Timetables(files, calendar: calendar)
            let shuffled = Timetables(files.shuffled(using: &generator), calendar: calendar)
            let diagnostics = timetables.diagnostics
            #expect(timetables == shuffled && diagnostics == shuffled.diagnostics, "seed \(seed)")
            Self.check(diagnostics, of: files, "seed \(seed)")
            let hasErrors = diagnostics.contains { $0.severity == .error }
            sound += hasErrors ? 0 : 1
            for date in (0..<21).map({ first.adding(days: $0) }) {
                let tied = Self.tiedFiles(timetables, date)
                let order = timetables.runningOrder(on: date, clock: clock)
                var broken = order.map { Self.brokenPromises($0, timetables) } ?? []
                if !tied.isEmpty, !hasErrors { broken.append("a tie is not told") }
                if !tied.isDisjoint(with: timetables.day(date).timetables) { broken.append("a tied file applies") }
                if (order == nil) != timetables.day(date).isClosed { broken.append("closed and not") }
                if order != shuffled.runningOrder(on: date, clock: clock) { broken.append("the order matters") }
                #expect(broken == [], "seed \(seed) \(date)")
                ties += tied.isEmpty ? 0 : 1
                orders += order == nil ? 0 : 1
            }
        }
        #expect(ties > 100 && sound > 15 && orders > 1000)
    }

    private static func check(_ diagnostics: [Diagnostic], of files: [Timetable], _ comment: Comment) {
        for diagnostic in diagnostics {
            #expect(files.contains { $0.location.file == diagnostic.location.file }, comment)
            #expect(!diagnostic.message(in: .zh).isEmpty && diagnostic.fix(in: .zh) != nil, comment)
        }
    }

    /// The names of timetables that are for this date and equally specific, by looking at each pair.
    private static func tiedFiles(_ timetables: Timetables, _ date: CivilDate) -> Set<String> {
        let kind = timetables.calendar.kind(of: date)
        let applying = timetables.dated.filter { $0.applies(on: date, kind) }
        var tied: Set<String> = []
        for file in applying {
            for other in applying where other.timetable.name != file.timetable.name {
                guard file.timetable.base?.text == other.timetable.base?.text else { continue }
                if file.specificity == other.specificity { tied.insert(file.timetable.name) }
            }
        }
        return tied
    }

    private static func brokenPromises(_ order: RunningOrder, _ timetables: Timetables) -> [String] {
        var broken: [String] = []
        let keys = order.cues.map(\.key) + order.rotations.map(\.key)
        if Set(keys).count != keys.count { broken.append("a key comes twice") }
        if !zip(order.cues, order.cues.dropFirst()).allSatisfy({ $0.planned <= $1.planned }) {
            broken.append("cues out of order")
        }
        if order.opens >= order.closes { broken.append("closes before it opens") }
        let layers = timetables.layers(on: order.date).map { timetables.files[$0] }
        let kind = timetables.calendar.kind(of: order.date)
        for location in Set(order.cues.map(\.location) + order.rotations.map(\.location)) {
            guard let depth = layers.firstIndex(where: { $0.location.file == location.file }),
                let entry = layers[depth].entries.first(where: { $0.location == location })
            else {
                broken.append("a line of a file that does not apply")
                continue
            }
            let above = layers[(depth + 1)...]
            if above.contains(where: { $0.drops.contains { $0.takes(entry) } }) { broken.append("a dropped line airs") }
            if !DayKinds(entry.options.days).contains(kind) { broken.append("a line airs on another day") }
        }
        return broken
    }
}

extension Drop {
    /// Whether it takes an entry away, by its definition; the running order looks it up in an index.
    fileprivate func takes(_ entry: Entry) -> Bool {
        (when == nil || when == entry.when) && (verb == nil || verb == entry.verb)
            && (name == nil || name == entry.name)
    }
}
