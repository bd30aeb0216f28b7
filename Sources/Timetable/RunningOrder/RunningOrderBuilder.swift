// SPDX-License-Identifier: Apache-2.0

/// Collects the cues and rotations of one date.
struct RunningOrderBuilder {
    /// The most cues that one `every` line gives on a day: one a minute from -12:00 to 48:00, the widest window and
    /// the shortest span that can be written.
    static let mostOccurrences = 60 * 60 + 1

    private let times: DayTimes
    private let datePart: String
    private var cues: [Cue] = []
    private var rotations: [RotationRule] = []
    /// How often each key was given out, for telling twins apart.
    private var uses: [String: Int] = [:]

    init(_ times: DayTimes) {
        self.times = times
        datePart = times.date.description
    }

    /// What was added: the cues by planned time, those of one time in the order in which they came.
    var runningOrder: RunningOrder {
        let ordered = cues.enumerated().sorted {
            ($0.element.planned, $0.offset) < ($1.element.planned, $1.offset)
        }
        return RunningOrder(
            date: times.date, opens: times.opens, closes: times.closes, cues: ordered.map(\.element),
            rotations: rotations)
    }

    /// Adds what an entry gives; `key` is what its keys have after the date.
    mutating func add(_ entry: Entry, key: String, zones: [String]) {
        let when = entry.when.spelling
        switch entry.when {
        case .at(let moment):
            cues.append(cue(entry, key: unique(datePart + key), when, zones, at: times.instant(moment)))
        case .each(let span):
            for instant in occurrences(every: span, entry.options) {
                let time = times.clock.clockTime(of: instant, countedFrom: times.date)
                let key = unique("\(datePart)\(key)/\(time)")
                cues.append(cue(entry, key: key, when, zones, at: instant))
            }
        case .every(let minimum, let maximum):
            let options = entry.options
            rotations.append(
                RotationRule(
                    key: unique(datePart + key), when: when, verb: entry.verb, name: entry.name ?? "",
                    minimum: minimum, maximum: maximum, from: options.from.map(times.instant) ?? times.opens,
                    to: options.to.map(times.instant) ?? times.closes, chime: options.chime?.text,
                    isAlone: options.isAlone, zones: zones, times: options.times ?? 1,
                    broadcastClass: options.broadcastClass, location: entry.location))
        }
    }

    private func cue(_ entry: Entry, key: String, _ when: String, _ zones: [String], at planned: Instant) -> Cue {
        let options = entry.options
        return Cue(
            key: key, when: when, verb: entry.verb, name: entry.name ?? "", planned: planned,
            isEnding: options.isEnding, chime: options.chime?.text, isAlone: options.isAlone, zones: zones,
            times: options.times ?? 1, broadcastClass: options.broadcastClass, isInOrder: options.isInOrder,
            lateness: options.lateness ?? Cue.defaultLateness, location: entry.location)
    }

    /// The instants of an `every SPAN`: from the first on as time passes, so that a change of the clocks neither
    /// doubles one nor leaves one out.
    private func occurrences(every span: Duration, _ options: Options) -> some Sequence<Instant> {
        let first = options.from.map(times.instant) ?? times.firstMark(every: span)
        let last = options.to.map(times.instant) ?? times.closes
        return sequence(first: first) { $0 + max(span, .seconds(1)) }.prefix(Self.mostOccurrences)
            .prefix { $0 <= last }
    }

    private mutating func unique(_ key: String) -> String {
        let use = uses[key, default: 0] + 1
        uses[key] = use
        return use == 1 ? key : "\(key)/\(use)"
    }
}
