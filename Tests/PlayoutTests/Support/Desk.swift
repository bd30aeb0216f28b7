// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Timetable

/// A director in a simulated store: what it starts is heard, what is heard is reported, and all is kept.
struct Desk {
    /// Something that was heard, or will be.
    struct Heard {
        var content: Playback.Content
        var zones: ZoneSet
        var start: Instant
        var end: Instant
        var fadeIn: Duration
        /// Where its fade begins, when it was told to stop.
        var fadesFrom: Instant?

        /// Never told to stop.
        var isWhole: Bool { fadesFrom == nil }
        var isSong: Bool { if case .song = content { true } else { false } }
        /// The clip's name, or the song's path.
        var name: String {
            switch content {
            case .clip(let clip): clip.name
            case .song(let song): song.path
            }
        }
    }

    /// An effect and when it was asked for.
    struct Asked {
        var at: Instant
        var effect: Effect
    }

    /// What goes wrong with a playback.
    struct Fault: Sendable {
        /// How much later than asked its first frame is heard.
        var delay = Duration.zero
        /// After how much of it, it breaks off; zero for before its first frame.
        var breaksOff: Duration?
        /// Nothing is reported of it.
        var isUnreported = false
    }

    var director: Director
    private(set) var now: Instant
    private(set) var asked: [Asked] = []
    private(set) var heard: [PlaybackID: Heard] = [:]
    private(set) var idsUsedTwice: [PlaybackID] = []
    /// How often the director was asked to go on.
    private(set) var ticks = 0
    /// Chosen for each playback as it is started.
    var fault: (Playback) -> Fault
    /// How far ahead of what is heard the cards are filled: what lies in them cannot be stopped.
    var mixedAhead = Duration.zero
    /// Where, after an event, the director's next deadline did not lie ahead.
    private(set) var stalls: [Instant] = []
    private(set) var plan = Plan(orders: [])
    private var clips: [ClipID: ClipState]
    private var reports: [(at: Instant, id: PlaybackID, event: Event)] = []

    init(
        _ day: Day, at time: String, seed: UInt64 = 1, fault: @escaping (Playback) -> Fault = { _ in Fault() }
    ) {
        self.init(day, at: Day.at(time), seed: seed, fault: fault)
    }

    init(
        _ day: Day, at start: Instant, seed: UInt64 = 1, settings: DirectorSettings = DirectorSettings(),
        recalling recollection: Recollection? = nil, fault: @escaping (Playback) -> Fault = { _ in Fault() }
    ) {
        director = Director(settings: settings, seed: seed)
        self.fault = fault
        now = start
        clips = [:]
        if let recollection { send(.recall(recollection)) }
        load(day)
    }

    // MARK: Events

    mutating func load(_ day: Day) {
        clips.merge(day.clips) { $1 }
        plan = day.plan
        send(.load(plan))
    }

    /// Pushes an announcement now, which was received then or before; it lasts so many seconds, the first of
    /// which may be a chime.
    mutating func announce(
        _ id: String, _ broadcastClass: BroadcastClass, lasting seconds: Double, chime: Double = 0,
        loudness: Double? = nil, in zones: [String] = [], received: Instant? = nil, expires: Instant? = nil,
        repeats: Announcement.Repeats? = nil, allClear: ClipID? = nil, replacing: Bool = false,
        progress: Announcement.Progress? = nil
    ) {
        let clip = ClipID(.announcement, id)
        prepare([
            clip: .ready(
                ClipFacts(duration: .seconds(seconds), chime: .seconds(chime), loudnessLUFS: loudness))
        ])
        send(
            .announce(
                Announcement(
                    id: id, name: id, broadcastClass: broadcastClass, clip: clip,
                    zones: plan.zones(named: zones), received: received ?? now, expires: expires,
                    repeats: repeats, allClear: allClear, replacesEmergency: replacing, progress: progress)))
    }

    mutating func prepare(_ states: [ClipID: ClipState]) {
        clips.merge(states) { $1 }
        send(.prepared(states))
    }

    /// An announcement on air turns out to sound so long; what follows it comes as much later.
    mutating func stretch(_ name: String, to length: Duration) {
        let playbacks = heard.filter { $0.value.name == name && $0.value.end > now }
        var end = now
        for id in playbacks.keys.sorted(by: { $0.number < $1.number }) {
            guard let sound = heard[id] else { continue }
            let start = sound.start <= now ? sound.start : end
            end = start + length
            heard[id]?.start = start
            heard[id]?.end = end
            let isReported = reports.contains { $0.id == id && $0.event == .started(id, at: sound.start) }
            reports.removeAll { $0.id == id }
            if isReported { report(.started(id, at: start), of: id, at: start) }
            report(.ended(id, at: end), of: id, at: end)
        }
    }

    func knows(_ clip: ClipID) -> Bool { clips[clip] != nil }

    /// Lets time pass up to that one, reports and ticks included.
    mutating func run(to time: String) {
        run(to: Day.at(time))
    }

    mutating func run(to end: Instant) {
        while let next = [reports.first?.at, director.nextDeadline].compactMap({ $0 }).min(), next <= end {
            if let report = reports.first, report.at == next {
                reports.removeFirst()
                now = max(now, next)
                send(report.event)
            } else {
                now = max(now, next)
                ticks += 1
                send(.tick)
            }
        }
        now = max(now, end)
    }

    mutating func send(_ event: Event) {
        for effect in director.handle(event, at: now) {
            asked.append(Asked(at: now, effect: effect))
            switch effect {
            case .start(let playback): start(playback)
            case .stop(let id, let at, let fade): stop(id, at: max(at, now + mixedAhead), fade: fade)
            case .duck, .began, .record, .announcement, .heard: break
            }
        }
        if let next = director.nextDeadline, next <= now { stalls.append(now) }
    }

    /// The clock is set, forward or back; what is heard goes on.
    mutating func setClock(by step: Duration) {
        for (id, playback) in heard where playback.end > now {
            heard[id]?.start = playback.start + step
            heard[id]?.end = playback.end + step
        }
        reports = reports.map { report in
            let event: Event =
                switch report.event {
                case .started(let id, let at): .started(id, at: at + step)
                case .ended(let id, let at): .ended(id, at: at + step)
                default: report.event
                }
            return (report.at + step, report.id, event)
        }
        now = now + step
        send(.clockSet(by: step))
    }

    // MARK: The store

    private mutating func start(_ playback: Playback) {
        if heard[playback.id] != nil { idsUsedTwice.append(playback.id) }
        let fault = fault(playback)
        var start = max(playback.at, now) + fault.delay
        if let before = playback.follows.flatMap({ heard[$0] }) { start = max(before.end, now) }
        var length = Duration.zero
        switch playback.content {
        case .song(let song): length = song.duration
        case .clip(let clip): if case .ready(let facts) = clips[clip] { length = facts.duration }
        }
        let end = start + min(length, fault.breaksOff ?? length)
        heard[playback.id] = Heard(
            content: playback.content, zones: playback.zones, start: start, end: end, fadeIn: playback.fadeIn)
        guard !fault.isUnreported else { return }
        if fault.breaksOff != .zero { report(.started(playback.id, at: start), of: playback.id, at: start) }
        let last: Event =
            fault.breaksOff == nil ? .ended(playback.id, at: end) : .failed(playback.id, words("broken"))
        report(last, of: playback.id, at: end)
    }

    private mutating func stop(_ id: PlaybackID, at instant: Instant, fade: Duration) {
        guard var playback = heard[id], instant < playback.end else {
            // All of it is mixed, and that is told at once.
            if mixedAhead > .zero, let last = reports.last(where: { $0.id == id }) {
                reports.removeAll { $0.id == id }
                report(last.event, of: id, at: now)
            }
            return
        }
        let isReported = reports.contains { $0.id == id }
        if playback.start > instant {
            // It never begins.
            reports.removeAll { $0.id == id }
            heard[id] = nil
        } else {
            playback.fadesFrom = min(playback.fadesFrom ?? instant, instant)
            playback.end = min(playback.end, instant + fade)
            reports.removeAll { if $0.id == id, case .started = $0.event { false } else { $0.id == id } }
            heard[id] = playback
        }
        let end = max(instant, playback.end)
        if isReported { report(.ended(id, at: end), of: id, at: end) }
    }

    private mutating func report(_ event: Event, of id: PlaybackID, at instant: Instant) {
        let index = reports.firstIndex { $0.at > instant } ?? reports.endIndex
        reports.insert((instant, id, event), at: index)
    }

    // MARK: What came of it

    /// Every playback that was asked for.
    var starts: [Playback] {
        asked.compactMap { if case .start(let playback) = $0.effect { playback } else { nil } }
    }

    var records: [CueRecord] {
        asked.compactMap { if case .record(let record) = $0.effect { record } else { nil } }
    }

    /// What is left when the program ends now: the latest record of each cue, and of what is on air its record so far.
    var recollection: Recollection {
        var records: [String: CueRecord] = [:]
        for asked in asked {
            switch asked.effect {
            case .began(let record), .record(let record): records[record.key] = record
            default: break
            }
        }
        return Recollection(
            records: records.values.sorted { $0.key < $1.key }, lastRun: now, mutedBy: director.mutedBy)
    }

    func record(_ name: String) -> CueRecord? {
        records.first { $0.name == name }
    }

    func states(of id: String) -> [AnnouncementState] {
        asked.compactMap { if case .announcement(id, let state) = $0.effect { state } else { nil } }
    }

    /// When an announcement came to its last state.
    func endOf(_ id: String) -> Instant? {
        asked.last { if case .announcement(id, _) = $0.effect { true } else { false } }?.at
    }

    /// From when to when an announcement was heard, as the director tells it.
    func airings(of id: String) -> [(start: Instant, end: Instant)] {
        asked.compactMap { if case .heard(id, let start, let end) = $0.effect { (start, end) } else { nil } }
    }

    /// What was heard under that name, in order.
    func heard(_ name: String) -> [Heard] {
        programme.filter { $0.name == name }
    }

    /// Programme items that were heard, by start.
    var programme: [Heard] { inOrder.filter { !$0.isSong } }

    /// Songs that were heard, by start.
    var songs: [Heard] { inOrder.filter(\.isSong) }

    private var inOrder: [Heard] {
        heard.sorted { ($0.value.start, $0.key.number) < ($1.value.start, $1.key.number) }.map(\.value)
    }

    /// What was heard in a zone, songs and all, by start.
    func heard(in zone: String) -> [Heard] {
        let set = plan.zones(named: [zone])
        return inOrder.filter { $0.zones.intersects(set) }
    }

    /// Steps of the bed's gain in the first zone, in the order in which they act.
    var ducks: [Duck] { ducks(in: plan.zones[0]) }

    /// Steps of the bed's gain in a zone, in the order in which they act: by instant, then as they were sent.
    func ducks(in zone: String) -> [Duck] {
        let set = plan.zones(named: [zone])
        let all = asked.compactMap { entry -> Duck? in
            guard case .duck(let zones, let decibels, let at, let ramp) = entry.effect, zones.intersects(set)
            else { return nil }
            return Duck(decibels: decibels, at: max(at, entry.at), ramp: ramp)
        }
        let inOrder = all.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        return inOrder.map(\.element)
    }

    /// How far the bed of a zone, the first unless said, is ducked at that instant, by the last step.
    func duckLevel(at instant: Instant, in zone: String? = nil) -> Double {
        ducks(in: zone ?? plan.zones[0]).last { $0.at <= instant }?.decibels ?? 0
    }

    struct Duck: Equatable {
        var decibels: Double
        var at: Instant
        var ramp: Duration
    }
}
