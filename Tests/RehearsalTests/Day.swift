// SPDX-License-Identifier: Apache-2.0
import Playout
import Rehearsal
import Timetable

/// A day built line by line, in UTC, for tests that rehearse it.
struct Day {
    static let date = CivilDate(year: 2026, month: 11, day: 21)!
    private(set) var cues: [Cue] = []
    private(set) var rules: [RotationRule] = []
    private(set) var clips: [ClipID: ClipState] = [:]
    private(set) var rotations: [String: [ClipID]] = [:]
    private(set) var folders: [String: [Song]] = [:]

    /// The instant at which clocks show that time, `HH:MM` or `HH:MM:SS`.
    static func at(_ time: String) -> Instant {
        let parts = time.split(separator: ":").compactMap { Int($0) }
        let seconds = parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)
        return Instant(nanoseconds: 1_795_219_200_000_000_000) + .seconds(seconds)
    }

    mutating func folder(_ name: String, songs: Int, lasting seconds: Int) {
        folders[name] = (1...songs).map { Song(path: "\(name)/\($0).ogg", duration: .seconds(seconds)) }
    }

    mutating func line(
        _ time: String, _ verb: Verb, _ name: String = "", lasting seconds: Double = 0, ending: Bool = false,
        alone: Bool = false, late: Duration = Cue.defaultLateness
    ) {
        let key = "\(Self.date)/everyday/\(time)/\(verb.rawValue)/\(name)"
        cues.append(
            Cue(
                key: key, when: time, verb: verb, name: name, planned: Self.at(time), isEnding: ending,
                isAlone: alone, lateness: late, location: Location(file: "day", line: cues.count + 1, column: 1)))
        guard seconds > 0 else { return }
        let source: ClipID.Source = verb == .play ? .item : .script
        clips[ClipID(source, name)] = .ready(ClipFacts(duration: .seconds(seconds)))
    }

    mutating func promos(
        every minutes: ClosedRange<Int>, from: String, to: String, name: String = "offers", lasting: [Double]
    ) {
        let members = lasting.indices.map { ClipID(.promo(rotation: name), "\(name)-\($0 + 1)") }
        rules.append(
            RotationRule(
                key: "\(Self.date)/everyday/every-\(minutes.lowerBound)-\(minutes.upperBound)m/promo/\(name)",
                when: "every \(minutes.lowerBound)-\(minutes.upperBound)m", name: name,
                minimum: .minutes(minutes.lowerBound), maximum: .minutes(minutes.upperBound),
                from: Self.at(from), to: Self.at(to), location: Location(file: "day", line: 99, column: 1)))
        rotations[name] = members
        for (member, seconds) in zip(members, lasting) {
            clips[member] = .ready(ClipFacts(duration: .seconds(seconds)))
        }
    }

    mutating func without(_ clip: ClipID, because detail: String) {
        clips[clip] = .unavailable(Wording(en: detail, zh: detail))
    }

    var plan: Plan {
        let order = RunningOrder(
            date: Self.date, opens: Self.at("08:00"), closes: Self.at("22:00"),
            cues: cues.sorted { $0.planned < $1.planned }, rotations: rules)
        return Plan(orders: [order], clips: clips, rotations: rotations, folders: folders)
    }

    func rehearsed(from: String = "00:00", to: String = "23:59", seed: UInt64 = 1) -> [CueRecord] {
        var rehearsal = Rehearsal(plan, settings: DirectorSettings(), seed: seed, from: Self.at(from))
        return rehearsal.run(until: Self.at(to))
    }
}

extension [CueRecord] {
    func named(_ name: String) -> CueRecord? { first { $0.name == name } }
    var promos: [CueRecord] { filter { $0.verb == .promo } }
}
