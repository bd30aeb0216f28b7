// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Timetable

/// What may go wrong on a random day.
enum Trouble: String, CaseIterable, Sendable {
    /// Everything plays as planned, but the desk announces what it likes.
    case announcements
    /// Also, timetables are edited, and sounds are prepared late or never.
    case edits
    /// Also, playbacks begin late, break off, or are never reported.
    case faults
}

/// A day made of a seed, three hours long, and how it went.
struct RandomDay {
    /// An announcement the desk pushed, and when.
    struct Pushed {
        var id: String
        var at: Instant
        var broadcastClass: BroadcastClass
        var expires: Instant?
    }

    static let begin = "08:00"
    static let end = "11:00"
    let trouble: Trouble
    private var random: Seeded
    private(set) var day: Day
    private(set) var desk: Desk
    private(set) var pushed: [Pushed] = []
    /// Every timed cue of any plan that was still to come when it was loaded, by key.
    private(set) var cues: [String: Cue] = [:]
    /// Those a later plan took away.
    private(set) var removed: Set<String> = []
    /// Names of all that was ever written to play `alone`.
    private(set) var alone: Set<String> = []
    /// The lines of the bed in each plan, and from when on they were those.
    private(set) var bedLines: [(from: Instant, lines: [Cue])] = []
    private(set) var rules: [String: RotationRule] = [:]

    init(seed: UInt64, _ trouble: Trouble) {
        self.trouble = trouble
        random = Seeded(seed)
        day = Self.draft(&random, trouble)
        desk = Desk(day, at: Self.begin, seed: seed) {
            trouble == .faults ? Self.fault($0, seed) : Desk.Fault()
        }
        noteCues()
    }

    // MARK: Running

    /// Runs to the end of the day, with something happening every few minutes, and until all has ended.
    mutating func run() {
        var now = Day.at(Self.begin)
        while true {
            now = now + .milliseconds(random.number(1_000...300_000))
            guard now < Day.at(Self.end) else { break }
            desk.run(to: now)
            intervene()
        }
        desk.run(to: Day.at(Self.end) + .minutes(90))
    }

    private mutating func intervene() {
        switch random.number(0...9) {
        case 0...5: announce()
        case 6...7 where trouble != .announcements: edit()
        case 8 where trouble != .announcements: prepareOne()
        default: break
        }
    }

    private mutating func announce() {
        let broadcastClass = random.pick([BroadcastClass.promo, .notice, .notice, .urgent, .urgent])
        let expires = random.once(in: 3) ? desk.now + .seconds(random.number(5...900)) : nil
        let id = "announcement-\(pushed.count + 1)"
        let length = random.seconds(1...60)
        let chime = min(length / 2, random.seconds(0...2))
        pushed.append(Pushed(id: id, at: desk.now, broadcastClass: broadcastClass, expires: expires))
        desk.announce(id, broadcastClass, lasting: length, chime: chime, expires: expires)
    }

    private mutating func edit() {
        let before = Set(day.cues.map(\.key))
        for _ in 0..<random.number(0...3) where !day.cues.isEmpty {
            let index = random.number(0...day.cues.count - 1)
            // The music of the whole day stays: without a line there is no bed to look after.
            if day.cues[index].planned > Day.at(Self.begin) { day.cues.remove(at: index) }
        }
        for _ in 0..<random.number(0...3) { Self.addTimed(to: &day, &random, trouble) }
        if random.once(in: 2) {
            let songs = random.number(1...6)
            day.folder(random.pick(["a", "b"]), songs: songs, lasting: random.seconds(20...300))
        }
        removed.formUnion(before.subtracting(day.cues.map(\.key)))
        removed.subtract(day.cues.map(\.key))
        desk.load(day)
        noteCues()
    }

    /// A sound comes late.
    private mutating func prepareOne() {
        let missing = day.cues.filter { $0.name.hasPrefix("item") }.map { Day.clip($0.verb, $0.name) }
            .filter { day.clips[$0] == nil }
        guard let clip = missing.first else { return }
        let ready = ClipState.ready(ClipFacts(duration: .seconds(random.seconds(2...30))))
        day.clips[clip] = ready
        desk.prepare([clip: ready])
    }

    private mutating func noteCues() {
        for cue in day.cues where cue.planned > desk.now && cue.name.hasPrefix("item") { cues[cue.key] = cue }
        for rule in day.rules { rules[rule.key] = rule }
        alone.formUnion(day.cues.filter(\.isAlone).map(\.name))
        let lines = day.cues.filter { $0.verb == .music || $0.verb == .silence }
        bedLines.append((desk.now, lines.sorted { $0.planned < $1.planned }))
    }

    // MARK: Making

    private static func draft(_ random: inout Seeded, _ trouble: Trouble) -> Day {
        var day = Day()
        for name in ["a", "b", "c"] {
            day.folder(name, songs: random.number(4...8), lasting: random.seconds(8...400))
        }
        day.line("08:00", .music, random.pick(["a", "b", "c"]))
        for _ in 0..<random.number(0...8) {
            let time = time(&random)
            if random.once(in: 6) {
                day.line(time, .silence)
            } else {
                day.line(time, .music, random.pick(["a", "b", "c", "none"]))
            }
        }
        for _ in 0..<random.number(5...40) { addTimed(to: &day, &random, trouble) }
        for name in ["offers", "news"].prefix(random.number(0...2)) {
            let minimum = random.number(3...8)
            let lengths = (0..<random.number(1...5)).map { _ in random.seconds(3...45) }
            day.promos(
                name, every: minimum...(minimum + random.number(2...6)), from: "08:05", to: "10:45",
                lasting: lengths, alone: random.once(in: 6))
        }
        return day
    }

    private static func time(_ random: inout Seeded) -> String {
        let minutes = random.number(3...175)
        return "\(8 + minutes / 60):\(minutes % 60):\(random.once(in: 2) ? 0 : random.number(1...59))"
    }

    private static func addTimed(to day: inout Day, _ random: inout Seeded, _ trouble: Trouble) {
        let name = "item-\(random.next())"
        let isReady = trouble == .announcements || !random.once(in: 8)
        day.line(
            time(&random), random.pick([.say, .play]), name, lasting: isReady ? random.seconds(2...90) : nil,
            ending: random.once(in: 8), alone: random.once(in: 5),
            late: random.pick([.zero, .seconds(60), .seconds(60), .minutes(10)]))
        let clip = Day.clip(day.cues.last!.verb, name)
        if !isReady, random.once(in: 2) { day.clips[clip] = .unavailable(words("a draft")) }
    }

    private static func fault(_ playback: Playback, _ seed: UInt64) -> Desk.Fault {
        var random = Seeded(seed &* 0x9E37 &+ playback.id.number)
        if case .song = playback.content {
            guard random.once(in: 40) else { return Desk.Fault() }
            return Desk.Fault(breaksOff: random.pick([.zero, .seconds(random.seconds(0...20))]))
        }
        guard random.once(in: 12) else { return Desk.Fault() }
        return switch random.number(0...3) {
        case 0: Desk.Fault(delay: .milliseconds(random.number(1...900)))
        case 1: Desk.Fault(breaksOff: .zero)
        case 2: Desk.Fault(breaksOff: .seconds(random.seconds(0...5)))
        default: Desk.Fault(isUnreported: true)
        }
    }
}

/// The time of day of an instant, for messages: `9:00:02.5`.
func text(_ instant: Instant) -> String {
    let milliseconds = (instant - Day.at("00:00")).nanoseconds / 1_000_000
    let minutes = milliseconds / 60_000
    return "\(minutes / 60):\(minutes % 60):\(Double(milliseconds % 60_000) / 1000)"
}
