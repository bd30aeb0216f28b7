// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// All rules of who plays when, and where: events in, effects out.
///
/// The director is a value without clock, files or chance: the daemon, `rehearse` and the simulator run the
/// same one, so what was rehearsed is what airs. It commits a start `DirectorSettings.lead` before its
/// instant, so that the shell has time to open files; until then everything may still change.
///
/// State lies in four parts: `upcoming` timed cues, `waiting` items whose time has come, `airings` committed
/// or on air, and the `beds`, one for each area of the store. After each event `advance` moves items along
/// these until nothing more is due.
public struct Director: Sendable {
    var settings: DirectorSettings
    let seed: UInt64
    var plan = Plan(orders: [])
    /// Timed cues not yet due, by the instant of their start.
    var upcoming: ArraySlice<TimedCue> = []
    /// Items whose time has come or is near, in no order.
    var waiting: [Item] = []
    /// What is on air or committed, by start; at most one sounds at a time in a zone, but for the fade of giving
    /// way.
    var airings: [Airing] = []
    /// Announcements that are not over, by id.
    var pending: [String: PendingAnnouncement] = [:]
    var lastHeard = LastHeard()
    /// One for each area of the plan, by its first zone.
    var beds: [Bed] = []
    var rotations = RotationBook()
    /// The names of the members of each rotation heard in its present round.
    var heard: [String: Set<String>] = [:]
    /// Cues that have been taken up or are over; a reload does not bring them back.
    var settled = SettledCues()
    /// `music` and `silence` lines that have their record.
    var recordedLines = SettledCues()
    /// What earlier runs of the program left.
    var memory = Memory()
    /// Since when the clock cannot be believed; nil while it can.
    var doubtedSince: Instant?
    /// When nothing could be heard, the latest last.
    var gaps: [Gap] = []
    var ducking = Ducking()
    /// Zones whose sound no card takes at present, after one had.
    var lostZones: ZoneSet = []
    var lastMute: Mute?
    private var lastPlayback: UInt64 = 0
    private var lastSequence = 0
    /// The effects of the event being handled.
    var effects: [Effect] = []
    /// When `handle(.tick)` is wanted next; nil when only another event can change anything.
    public private(set) var nextDeadline: Instant?
    /// How often one event may lead to more that is due at once; beyond it the rest waits for the next tick.
    private static let roundLimit = 64

    /// Creates a director that knows nothing yet; `Event.load` gives it a plan.
    ///
    /// - Parameter seed: decides the order of the songs; the same seed, the same order.
    public init(settings: DirectorSettings = DirectorSettings(), seed: UInt64) {
        self.settings = settings
        self.seed = seed
    }

    /// Takes one event and answers what is to be done, in order.
    ///
    /// - Parameter now: the present instant; within one run it should not fall.
    public mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        var isExpected = false
        switch event {
        case .load(let plan): load(plan, at: now)
        case .tick: break
        case .recall(let recollection): recall(recollection, at: now)
        case .clockSet(let step): setClock(by: step, at: now)
        case .prepared(let clips):
            plan.clips.merge(clips) { _, new in new }
            learn(clips)
        case .measured(let song): learn(song)
        case .wordsCame(let clip, let facts): learn(facts, ofWhatAirs: clip, at: now)
        case .announce(let announcement): accept(announcement, at: now)
        case .cancel(let id): cancel(id, at: now)
        case .claimed(let id): claim(id, at: now)
        case .mute(let name): mute(by: name, at: now)
        case .unmute: unmute(at: now)
        case .outputLost(let zones): lose(zones, at: now)
        case .outputReturned(let zones): find(zones)
        case .started(let id, let at): isExpected = hasStarted(id, at: at, now: now)
        case .ended(let id, let at): isExpected = hasEnded(id, at: at, brokeOff: nil, now: now)
        case .failed(let id, let detail): isExpected = hasEnded(id, at: now, brokeOff: detail, now: now)
        }
        // A song that begins and ends as planned changes nothing.
        if isExpected, nextDeadline.map({ $0 > now }) ?? true { return [] }
        advance(to: now)
        defer { effects = [] }
        return effects
    }

    /// Does all that is due, and notes when the next thing will be.
    private mutating func advance(to now: Instant) {
        for _ in 0..<Self.roundLimit {
            giveUpLostAirings(at: now)
            takeUpDueCues(at: now)
            placeWaiting(at: now)
            keepEmergenciesGoing(at: now)
            placeRotations(at: now)
            missWhatIsTooLate(at: now)
            raiseBed(at: now)
            keepBedsGoing(at: now)
            nextDeadline = deadline(after: now)
            guard let nextDeadline, nextDeadline <= now else { return }
        }
        nextDeadline = now + settings.spacing
    }

    private mutating func deadline(after now: Instant) -> Instant? {
        var next = Instant(nanoseconds: .max)
        if let cue = upcoming.indices.first { next = upcoming[cue].start - settings.lead }
        for airing in airings {
            next = min(next, deadline(of: airing), emergencyDeadline(of: airing) ?? next)
        }
        if let waiting = waitingDeadline(after: now) { next = min(next, waiting) }
        if let rotation = rotationDeadline(after: now) { next = min(next, rotation) }
        for area in beds.indices {
            if let bed = bedDeadline(area, at: now) { next = min(next, bed) }
        }
        return next == Instant(nanoseconds: .max) ? nil : next
    }

    mutating func nextPlaybackID() -> PlaybackID {
        lastPlayback += 1
        return PlaybackID(lastPlayback)
    }

    mutating func nextSequence() -> Int {
        lastSequence += 1
        return lastSequence
    }

    /// The record of an item; its end is filled in when it is known.
    func record(
        _ item: Item, _ outcome: CueRecord.Outcome, start: Instant? = nil, end: Instant? = nil
    ) -> CueRecord {
        CueRecord(
            key: item.key, when: item.when, verb: item.verb, name: item.name, zones: plan.names(of: item.zones),
            planned: item.planned, start: start, end: end, outcome: outcome, reason: item.reason)
    }
}
