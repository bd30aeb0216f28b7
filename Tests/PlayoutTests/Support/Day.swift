// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// A plan built line by line, in UTC, on one date.
struct Day {
    static let date = CivilDate(year: 2026, month: 11, day: 21)!
    var cues: [Cue] = []
    var rules: [RotationRule] = []
    var clips: [ClipID: ClipState] = [:]
    var rotations: [String: [ClipID]] = [:]
    var folders: [String: [Song]] = [:]

    /// The instant at which clocks show that time, `HH:MM`, `HH:MM:SS` or `HH:MM:SS.mmm`.
    static func at(_ time: String) -> Instant {
        let parts = time.split(separator: ":").compactMap { Double($0) }
        let seconds = parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)
        return Instant(nanoseconds: 1_795_219_200_000_000_000) + .milliseconds((seconds * 1000).rounded())
    }

    /// A day with one music line at 00:00; its folder has songs of a minute.
    static func withMusic(songs: Int = 3, lasting seconds: Double = 60) -> Day {
        var day = Day()
        day.folder("pop", songs: songs, lasting: seconds)
        day.line("00:00", .music, "pop")
        return day
    }

    mutating func folder(_ name: String, songs: Int, lasting seconds: Double) {
        folders[name] = (0..<songs).map { Song(path: "\(name)/\($0 + 1).ogg", duration: .seconds(seconds)) }
    }

    /// Adds a line; its clip is ready when it has a duration.
    mutating func line(
        _ time: String, _ verb: Verb, _ name: String = "", lasting seconds: Double? = nil,
        ending: Bool = false, alone: Bool = false, late: Duration = Cue.defaultLateness
    ) {
        cues.append(
            Cue(
                key: "\(Self.date)/everyday/\(time)/\(verb.rawValue)/\(name)", when: time, verb: verb,
                name: name,
                planned: Self.at(time), isEnding: ending, isAlone: alone, lateness: late,
                location: Location(file: "day", line: cues.count + 1, column: 1)))
        if let seconds { clips[Self.clip(verb, name)] = .ready(ClipFacts(duration: .seconds(seconds))) }
    }

    static func clip(_ verb: Verb, _ name: String) -> ClipID {
        ClipID(verb == .play ? .item : .script, name)
    }

    /// Adds a rotation with members `NAME-1`, `NAME-2`, … that last so many seconds.
    mutating func promos(
        _ name: String = "offers", every minutes: ClosedRange<Int>, from: String, to: String,
        lasting seconds: [Double], alone: Bool = false
    ) {
        let when = "every \(minutes.lowerBound)-\(minutes.upperBound)m"
        rules.append(
            RotationRule(
                key: "\(Self.date)/everyday/\(when)/promo/\(name)", when: when, name: name,
                minimum: .minutes(minutes.lowerBound), maximum: .minutes(minutes.upperBound),
                from: Self.at(from), to: Self.at(to), isAlone: alone,
                location: Location(file: "day", line: 99, column: 1)))
        let members = seconds.indices.map { ClipID(.promo(rotation: name), "\(name)-\($0 + 1)") }
        rotations[name] = members
        for (member, length) in zip(members, seconds) {
            clips[member] = .ready(ClipFacts(duration: .seconds(length)))
        }
    }

    mutating func remove(_ name: String) {
        cues.removeAll { $0.name == name }
        rules.removeAll { $0.name == name }
    }

    var plan: Plan {
        let written = cues.enumerated().sorted {
            ($0.element.planned, $0.offset) < ($1.element.planned, $1.offset)
        }
        let order = RunningOrder(
            date: Self.date, opens: Self.at("08:00"), closes: Self.at("22:00"),
            cues: written.map(\.element),
            rotations: rules)
        return Plan(orders: [order], clips: clips, rotations: rotations, folders: folders)
    }
}

/// Words for staff, the same in both languages.
func words(_ text: String) -> Wording {
    Wording(en: text, zh: text)
}
