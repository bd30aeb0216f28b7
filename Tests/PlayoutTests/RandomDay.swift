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
    /// As with edits, and cards are lost and come back.
    case cards
}

/// A day made of a seed, three hours long, and how it went. It may lie across midnight, with lines of both
/// dates among each other.
struct RandomDay {
    /// An announcement the desk pushed, and when.
    struct Pushed {
        var id: String
        var at: Instant
        var broadcastClass: BroadcastClass
        var zones: ZoneSet
        var expires: Instant?
        /// How often it is heard at most; nil for without limit.
        var times: Int? = 1
        /// When it was cancelled, claimed, or ended by one that took its place.
        var cancelled: Instant?
        var claimed: Instant?
        /// The zones that one which took its place has, and since when.
        var replaced: [(zones: ZoneSet, at: Instant)] = []
    }

    static let allClear = ClipID(.script, "all-clear")

    let trouble: Trouble
    private var random: Seeded
    private(set) var draft: RandomDraft
    private(set) var desk: Desk
    private(set) var pushed: [Pushed] = []
    /// When the cards of which zones were away.
    private(set) var losses: [(zones: ZoneSet, from: Instant, to: Instant)] = []
    private var lost: (zones: ZoneSet, from: Instant)?
    /// Every timed cue of any plan that was still to come when it was loaded, by key.
    private(set) var cues: [String: Cue] = [:]
    /// Every timed cue that was ever written, by name.
    private(set) var written: [String: Cue] = [:]
    /// Those a later plan took away.
    private(set) var removed: Set<String> = []
    /// The lines of the bed in each plan, and from when on they were those.
    private(set) var bedLines: [(from: Instant, lines: [Cue])] = []
    private(set) var rules: [String: RotationRule] = [:]

    init(seed: UInt64, _ trouble: Trouble) {
        self.trouble = trouble
        random = Seeded(seed)
        draft = RandomDraft(&random, trouble)
        desk = Desk(draft.day, at: draft.begin, seed: seed) {
            trouble == .faults ? Self.fault($0, seed) : Desk.Fault()
        }
        noteCues()
    }

    var day: Day { draft.day }

    // MARK: Running

    /// Runs to the end of the day, with something happening every few minutes, and until all has ended.
    mutating func run() {
        while goOn() {}
        if lost != nil { loseOrFind() }
        // What nobody ends would go on for ever.
        for index in pushed.indices where pushed[index].times == nil { cancel(index) }
        desk.run(to: draft.end + .minutes(90))
    }

    /// Runs to the next thing that happens; answers whether the day goes on.
    mutating func goOn() -> Bool {
        let next = desk.now + .milliseconds(random.number(1_000...300_000))
        guard next < draft.end else { return false }
        desk.run(to: next)
        intervene()
        return true
    }

    private mutating func intervene() {
        if trouble == .cards, random.once(in: 3) { return loseOrFind() }
        switch random.number(0...13) {
        case 0...5: announce()
        case 10...11: endOne()
        case 12 where trouble == .announcements || random.once(in: 2): announceEmergency()
        case 6...7 where trouble != .announcements: edit()
        case 8 where trouble != .announcements: prepareOne()
        // The daemon loads the plan anew at midnight.
        case 9: desk.load(day)
        default: break
        }
    }

    private mutating func announce() {
        let broadcastClass = random.pick([BroadcastClass.promo, .notice, .notice, .urgent, .urgent])
        let expires = random.once(in: 3) ? desk.now + .seconds(random.number(5...900)) : nil
        let id = "announcement-\(pushed.count + 1)"
        let length = random.seconds(1...60)
        let chime = min(length / 2, random.seconds(0...2))
        let zones = draft.someZones(&random)
        let times = random.once(in: 6) ? nil : random.once(in: 4) ? random.number(2...4) : 1
        pushed.append(
            Pushed(
                id: id, at: desk.now, broadcastClass: broadcastClass, zones: day.plan.zones(named: zones),
                expires: expires, times: times))
        let every = Duration.seconds(random.number(0...600))
        desk.announce(
            id, broadcastClass, lasting: length, chime: chime, in: zones, expires: expires,
            repeats: times == 1
                ? nil : Announcement.Repeats(times: times, every: times == nil ? every + .minutes(2) : every))
    }

    private mutating func announceEmergency() {
        let id = "announcement-\(pushed.count + 1)"
        let zones = draft.someZones(&random)
        let set = day.plan.zones(named: zones)
        let replaces = random.once(in: 3)
        if !desk.knows(Self.allClear) {
            desk.prepare([Self.allClear: .ready(ClipFacts(duration: .seconds(6)))])
        }
        if replaces {
            for index in pushed.indices where pushed[index].broadcastClass == .emergency {
                pushed[index].replaced.append((set, desk.now))
            }
        }
        pushed.append(Pushed(id: id, at: desk.now, broadcastClass: .emergency, zones: set, times: nil))
        desk.announce(
            id, .emergency, lasting: random.seconds(1...40), in: zones,
            allClear: random.once(in: 2) ? Self.allClear : nil, replacing: replaces)
    }

    /// Somebody ends an emergency, or comes for what is repeated.
    private mutating func endOne() {
        let open = pushed.indices.filter { pushed[$0].times != 1 || random.once(in: 4) }
        let emergency = pushed.lastIndex { $0.broadcastClass == .emergency && $0.cancelled == nil && $0.claimed == nil }
        guard let index = emergency ?? (open.isEmpty ? nil : random.pick(open)) else { return }
        if random.once(in: 2) { cancel(index) } else { claim(index) }
    }

    private mutating func cancel(_ index: Int) {
        guard pushed[index].cancelled == nil else { return }
        pushed[index].cancelled = desk.now
        desk.send(.cancel(pushed[index].id))
    }

    private mutating func claim(_ index: Int) {
        guard pushed[index].claimed == nil, pushed[index].cancelled == nil else { return }
        pushed[index].claimed = desk.now
        desk.send(.claimed(pushed[index].id))
    }

    private mutating func loseOrFind() {
        if let (zones, from) = lost {
            lost = nil
            losses.append((zones, from, desk.now))
            desk.send(.outputReturned(zones: zones))
        } else {
            let zones = day.plan.zones(named: draft.someZones(&random))
            lost = (zones, desk.now)
            desk.send(.outputLost(zones: zones))
        }
    }

    private mutating func edit() {
        let before = Set(day.cues.map(\.key))
        draft.edit(&random)
        removed.formUnion(before.subtracting(day.cues.map(\.key)))
        removed.subtract(day.cues.map(\.key))
        desk.load(day)
        noteCues()
    }

    /// A sound comes late.
    private mutating func prepareOne() {
        let missing = day.cues.filter { $0.name.hasPrefix("item") }.map { Day.clip(of: $0) }.filter {
            day.clips[$0] == nil
        }
        guard let clip = missing.first else { return }
        let ready = ClipState.ready(ClipFacts(duration: .seconds(random.seconds(2...30))))
        draft.day.clips[clip] = ready
        desk.prepare([clip: ready])
    }

    private mutating func noteCues() {
        for cue in day.cues where cue.name.hasPrefix("item") {
            written[cue.name] = cue
            if cue.planned > desk.now { cues[cue.key] = cue }
        }
        for rule in day.rules { rules[rule.key] = rule }
        let lines = day.cues.filter { $0.verb == .music || $0.verb == .silence }
        bedLines.append((desk.now, lines.sorted { $0.planned < $1.planned }))
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
