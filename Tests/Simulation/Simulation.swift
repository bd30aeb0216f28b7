// SPDX-License-Identifier: Apache-2.0
import Playout
import Rehearsal
import TestSupport
import Timetable

/// Some days of a made-up store, run by the real director in a world in which everything may go wrong.
///
/// All of it follows from one seed: the same seed, the same days.
public struct Simulation {
    /// How it went.
    public struct Outcome: Sendable {
        /// The seed it was made of.
        public let seed: UInt64
        /// How many days of the store it had.
        public let days: Int
        /// What could go wrong.
        public let troubles: [Trouble]
        /// What was wrong; nil where every promise was kept.
        public let broken: BrokenPromise?
        /// What happened, in numbers.
        public let figures: Figures
    }

    /// How long before the first day opens the program starts, at most, and how long after the last closes it is let go
    /// on until all is over.
    private static let before = 90, after = Duration.minutes(100)

    let seed: UInt64
    var random: Seeded
    let swarm: Swarm
    var store: SimulatedStore
    let referee: Referee
    let record: Record
    var world: World
    var rehearsal: Rehearsal
    /// What people and machines do, by when; by no setting of the clock.
    var agenda = Happenings()
    /// What is known of each clip.
    var clips: [ClipID: ClipState] = [:]
    var pushed: [Pushed] = []
    var lost: ZoneSet?
    /// Whether the clock can be believed.
    var isClockTrusted: Bool
    /// From when on what was planned is not on record; nil for all is.
    var unrecordedSince: Instant?
    /// How often the program has started anew.
    var runs = 0
    /// By no setting of the clock.
    let end: Instant
    /// The day the plan was made for.
    var planDay: Range<Instant>

    /// Runs the days of a seed to the end, or until a promise is broken: then once more, to tell how it came to that.
    ///
    /// - Parameter story: how many of the last events are told.
    /// - Throws: where the journal cannot be written or read.
    public static func run(seed: UInt64, story: Int = 40) async throws -> Outcome {
        var simulation = Simulation(seed: seed, story: 0)
        let outcome = try await simulation.run()
        guard outcome.broken != nil else { return outcome }
        simulation = Simulation(seed: seed, story: story)
        return try await simulation.run()
    }

    /// The days of a seed, which have not begun yet.
    ///
    /// - Parameter story: how many of the last events are told where a promise is broken.
    private init(seed: UInt64, story: Int) {
        self.seed = seed
        random = Seeded(seed)
        swarm = Swarm(&random)
        store = SimulatedStore(&random)
        let start = Self.start(of: &store, &random)
        let dates = (0..<store.days).map { [date = store.date] in date.adding(days: $0) }
        var orders: [RunningOrder] = []
        for date in dates { if let order = store.order(on: date) { orders.append(order) } }
        end = (orders.map(\.closes).max() ?? start) + .minutes(30)
        referee = Referee(
            settings: store.settings, clock: store.clock, swarm: swarm, zones: store.zones.count, from: start,
            story: story)
        record = Record(isRead: swarm.has(.crashes)) { [clock = store.clock] in $0.wording(clock: clock).en }
        world = World(referee, record, fault: Self.faults(seed, swarm, run: 0))
        let isCold = random.once(in: 2) ? swarm.has(.coldClock) : false
        if isCold { referee.startsCold(showing: Self.coldStart) }
        isClockTrusted = !isCold
        rehearsal = Rehearsal(settings: store.settings, seed: seed, from: isCold ? Self.coldStart : start)
        planDay = start..<start
    }

    /// Mostly before the first day opens, at times in the middle of it.
    private static func start(of store: inout SimulatedStore, _ random: inout Seeded) -> Instant {
        let midnight = store.clock.day(store.date).lowerBound
        guard let order = store.order(on: store.date) else { return midnight }
        return random.once(in: 5)
            ? order.opens + .seconds(random.number(0...4 * 3600))
            : order.opens - .seconds(random.number(60...before * 60))
    }

    /// Runs to the end, or until a promise is broken.
    private mutating func run() async throws -> Outcome {
        startUp(after: nil)
        agenda.add(.somebody, at: elapsed + pause())
        if !isClockTrusted { agenda.add(.setClock, at: elapsed + .seconds(random.number(20...2400))) }
        if swarm.has(.crashes) { planSome(.crash) }
        if swarm.has(.clockSteps) { planSome(.setClock) }
        while referee.broken == nil, let next = agenda.next, next <= end { try await happen(at: next) }
        if referee.broken == nil { finish() }
        return Outcome(
            seed: seed, days: store.days, troubles: swarm.troubles, broken: referee.broken, figures: referee.figures)
    }

    private mutating func planSome(_ happening: Happenings.Happening) {
        let seconds = max(1, Int((end - elapsed).seconds) - 900)
        for _ in 0..<random.number(1...4) { agenda.add(happening, at: elapsed + .seconds(random.number(1...seconds))) }
    }

    /// The present instant, as if nobody had set the clock.
    var elapsed: Instant { referee.elapsed(rehearsal.now) }

    mutating func pause() -> Duration {
        .milliseconds(random.number(500...Int(swarm.pause.nanoseconds / 1_000_000)))
    }

    mutating func send(_ event: Event) {
        referee.now = rehearsal.now
        rehearsal.happen(event, on: world)
    }

    private mutating func happen(at next: Instant) async throws {
        _ = rehearsal.advance(to: next + referee.shift, on: world)
        referee.estimates = [:]
        while let due = agenda.take(upTo: next) {
            switch due {
            case .midnight: loadPlan()
            case .crash: try await crash()
            case .takeUp: try await takeUp()
            case .announceAgain(let id): announceAgain(id)
            case .setClock: setClock()
            case .recall(let isFirst): try await recallAroundNow(isFirst: isFirst)
            case .prepared(let states): prepare(states)
            case .somebody:
                intervene()
                if random.once(in: 16) { compareWithTwin() }
                agenda.add(.somebody, at: elapsed + pause())
                if swarm.isForetold, lost == nil { referee.estimated(rehearsal.director.queue(at: rehearsal.now)) }
            case .endOf(let index): end(index)
            case .card: loseOrFind()
            case .words(let id): giveWords(to: id)
            }
        }
    }

    /// Nothing goes wrong any more; what nobody ends would go on for ever.
    private mutating func finish() {
        agenda.removeAll()
        referee.estimates = [:]
        for clip in world.awaiting.sorted(by: { $0.name < $1.name }) { giveWords(to: clip.name) }
        if let lost { find(lost) }
        if referee.mute != nil { unmute() }
        for index in pushed.indices where pushed[index].isEndless { cancel(index) }
        _ = rehearsal.advance(to: end + Self.after + referee.shift, on: world)
        referee.checkAnnouncements()
        referee.checkEnd(linesInForce: rehearsal.director.linesInForce, in: world)
    }

    // MARK: Plan

    /// Takes up the plan of the present date, as the daemon does, and has its sounds prepared.
    mutating func loadPlan() {
        let date = store.clock.date(of: rehearsal.now)
        planDay = store.clock.day(date)
        let plan = store.plan(around: date, since: unrecordedSince, isClockTrusted: isClockTrusted)
        if isClockTrusted { unrecordedSince = nil }
        referee.loaded(plan, at: rehearsal.now, in: world)
        send(.load(plan))
        startPreparing(plan)
        agenda.moveMidnight(to: referee.elapsed(planDay.upperBound))
    }

    /// Each clip is ready some seconds after the plan came; where sounds are late, some take minutes, and some cannot be
    /// had at first, or ever.
    private mutating func startPreparing(_ plan: Plan) {
        let wanted = plan.clips(neededAfter: rehearsal.now).filter { clips[$0] == nil }
        guard !wanted.isEmpty else { return }
        var batches: [Int: [ClipID: ClipState]] = [:]
        for (place, clip) in wanted.enumerated() {
            let ready = ClipState.ready(store.facts(of: clip))
            guard swarm.has(.lateSounds), random.once(in: 5) else {
                batches[place / 12, default: [:]][clip] = ready
                continue
            }
            if random.once(in: 2) {
                batches[place / 12, default: [:]][clip] = .unavailable(Wording(en: "a draft", zh: "草稿"))
                if random.once(in: 3) { continue }
            }
            agenda.add(.prepared([clip: ready]), at: elapsed + .seconds(random.number(20...7200)))
        }
        for (number, batch) in batches.sorted(by: { $0.key < $1.key }) {
            agenda.add(.prepared(batch), at: elapsed + .milliseconds(500 + 900 * number))
        }
    }

    mutating func prepare(_ states: [ClipID: ClipState]) {
        clips.merge(states) { $1 }
        for (clip, state) in states {
            referee.clips[clip] = state
            if case .ready(let facts) = state {
                world.lengths[clip] = facts.duration
                referee.readySince[clip] = elapsed
            } else {
                referee.readySince[clip] = nil
            }
        }
        send(.prepared(states))
    }

    // MARK: Faults

    /// What goes wrong with each playback of a run of the program.
    static func faults(_ seed: UInt64, _ swarm: Swarm, run: UInt64) -> (Playback) -> World.Fault {
        { playback in
            var random = Seeded((seed &* 0x9E37_79B9 &+ run) &* 0x1_0001 &+ playback.id.number)
            var fault = World.Fault()
            let isSong = if case .song = playback.content { true } else { false }
            guard random.chance(isSong ? min(swarm.faultShare, 0.03) : swarm.faultShare) else { return fault }
            if swarm.has(.slowStarts), random.once(in: 2) { fault.delay = .milliseconds(random.number(1...900)) }
            if swarm.has(.brokenMedia), random.once(in: 2) {
                fault.breaksOff = random.pick([.zero, .seconds(random.seconds(0...20))])
            }
            if swarm.has(.lostReports), !isSong, random.once(in: 2) {
                fault.report = random.pick([.beginning, .nothing])
                fault.breaksOff = nil
            }
            return fault
        }
    }
}
