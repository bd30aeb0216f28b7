// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What the rehearsal of one day says about the lines of the timetables.
struct DayFindings {
    /// A start that comes so much later than written is worth a word.
    private static let tolerance = Duration.seconds(1)

    private let order: RunningOrder
    private let records: [CueRecord]
    private let plan: Plan
    private let clock: CivilClock
    private let entries: [Location: Entry]
    private let emptyFolders: Set<String>

    /// - Parameter emptyFolders: the music folders that are there and have no file.
    init(
        _ order: RunningOrder, _ records: [CueRecord], _ plan: Plan, _ clock: CivilClock,
        _ entries: [Location: Entry], emptyFolders: Set<String>
    ) {
        self.emptyFolders = emptyFolders
        self.order = order
        self.records = records
        self.plan = plan
        self.clock = clock
        self.entries = entries
    }

    /// Each finding and the line that it is about.
    var all: [(finding: Finding, location: Location)] {
        let byKey = Dictionary(records.map { ($0.key, $0) }) { first, _ in first }
        let cues = order.cues.compactMap { cue in
            (nothing(for: cue.verb, cue.name) ?? byKey[cue.key].flatMap { finding(cue, $0) })
                .map { (finding: $0, location: cue.location) }
        }
        let rotations = order.rotations.compactMap { rule in
            finding(rule).map { (finding: $0, location: rule.location) }
        }
        return cues + rotations
    }

    /// The lines of the rotations that something was heard of.
    var heardRotations: [Location] {
        order.rotations.filter(isHeard).map(\.location)
    }

    /// The rotations whose stretch is over before a first message is sure to be due, and that were not heard.
    var rotationsWithoutTime: [(location: Location, when: When)] {
        order.rotations.filter { !hasTime($0) && !isHeard($0) && isPlayable($0) }.compactMap { rule in
            entries[rule.location].map { (rule.location, $0.when) }
        }
    }

    /// Whether there is nothing at all to be heard.
    private func nothing(for verb: Verb, _ name: String) -> Finding? {
        switch verb {
        case .promo: plan.rotations[name]?.isEmpty == true ? .emptyRotation(name) : nil
        case .music: emptyFolders.contains(name) ? .emptyFolder(name) : nil
        case .say, .play, .silence: nil
        }
    }

    // MARK: Cues

    private func finding(_ cue: Cue, _ record: CueRecord) -> Finding? {
        guard record.outcome == .aired else {
            // What cannot be played is told where its file or name is looked at.
            guard let reason = record.reason, !reason.isToldElsewhere else { return nil }
            return .neverAirs(occasion(of: cue), reason: reason.wording(clock: clock))
        }
        // Where the line says how late it may be, it is meant to wait.
        guard cue.verb != .music, cue.verb != .silence, entries[cue.location]?.options.lateness == nil,
            let heard = cue.isEnding ? record.end : record.start, heard - cue.planned > Self.tolerance,
            let earlier = onAir(before: record)
        else { return nil }
        return .startsLate(
            occasion(of: cue), by: (heard - cue.planned).roundedToSeconds, behind: earlier.name)
    }

    private func occasion(of cue: Cue) -> Finding.Occasion {
        guard let entry = entries[cue.location], case .each = entry.when else {
            return Finding.Occasion(order.date, nil)
        }
        return Finding.Occasion(order.date, clock.clockTime(of: cue.planned, countedFrom: order.date))
    }

    /// What was on air when the item should have begun: the last to end of those heard before it in its zones.
    private func onAir(before late: CueRecord) -> CueRecord? {
        let earlier = records.filter { record in
            guard let end = record.end, let start = late.start, record.verb != .music, record.verb != .silence,
                !Set(record.zones).isDisjoint(with: late.zones)
            else { return false }
            return record.key != late.key && end <= start
        }
        return earlier.max { ($0.end ?? $0.planned) < ($1.end ?? $1.planned) }
    }

    // MARK: Rotations

    private func finding(_ rule: RotationRule) -> Finding? {
        if let empty = nothing(for: rule.verb, rule.name) { return empty }
        guard hasTime(rule), !isHeard(rule), isPlayable(rule) else { return nil }
        return .noRoom(order.date, name: rule.name)
    }

    private func isHeard(_ rule: RotationRule) -> Bool {
        records.contains { $0.key.hasPrefix(rule.key + "/") && $0.outcome == .aired }
    }

    private func hasTime(_ rule: RotationRule) -> Bool {
        rule.to - rule.from > rule.maximum
    }

    /// Whether any of its messages can be had; why none can is told at its file.
    private func isPlayable(_ rule: RotationRule) -> Bool {
        let messages: [ClipID] =
            switch rule.verb {
            case .promo: plan.rotations[rule.name] ?? []
            case .say: [ClipID(.script, rule.name)]
            case .play: [ClipID(.item, rule.name)]
            case .music, .silence: []
            }
        return messages.contains { message in
            let clip = ClipID(message.source, message.name, chime: rule.chime, times: rule.times)
            return if case .ready = plan.clips[clip] { true } else { false }
        }
    }
}

extension Reason {
    /// Whether it is about a file, folder or name, which `check` looks at by itself.
    fileprivate var isToldElsewhere: Bool {
        switch self {
        case .unavailable, .notReady, .emptyFolder, .brokeOff, .noZone: true
        default: false
        }
    }
}

extension Duration {
    /// To the nearest second.
    fileprivate var roundedToSeconds: Duration {
        .seconds(Int(seconds.rounded()))
    }
}
