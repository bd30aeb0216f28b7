// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// All rules of who plays when: events in, effects out.
///
/// The director is a value without clock, files or chance: the daemon, `rehearse` and the simulator run the
/// same one, so what was rehearsed is what airs. It commits a start `DirectorSettings.lead` before its
/// instant, so that the shell has time to open files; until then everything may still change.
///
/// State lies in four parts: `upcoming` timed cues, `waiting` items whose time has come, `airings` committed
/// or on air, and the `bed`. After each event `advance` moves items along these until nothing more is due.
public struct Director: Sendable {
    let settings: DirectorSettings
    var plan = Plan(orders: [])
    /// Timed cues not yet due, by the instant of their start.
    var upcoming: [TimedCue] = []
    /// Items whose time has come or is near, in no order.
    var waiting: [Item] = []
    /// What is on air or committed, by start; at most one sounds at a time, but for the fade of giving way.
    var airings: [Airing] = []
    /// The programme item heard last, and when it ended.
    var lastHeard: (name: String, end: Instant)?
    var bed: Bed
    var rotations: [String: RotationState] = [:]
    /// The members of each rotation heard in its present round.
    var heard: [String: Set<ClipID>] = [:]
    /// Keys of cues that have been taken up or are over; a reload does not bring them back.
    var settled: Set<String> = []
    /// Keys of `music` and `silence` lines that have their record.
    var recordedLines: Set<String> = []
    var ducking = Ducking()
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
        bed = Bed(seed: seed)
    }

    /// Takes one event and answers what is to be done, in order.
    ///
    /// - Parameter now: the present instant; within one run it should not fall.
    public mutating func handle(_ event: Event, at now: Instant) -> [Effect] {
        switch event {
        case .load(let plan): load(plan, at: now)
        case .tick: break
        case .prepared(let clips):
            plan.clips.merge(clips) { _, new in new }
            arrangeUpcoming()
        case .announce(let announcement): accept(announcement, at: now)
        case .started(let id, let at): hasStarted(id, at: at, now: now)
        case .ended(let id, let at): hasEnded(id, at: at, brokeOff: nil, now: now)
        case .failed(let id, let detail): hasEnded(id, at: now, brokeOff: detail, now: now)
        }
        advance(to: now)
        defer { effects.removeAll(keepingCapacity: true) }
        return effects
    }

    /// Does all that is due, and notes when the next thing will be.
    private mutating func advance(to now: Instant) {
        for _ in 0..<Self.roundLimit {
            giveUpLostAirings(at: now)
            takeUpDueCues(at: now)
            placeWaiting(at: now)
            placeRotations(at: now)
            missWhatIsTooLate(at: now)
            raiseBed(at: now)
            keepBedGoing(at: now)
            nextDeadline = deadline(after: now)
            guard let nextDeadline, nextDeadline <= now else { return }
        }
        nextDeadline = now + settings.spacing
    }

    private func deadline(after now: Instant) -> Instant? {
        var deadlines: [Instant] = []
        if let cue = upcoming.first { deadlines.append(cue.start - settings.lead) }
        deadlines += waiting.compactMap { deadline(of: $0, after: now) }
        deadlines += airings.map(deadline)
        deadlines += rotations.values.compactMap { deadline(of: $0, after: now) }
        if let next = bedDeadline(at: now) { deadlines.append(next) }
        return deadlines.min()
    }

    mutating func nextPlaybackID() -> PlaybackID {
        lastPlayback += 1
        return PlaybackID(lastPlayback)
    }

    mutating func nextSequence() -> Int {
        lastSequence += 1
        return lastSequence
    }
}
