// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What the rehearsal of one day says about the lines of the timetables.
struct DayFindings {
    /// A start that comes so much later than written is worth a word.
    private static let tolerance = Duration.seconds(1)

    private let order: RunningOrder
    private let records: [CueRecord]
    private let clock: CivilClock

    init(_ order: RunningOrder, _ records: [CueRecord], _ clock: CivilClock) {
        self.clock = clock
        self.order = order
        self.records = records
    }

    /// Each finding and the line that it is about.
    var all: [(finding: Finding, location: Location)] {
        let byKey = Dictionary(records.map { ($0.key, $0) }) { first, _ in first }
        let cues = order.cues.compactMap { cue in
            byKey[cue.key].flatMap { finding(cue, $0) }.map { (finding: $0, location: cue.location) }
        }
        return cues
            + order.rotations.compactMap { rule in
                hasRoom(rule) ? nil : (finding: .noRoom(order.date, rotation: rule.name), location: rule.location)
            }
    }

    private func finding(_ cue: Cue, _ record: CueRecord) -> Finding? {
        guard record.outcome == .aired else {
            // What cannot be played is told where its file or name is looked at.
            guard let reason = record.reason, !reason.isToldElsewhere else { return nil }
            return .neverAirs(order.date, reason: reason.wording(clock: clock))
        }
        guard cue.verb != .music, cue.verb != .silence, let heard = cue.isEnding ? record.end : record.start,
            heard - cue.planned > Self.tolerance
        else { return nil }
        return .startsLate(
            order.date, by: (heard - cue.planned).roundedToSeconds, behind: onAir(before: record)?.name ?? cue.name)
    }

    /// What was on air when the item should have begun: the last to end of those heard before it.
    private func onAir(before late: CueRecord) -> CueRecord? {
        let earlier = records.filter { record in
            guard let end = record.end, let start = late.start, record.verb != .music, record.verb != .silence else {
                return false
            }
            return record.key != late.key && end <= start
        }
        return earlier.max { ($0.end ?? $0.planned) < ($1.end ?? $1.planned) }
    }

    /// A rotation whose span was over before a first message is due wants none.
    private func hasRoom(_ rule: RotationRule) -> Bool {
        records.contains { $0.key.hasPrefix(rule.key + "/") && $0.outcome == .aired }
            || rule.to - rule.from <= rule.maximum
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
