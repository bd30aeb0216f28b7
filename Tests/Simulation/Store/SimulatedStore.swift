// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Timetable

/// A made-up store: what its staff have written, as text, and what sounds it has.
struct SimulatedStore {
    private static let zoneNames = ["floor", "food", "depot", "garden"]
    /// Where clocks change, by an hour or by half of one, and at midnight; and where they do not.
    private static let timeZones = [
        "Asia/Shanghai", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo",
    ]
    /// How far a change of the clocks is looked for.
    private static let yearAhead = Duration.hours(24 * 366)

    let zones: [String]
    let clock: CivilClock
    let settings: DirectorSettings
    /// The first day that is simulated, and how many are.
    let date: CivilDate
    let days: Int
    private let seed: UInt64
    private let writer: LineWriter
    private var files: [WrittenFile] = []
    private var calendar = HolidayCalendar()
    private(set) var folders: [String: [Song]] = [:]
    private var rotations: [String: [ClipID]] = [:]
    private var timetables = Timetables()
    private var orders: [CivilDate: RunningOrder?] = [:]

    init(_ random: inout Seeded) {
        seed = random.next()
        zones = Array(Self.zoneNames.prefix(random.pick([1, 1, 2, 3, 4])))
        let zone = random.pick(Self.timeZones)
        guard let clock = CivilClock(timeZone: zone), let january = CivilDate("2026-01-05") else {
            preconditionFailure("Foundation knows \(zone)")
        }
        self.clock = clock
        days = random.pick([1, 1, 2, 3])
        date = Self.someDate(after: january, by: clock, &random)
        settings = Self.someSettings(&random)
        let opens = random.pick([6, 8, 8, 9, 10, 15]) * 60 + random.pick([0, 0, 30])
        writer = LineWriter(
            zones: zones, opens: opens, closes: min(opens + random.number(5...13) * 60, 27 * 60))
        write(&random)
        for name in LineWriter.folders { refill(name, &random) }
        for name in LineWriter.rotations {
            let count = random.number(1...6)
            rotations[name] = (1...count).map { ClipID(.promo(rotation: name), "\(name)-\($0)") }
        }
        read()
    }

    /// Often the day before the clocks are changed, or that day.
    private static func someDate(
        after first: CivilDate, by clock: CivilClock, _ random: inout Seeded
    ) -> CivilDate {
        let date = first.adding(days: random.number(0...350))
        let noon = clock.instant(date, ClockTime(seconds: 12 * 3600))
        guard random.once(in: 2), let change = clock.nextChange(after: noon, within: yearAhead) else { return date }
        return clock.date(of: change.instant).adding(days: -random.number(0...1))
    }

    private static func someSettings(_ random: inout Seeded) -> DirectorSettings {
        var settings = DirectorSettings()
        if random.once(in: 3) { settings.crossfade = .zero }
        if random.once(in: 3) { settings.folderCrossfades["soft"] = .seconds(random.number(0...8)) }
        return settings
    }

    // MARK: Writing

    private mutating func write(_ random: inout Seeded) {
        let everyday = WrittenFile(
            name: "everyday",
            head: [
                random.pick(["days every day", "# no days: every day", "适用 每天"]),
                "open \(LineWriter.time(writer.opens))", "close \(LineWriter.time(writer.closes))",
            ],
            lines: lines(timed: random.pick([4, 12, 12, 30]), &random))
        files = [everyday]
        if random.once(in: 3) { files.append(overlay("friday", "days Fri", &random)) }
        if random.once(in: 3) { files.append(overlay("campaign", "dates \(date) to \(date.adding(days: 1))", &random)) }
        if random.once(in: 8) {
            files.append(WrittenFile(name: "closed", head: ["dates \(date.adding(days: 1))", "closed"], lines: []))
        }
        guard random.once(in: 3) else { return }
        let mark = "\(date) \(random.pick(["workday", "holiday", "restday"]))"
        calendar = HolidayCalendar.parse(mark, file: "holidays.calendar").calendar
    }

    private func lines(timed count: Int, _ random: inout Seeded) -> [String] {
        var lines = [
            "open-\(random.number(5...30))m  music  \(random.pick(LineWriter.folders))",
            "open  music  \(random.pick(LineWriter.folders))",
        ]
        for number in 0..<random.number(0...6) { lines.append(writer.bed(&random, number: number)) }
        for name in LineWriter.rotations where random.once(in: 2) {
            lines.append(writer.rotation(&random, of: name))
        }
        if random.once(in: 3) { lines.append(writer.reminder(&random)) }
        if random.once(in: 4) { lines.append(writer.interval(&random)) }
        for _ in 0..<random.number(count / 2...count) { lines.append(writer.timed(&random)) }
        if !random.once(in: 5) { lines.append("close+\(random.number(5...30))m  silence") }
        return lines
    }

    private func overlay(_ name: String, _ days: String, _ random: inout Seeded) -> WrittenFile {
        var lines = (0..<random.number(1...6)).map { _ in writer.timed(&random) }
        if random.once(in: 2) { lines.append(writer.bed(&random, number: 10)) }
        if random.once(in: 3), let promo = files[0].lines.first(where: { $0.contains("m  promo  ") }) {
            lines.append("drop promo \(promo.contains("  offers") ? "offers" : "news")")
        }
        var head = [days, "over everyday"]
        if random.once(in: 2) { head.append("close \(LineWriter.time(writer.closes + random.pick([-30, 30, 60])))") }
        return WrittenFile(name: name, head: head, lines: lines)
    }

    /// Somebody edits a timetable or a music folder.
    ///
    /// - Returns: whether it can be read; where it cannot, the plan stays as it was.
    mutating func edit(_ random: inout Seeded) -> Bool {
        if random.once(in: 3) { refill(random.pick(LineWriter.folders), &random) }
        let file = random.number(0...files.count - 1)
        let former = files
        for _ in 0..<random.number(0...3) where files[file].lines.count > 3 {
            // The music of the whole day stays: without a line there is no bed to look after.
            files[file].lines.remove(at: random.number(2...files[file].lines.count - 1))
        }
        guard files[file].head.last != "closed" else { return true }
        for _ in 0..<random.number(0...3) { files[file].lines.append(writer.timed(&random)) }
        guard !random.once(in: 8) else {
            files[file].lines.append("25.00 say nothing")
            let isRefused = Timetable.parse(files[file].text, file: "x", name: "x").timetable == nil
            precondition(isRefused, "a mistake is seen")
            files = former
            return false
        }
        read()
        return true
    }

    /// Gives a music folder other songs.
    private mutating func refill(_ name: String, _ random: inout Seeded) {
        let lengths = random.once(in: 40) ? 8...30 : random.pick([100...240, 150...330, 200...480])
        folders[name] = (0..<random.number(1...12)).map {
            Song(path: "\(name)/\($0 + 1).ogg", duration: .seconds(random.seconds(lengths)))
        }
    }

    // MARK: Reading

    /// The text of each timetable, for the same test.
    var texts: [String] { files.map(\.text) }

    /// Every mistake in a file, for a test that holds this draft to what staff may write. A line for days on which its
    /// file does not apply is none: it merely never airs.
    var mistakes: [String] {
        let own = files.flatMap { Timetable.parse($0.text, file: $0.name, name: $0.name).diagnostics }
        return own.filter { $0.severity == .error }.map {
            "\($0.location.file):\($0.location.line): \($0.message(in: .en))"
        }
    }

    private mutating func read() {
        timetables = Timetables(files.indices.map { files[$0].timetable() }, calendar: calendar)
        orders = [:]
    }

    mutating func order(on date: CivilDate) -> RunningOrder? {
        if let known = orders[date] { return known }
        let order = timetables.runningOrder(on: date, clock: clock)
        orders[date] = .some(order)
        return order
    }

    /// The plan around a date, with every clip still to be prepared, as the daemon makes it.
    ///
    /// - Parameter since: from when on what was planned is not on record; nil for all is.
    mutating func plan(around date: CivilDate, since: Instant?, isClockTrusted: Bool) -> Plan {
        var days = -1...1
        if let since, clock.date(of: since) < date { days = -4...1 }
        var around: [RunningOrder] = []
        for day in days { if let order = order(on: date.adding(days: day)) { around.append(order) } }
        return Plan(
            zones: zones, orders: around, rotations: rotations, folders: folders.filter { !$0.value.isEmpty },
            isClockTrusted: isClockTrusted)
    }

    /// How long and how a clip sounds once it is prepared: always the same.
    func facts(of clip: ClipID) -> ClipFacts {
        var random = Seeded(seed ^ clip.description.fnv1a)
        let chime = clip.chime == nil ? 0 : 1.5
        let longest = random.pick([3, 10, 40, 40, 90, 300])
        return ClipFacts(
            duration: .seconds(random.seconds(1...longest) * Double(clip.times) + chime), chime: .seconds(chime))
    }
}
