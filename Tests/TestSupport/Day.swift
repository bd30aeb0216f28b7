// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// Days built line by line, in UTC: the lines of 2026-11-21, and of others that follow or come before.
public struct Day: Sendable {
    /// The date whose times `at` takes.
    public static let date = CivilDate(year: 2026, month: 11, day: 21)!

    /// The names of the store's zones.
    public var zones = ["store"]
    /// In the order in which they were written.
    public var cues: [Cue] = []
    /// In the order in which they were written.
    public var rules: [RotationRule] = []
    /// What is known of each clip.
    public var clips: [ClipID: ClipState] = [:]
    /// The members of each rotation.
    public var rotations: [String: [ClipID]] = [:]
    /// The songs of each music folder.
    public var folders: [String: [Song]] = [:]
    /// When the store opens and closes, as `at` takes it.
    public var hours = (opens: "08:00", closes: "22:00")

    /// A day without lines.
    public init() {}

    /// The instant at which clocks show that time, `HH:MM`, `HH:MM:SS` or `HH:MM:SS.mmm`; `25:00` is the day
    /// after.
    public static func at(_ time: String) -> Instant {
        let parts = time.split(separator: ":").compactMap { Double($0) }
        let seconds = parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)
        return Instant(nanoseconds: 1_795_219_200_000_000_000) + .milliseconds((seconds * 1000).rounded())
    }

    /// A day with one music line at 00:00 for all zones; its folder has songs of a minute.
    public static func withMusic(
        songs: Int = 3, lasting seconds: Double = 60, zones: [String] = ["store"]
    ) -> Day {
        var day = Day()
        day.zones = zones
        day.folder("pop", songs: songs, lasting: seconds)
        day.line("00:00", .music, "pop")
        return day
    }

    /// Adds a music folder with songs `NAME/1.ogg`, `NAME/2.ogg`, …
    public mutating func folder(_ name: String, songs: Int, lasting seconds: Double) {
        folders[name] = (0..<songs).map { Song(path: "\(name)/\($0 + 1).ogg", duration: .seconds(seconds)) }
    }

    /// Adds a line; its clip is ready when it has a duration, which counts each repeat.
    ///
    /// - Parameter day: the order it stands in, so many days after the date; `time` counts from the date.
    public mutating func line(
        _ time: String, _ verb: Verb, _ name: String = "", lasting seconds: Double? = nil,
        ending: Bool = false, alone: Bool = false, in zones: [String] = [], times: Int = 1,
        as broadcastClass: BroadcastClass? = nil, inOrder: Bool = false,
        late: Duration = Cue.defaultLateness, day: Int = 0
    ) {
        let cue = Cue(
            key: "\(Self.date.adding(days: day))/everyday/\(time)/\(verb.rawValue)/\(name)", when: time,
            verb: verb, name: name,
            planned: Self.at(time), isEnding: ending, isAlone: alone, zones: zones, times: times,
            broadcastClass: broadcastClass, isInOrder: inOrder, lateness: late,
            location: Location(file: "day", line: cues.count + 1, column: 1))
        cues.append(cue)
        if let seconds {
            clips[Self.clip(verb, name, times: times)] = .ready(ClipFacts(duration: .seconds(seconds)))
        }
    }

    /// What a `say` or `play` cue plays.
    public static func clip(of cue: Cue) -> ClipID {
        clip(cue.verb, cue.name, times: cue.times)
    }

    /// What a `say` or `play` line plays.
    public static func clip(_ verb: Verb, _ name: String, times: Int = 1) -> ClipID {
        ClipID(verb == .play ? .item : .script, name, times: times)
    }

    /// Adds a rotation with members `NAME-1`, `NAME-2`, … that last so many seconds.
    public mutating func promos(
        _ name: String = "offers", every minutes: ClosedRange<Int>, from: String, to: String,
        lasting seconds: [Double], alone: Bool = false, in zones: [String] = []
    ) {
        rule(.promo, name, every: minutes, from: from, to: to, alone: alone, in: zones)
        let members = seconds.indices.map { ClipID(.promo(rotation: name), "\(name)-\($0 + 1)") }
        rotations[name] = members
        for (member, length) in zip(members, seconds) {
            clips[member] = .ready(ClipFacts(duration: .seconds(length)))
        }
    }

    /// Adds a rotation of one script or item that lasts so many seconds.
    public mutating func every(
        _ minutes: ClosedRange<Int>, _ verb: Verb, _ name: String, from: String, to: String,
        lasting seconds: Double, alone: Bool = false, in zones: [String] = [], times: Int = 1,
        as broadcastClass: BroadcastClass? = nil
    ) {
        rule(
            verb, name, every: minutes, from: from, to: to, alone: alone, in: zones, times: times,
            as: broadcastClass)
        clips[Self.clip(verb, name, times: times)] = .ready(ClipFacts(duration: .seconds(seconds)))
    }

    private mutating func rule(
        _ verb: Verb, _ name: String, every minutes: ClosedRange<Int>, from: String, to: String, alone: Bool,
        in zones: [String], times: Int = 1, as broadcastClass: BroadcastClass? = nil
    ) {
        let when = "every \(minutes.lowerBound)-\(minutes.upperBound)m"
        rules.append(
            RotationRule(
                key: "\(Self.date)/everyday/\(when)/\(verb.rawValue)/\(name)", when: when, verb: verb,
                name: name, minimum: .minutes(minutes.lowerBound), maximum: .minutes(minutes.upperBound),
                from: Self.at(from), to: Self.at(to), isAlone: alone, zones: zones, times: times,
                broadcastClass: broadcastClass, location: Location(file: "day", line: 99, column: 1)))
    }

    /// Takes all lines of that name away.
    public mutating func remove(_ name: String) {
        cues.removeAll { $0.name == name }
        rules.removeAll { $0.name == name }
    }

    /// The orders of all dates that have lines, and of the date itself.
    public var orders: [RunningOrder] {
        let written = cues.enumerated().sorted {
            ($0.element.planned, $0.offset) < ($1.element.planned, $1.offset)
        }
        var days = Dictionary(grouping: written.map(\.element)) { CivilDate(String($0.key.prefix(10))) ?? Self.date }
        days[Self.date, default: []] += []
        return days.map { date, cues in
            let days = (-9...9).first { Self.date.adding(days: $0) == date } ?? 0
            return RunningOrder(
                date: date, opens: Self.at(hours.opens) + .hours(24 * days),
                closes: Self.at(hours.closes) + .hours(24 * days), cues: cues,
                rotations: days == 0 ? rules : [])
        }.sorted { $0.date < $1.date }
    }

    /// All that was written, as the director is given it.
    public var plan: Plan {
        Plan(zones: zones, orders: orders, clips: clips, rotations: rotations, folders: folders)
    }
}

/// Words for staff, the same in both languages.
public func words(_ text: String) -> Wording {
    Wording(en: text, zh: text)
}
