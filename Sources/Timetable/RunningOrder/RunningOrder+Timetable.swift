// SPDX-License-Identifier: Apache-2.0

extension RunningOrder {
    /// What `timetable` gives for `date` where `clock` is the civil time.
    ///
    /// Opening and closing are civil times; an offset from them is time that passes, so that `open-10m` is ten
    /// minutes before opening even when the clocks change in between.
    public init(_ timetable: Timetable, on date: CivilDate, clock: CivilClock) {
        var builder = RunningOrderBuilder(timetable, date, clock)
        for (order, entry) in timetable.entries.enumerated() { builder.add(entry, order: order) }
        self.init(
            date: date, opens: builder.opens, closes: builder.closes, cues: builder.sortedCues,
            rotations: builder.rotations)
    }
}

/// Collects the cues and rotations of one date.
private struct RunningOrderBuilder {
    let opens: Instant
    let closes: Instant
    private(set) var rotations: [RotationRule] = []
    private var cues: [(order: Int, cue: Cue)] = []
    /// How often each key was given out, for telling twins apart.
    private var uses: [String: Int] = [:]
    private let timetable: Timetable
    private let date: CivilDate
    private let clock: CivilClock

    init(_ timetable: Timetable, _ date: CivilDate, _ clock: CivilClock) {
        self.timetable = timetable
        self.date = date
        self.clock = clock
        opens = clock.instant(date, timetable.open ?? .startOfDay)
        closes = clock.instant(date, timetable.close ?? .endOfDay)
    }

    var sortedCues: [Cue] {
        cues.sorted { ($0.cue.planned, $0.order) < ($1.cue.planned, $1.order) }.map(\.cue)
    }

    mutating func add(_ entry: Entry, order: Int) {
        let options = entry.options
        switch entry.when {
        case .at(let moment):
            let cue = Cue(
                key: key(of: entry), when: entry.when.spelling, verb: entry.verb, name: entry.name ?? "",
                planned: instant(moment), isEnding: options.isEnding, chime: options.chime?.text,
                isAlone: options.isAlone, lateness: options.lateness ?? Cue.defaultLateness,
                location: entry.location)
            cues.append((order, cue))
        case .each: break
        case .every(let minimum, let maximum):
            let rule = RotationRule(
                key: key(of: entry), when: entry.when.spelling, name: entry.name ?? "", minimum: minimum,
                maximum: maximum, from: options.from.map(instant) ?? opens,
                to: options.to.map(instant) ?? closes, chime: options.chime?.text, isAlone: options.isAlone,
                location: entry.location)
            rotations.append(rule)
        }
    }

    private mutating func key(of entry: Entry) -> String {
        let when = entry.when.spelling.split(separator: " ").joined(separator: "-")
        let parts = [date.description, timetable.name, when, entry.verb.rawValue, entry.name]
        let key = parts.compactMap { $0 }.joined(separator: "/")
        let use = uses[key, default: 0] + 1
        uses[key] = use
        return use == 1 ? key : "\(key)/\(use)"
    }

    private func instant(_ moment: Moment) -> Instant {
        switch moment {
        case .clock(let time): clock.instant(date, time)
        case .anchored(.open, let offset): opens + offset
        case .anchored(.close, let offset): closes + offset
        }
    }
}
