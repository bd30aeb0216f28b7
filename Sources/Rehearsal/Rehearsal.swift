// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// A stretch of time run through the real director in a simulated world: nothing sounds, nothing waits.
///
/// Every clip and song lasts exactly as long as the plan says, every start comes on its instant. Many days are
/// rehearsed one after the other: `load` the plan around a day, `advance` to its end, and so on; what is kept
/// does not grow with the days.
public struct Rehearsal: Sendable {
    /// A deadline that does not lie ahead is taken this much later, so that time always moves on.
    private static let smallestStep = Duration.milliseconds(1)

    /// The director as it stands.
    public private(set) var director: Director
    /// The present instant, by the simulated wall clock.
    public private(set) var now: Instant
    private var agenda = Agenda()
    private var records: [CueRecord] = []
    private var clips: [ClipID: ClipState] = [:]
    /// The state each announcement came to, by id.
    public private(set) var announcements: [String: AnnouncementState] = [:]

    /// Prepares a rehearsal.
    ///
    /// - Parameters:
    ///   - plan: what is planned; clips it does not know count as still being prepared.
    ///   - seed: decides the order of the songs, as in `Director`.
    ///   - start: where simulated time begins.
    public init(_ plan: Plan, settings: DirectorSettings, seed: UInt64, from start: Instant) {
        self.init(settings: settings, seed: seed, from: start)
        load(plan)
    }

    /// Prepares a rehearsal in which nothing is planned yet; the rest is as above.
    public init(settings: DirectorSettings, seed: UInt64, from start: Instant) {
        director = Director(settings: settings, seed: seed)
        now = start
    }

    /// Replaces the plan, as the daemon does at midnight: cues that aired do not air again.
    public mutating func load(_ plan: Plan) {
        clips.merge(plan.clips) { _, new in new }
        handle(.load(plan))
    }

    /// Has an announcement pushed at the instant it says it was received, or at once where that has passed.
    ///
    /// - Parameter facts: how long it sounds.
    public mutating func announce(_ announcement: Announcement, lasting facts: ClipFacts) {
        clips[announcement.clip] = .ready(facts)
        agenda.add(.prepared([announcement.clip: .ready(facts)]), at: announcement.received)
        agenda.add(.announce(announcement), at: announcement.received)
    }

    /// Runs to `end` and returns what became of each cue since the last call, by when it was planned.
    ///
    /// The `music` and `silence` lines in force at the end come last among their equals, without an end of their
    /// own.
    public mutating func run(until end: Instant) -> [CueRecord] {
        (advance(to: end) + director.linesInForce).enumerated()
            .sorted { ($0.element.planned, $0.offset) < ($1.element.planned, $1.offset) }
            .map(\.element)
    }

    /// Runs to `end` and returns the records of the cues that ended since the last call, as they ended.
    ///
    /// - Parameter stage: performs what it takes on; nil for none.
    public mutating func advance(to end: Instant, on stage: (any Stage)? = nil) -> [CueRecord] {
        while true {
            let next = nextStep(until: end)
            let reports = stage?.play(until: next ?? end) ?? []
            for report in reports {
                now = max(now, report.at)
                handle(report.event, stage)
            }
            guard reports.isEmpty else { continue }
            guard let next else { break }
            if let due = agenda.take(upTo: next) {
                now = max(now, due.at)
                handle(due.event, stage)
            } else {
                now = next > now ? next : now + Self.smallestStep
                handle(.tick, stage)
            }
        }
        now = max(now, end)
        defer { records = [] }
        return records
    }

    /// When something is due next; nil where that lies behind the end.
    private func nextStep(until end: Instant) -> Instant? {
        guard let deadline = director.nextDeadline else { return agenda.next.flatMap { $0 <= end ? $0 : nil } }
        let next = agenda.next.map { min($0, deadline) } ?? deadline
        return next <= end ? next : nil
    }

    /// Has something happen at the present instant.
    ///
    /// - Parameter stage: performs what it takes on; nil for none.
    public mutating func happen(_ event: Event, on stage: (any Stage)? = nil) {
        if case .load(let plan) = event { clips.merge(plan.clips) { _, new in new } }
        handle(event, stage)
    }

    /// Sets the simulated wall clock forward, or back where that is negative. What a stage has taken on goes on, and is
    /// reported by the new setting.
    public mutating func setClock(by change: Duration, on stage: any Stage) {
        now = now + change
        handle(.clockSet(by: change), stage)
    }

    private mutating func handle(_ event: Event, _ stage: (any Stage)? = nil) {
        let effects = director.handle(event, at: now)
        stage?.decided(effects, on: event, now: now, next: director.nextDeadline)
        for effect in effects {
            switch effect {
            case .start(let playback):
                if stage?.start(playback, now: now) != true { start(playback) }
            case .stop(let id, let at, let fade):
                let at = max(at, now)
                if stage?.stop(id, at: at, fade: fade) != true { agenda.stop(id, at: at, fade: fade) }
            case .record(let record): records.append(record)
            case .announcement(let id, let state): announcements[id] = state
            case .heard, .began: break
            case .duck(let zones, let decibels, let at, let ramp):
                stage?.duck(zones, decibels: decibels, at: at, ramp: ramp)
            }
        }
    }

    private mutating func start(_ playback: Playback) {
        let at = max(playback.at, now)
        guard let duration = duration(of: playback.content) else { return }
        agenda.add(.started(playback.id, at: at), at: at)
        agenda.add(.ended(playback.id, at: at + duration), at: at + duration)
    }

    private func duration(of content: Playback.Content) -> Duration? {
        switch content {
        case .song(let song): return song.duration
        case .clip(let clip):
            guard case .ready(let facts) = clips[clip] else { return nil }
            return facts.duration
        }
    }
}
