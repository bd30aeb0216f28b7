// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What the timetables have said up to now.
struct Written {
    private(set) var plan = Plan(orders: [])
    /// What each cue said, the latest version last: an edit may change what a line says besides its key.
    private(set) var cues: [String: [Cue]] = [:]
    private(set) var rules: [String: [RotationRule]] = [:]
    /// The keys of the plan in force.
    private(set) var present: Set<String> = []
    /// The `music` and `silence` lines of the plan in force, by when they come; of one instant the last counts.
    private var lines: [Line] = []

    /// A `music` or `silence` line: what is asked of it at every step, and no more.
    struct Line {
        let zones: ZoneSet
        let planned: Instant
        let verb: Verb
        let key: String
        /// The folder.
        let name: String
    }

    mutating func load(_ plan: Plan) {
        self.plan = plan
        (present, lines) = ([], [])
        present.reserveCapacity(plan.orders.reduce(0) { $0 + $1.cues.count + $1.rotations.count })
        for order in plan.orders {
            for cue in order.cues {
                present.insert(cue.key)
                Self.add(cue, to: &cues[cue.key, default: []])
                guard cue.isLine else { continue }
                lines.append(
                    Line(
                        zones: plan.zones(named: cue.zones), planned: cue.planned, verb: cue.verb, key: cue.key,
                        name: cue.name))
            }
            for rule in order.rotations {
                present.insert(rule.key)
                Self.add(rule, to: &rules[rule.key, default: []])
            }
        }
        // What comes at the same instant stays in its order.
        lines.sort { $0.planned < $1.planned }
    }

    private static func add<Version: Equatable>(_ version: Version, to versions: inout [Version]) {
        if versions.last != version { versions.append(version) }
        if versions.count > 2 { versions.removeFirst() }
    }

    /// The line in force in a zone; nil before the first, and while the clock is not to be believed.
    func line(in zone: ZoneSet, at now: Instant) -> Line? {
        guard plan.isClockTrusted else { return nil }
        var place = firstLine(after: now)
        while place > 0 {
            place -= 1
            if lines[place].zones.intersects(zone) { return lines[place] }
        }
        return nil
    }

    /// The next line of a zone.
    func nextLine(in zone: ZoneSet, after now: Instant) -> Line? {
        guard plan.isClockTrusted else { return nil }
        for place in firstLine(after: now)..<lines.count where lines[place].zones.intersects(zone) {
            return lines[place]
        }
        return nil
    }

    /// The place of the first line of any zone that comes after an instant.
    private func firstLine(after now: Instant) -> Int {
        var (low, high) = (0, lines.count)
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].planned <= now { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The rule a message of a rotation is of, by its key without its count.
    static func rule(of key: String) -> String {
        key.lastIndex(of: "/").map { String(key[..<$0]) } ?? key
    }
}

extension Cue {
    /// Who gives way to it; `music` for the bed's verbs.
    var ranked: BroadcastClass {
        switch verb {
        case .music, .silence: .music
        case .promo: broadcastClass ?? .promo
        case .play, .say: broadcastClass ?? .notice
        }
    }

    /// The clip it plays; nil for a promo, whose member is chosen when due, and for the bed's verbs.
    var clip: ClipID? {
        switch verb {
        case .play: ClipID(.item, name, chime: chime, times: times)
        case .say: ClipID(.script, name, chime: chime, times: times)
        case .promo, .music, .silence: nil
        }
    }

    var isLine: Bool { verb.isBed }
}

extension RotationRule {
    /// Who gives way to it.
    var ranked: BroadcastClass { broadcastClass ?? (verb == .promo ? .promo : .notice) }
}

/// What was counted, to see that a run was not idle.
public struct Figures: Sendable, Equatable {
    /// Events the director handled, and how many of them were its own deadlines.
    public internal(set) var steps = 0, ticks = 0
    /// What it decided.
    public internal(set) var effects = 0
    /// Cues that aired, and that did not, with their reasons.
    public internal(set) var aired = 0, missed = 0
    /// Announcements that were accepted, and their hearings.
    public internal(set) var announcements = 0, hearings = 0
    /// Plans that were loaded, crashes, and settings of the clock.
    public internal(set) var loads = 0, crashes = 0, clockSteps = 0
    /// How often the director was compared with one made of the record.
    public internal(set) var twins = 0

    /// Of nothing.
    public init() {}

    mutating func note(_ event: Event) {
        steps += 1
        switch event {
        case .tick: ticks += 1
        case .load: loads += 1
        default: break
        }
    }

    /// Adds those of another run.
    public static func += (total: inout Figures, other: Figures) {
        total.steps += other.steps
        total.ticks += other.ticks
        total.effects += other.effects
        total.aired += other.aired
        total.missed += other.missed
        total.announcements += other.announcements
        total.hearings += other.hearings
        total.loads += other.loads
        total.crashes += other.crashes
        total.clockSteps += other.clockSteps
        total.twins += other.twins
    }
}
