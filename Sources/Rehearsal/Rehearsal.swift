// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// A stretch of time run through the real director in a simulated world: nothing sounds, nothing waits.
///
/// Every clip and song lasts exactly as long as the plan says, every start comes on its instant.
public struct Rehearsal: Sendable {
    /// A deadline that does not lie ahead is taken this much later, so that time always moves on.
    private static let smallestStep = Duration.milliseconds(1)

    private var director: Director
    private var now: Instant
    private var agenda = Agenda()
    private var records: [CueRecord] = []
    private var playing: [PlaybackID: Instant] = [:]
    private let plan: Plan

    /// Prepares a rehearsal.
    ///
    /// - Parameters:
    ///   - plan: what is planned; clips it does not know count as still being prepared.
    ///   - seed: decides the order of the songs, as in `Director`.
    ///   - start: where simulated time begins.
    public init(_ plan: Plan, settings: DirectorSettings, seed: UInt64, from start: Instant) {
        self.plan = plan
        director = Director(settings: settings, seed: seed)
        now = start
    }

    /// Runs to `end` and returns what became of each cue, by when it was planned.
    ///
    /// The `music` or `silence` line in force at the end comes last, without an end of its own.
    public mutating func run(until end: Instant) -> [CueRecord] {
        perform(director.handle(.load(plan), at: now))
        while let next = [agenda.next, director.nextDeadline].compactMap({ $0 }).min(), next <= end {
            if let due = agenda.take(upTo: next) {
                now = max(now, due.at)
                perform(director.handle(due.event, at: now))
            } else {
                now = next > now ? next : now + Self.smallestStep
                perform(director.handle(.tick, at: now))
            }
        }
        if let line = director.bedLine { records.append(line) }
        return records.enumerated()
            .sorted { ($0.element.planned, $0.offset) < ($1.element.planned, $1.offset) }
            .map(\.element)
    }

    private mutating func perform(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .start(let playback): start(playback)
            case .stop(let id, let at, _): stop(id, at: at)
            case .record(let record): records.append(record)
            case .duck, .announcement: break
            }
        }
    }

    private mutating func start(_ playback: Playback) {
        let at = max(playback.at, now)
        guard let duration = duration(of: playback.content) else { return }
        playing[playback.id] = at
        agenda.add(.started(playback.id, at: at), at: at)
        agenda.add(.ended(playback.id, at: at + duration), at: at + duration)
    }

    private mutating func stop(_ id: PlaybackID, at: Instant) {
        guard playing.removeValue(forKey: id) != nil else { return }
        agenda.cancel(id)
    }

    private func duration(of content: Playback.Content) -> Duration? {
        switch content {
        case .song(let song): return song.duration
        case .clip(let clip):
            guard case .ready(let facts) = plan.clips[clip] else { return nil }
            return facts.duration
        }
    }
}
