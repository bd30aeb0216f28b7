// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// Holds a simulated store to its promises while it runs: it is told of all that happens, and notes the first promise
/// that is broken.
///
/// It knows what was planned, announced and done to the store, and what was heard; of the director it sees only the
/// effects. Instants are by the store's wall clock; ``elapsed(_:)`` gives those that no setting of the clock moves.
final class Referee {
    /// How much later than asked a playback begins at most, where disks are slow.
    static let longestDelay = Duration.milliseconds(900)

    let settings: DirectorSettings
    let clock: CivilClock
    let swarm: Swarm
    private(set) var broken: BrokenPromise?
    /// How many events the director has handled.
    private(set) var step = 0
    var now: Instant
    /// How far the wall clock was set forward in all.
    var shift = Duration.zero
    private var story: [(now: Instant, event: Event, effects: [Effect])] = []

    var written = Written()
    var zones: [ZoneState] = []
    var cues = CueLedger()
    var announcements: [String: AnnouncementCase] = [:]
    /// The emergencies that are not over, the first in front.
    var emergencies: [String] = []
    /// Those of the others that expire and are not over.
    var expiring: [String] = []
    var rotations = RotationLedger()
    /// How far the preparation of each clip has come, and since when it has been so without a break.
    var clips: [ClipID: ClipState] = [:]
    var readySince: [ClipID: Instant] = [:]
    /// When a plan was loaded, the clock set, or the program started last; by no setting of the clock.
    var changedAt: Instant
    /// When the program started last; by no setting of the clock.
    var startedAt: Instant
    /// When the clock was set last; by no setting of it.
    var clockSetAt: Instant?
    /// When the program did not run.
    var offs: [Off] = []
    /// The program has started and has no plan yet that it can follow.
    var awaitsPlan = false
    /// The latest instant the clock has shown before it was set: what was planned before may be on record already.
    var furthest = Instant(nanoseconds: 0)
    /// When what waits was estimated to begin, by key, as long as nothing intervenes; by no setting of the clock.
    var estimates: [String: Instant] = [:]
    /// Announcements of which the last kill lost something.
    var forgetful: Set<String> = []
    /// What was started of the programme, that others may have given way to.
    var recentStarts: [RecentStart: ProgrammeItem] = [:]
    var figures = Figures()
    /// Who muted the store, and since when.
    var mute: (name: String, since: Instant)?
    var lastMute: String?
    /// Zones whose card is away.
    var lostZones: ZoneSet = []
    /// Playbacks that were started since the program began.
    var started: Set<PlaybackID> = []
    /// The effects of the step that is being performed, and its event.
    var event = Event.tick
    var effects: [Effect] = []

    /// How many events are kept for a failure's story; none where it is not told.
    private let storyLength: Int

    init(
        settings: DirectorSettings, clock: CivilClock, swarm: Swarm, zones: Int, from start: Instant, story length: Int
    ) {
        storyLength = length
        self.settings = settings
        self.clock = clock
        self.swarm = swarm
        self.zones = (0..<zones).map { ZoneState(zone: ZoneSet(zone: $0), silentSince: start, excusedUntil: start) }
        now = start
        (changedAt, startedAt) = (start, start)
    }

    /// Whether the clock was ever set.
    var hasClockMoved: Bool { clockSetAt != nil }

    /// Whether the clock was set after an instant of its present setting, or so near that nobody can tell.
    func wasClockSet(since instant: Instant) -> Bool {
        guard let clockSetAt else { return false }
        return elapsed(instant) < clockSetAt + .minutes(5) || instant > now + .minutes(5)
    }

    /// The instant as if nobody had set the clock.
    func elapsed(_ wall: Instant) -> Instant { wall - shift }

    /// How much later than asked a playback may begin, or its end be known.
    var slack: Duration { swarm.has(.slowStarts) ? Self.longestDelay : .zero }

    /// Notes a broken promise; the first one counts.
    func breach(_ sentence: String) {
        guard broken == nil else { return }
        broken = BrokenPromise(sentence: "\(text(now)): \(sentence)", step: step, story: told)
    }

    /// An instant as the store's clocks show it.
    func text(_ instant: Instant) -> String { clock.iso8601(instant) }

    private var told: [String] {
        let oldest = story.count < storyLength || story.isEmpty ? 0 : (step + 1) % storyLength
        return (story[oldest...] + story[..<oldest]).map { entry in
            let teller = StoryTeller(clock: clock)
            let effects = entry.effects.map { "\n      \(teller.text(of: $0))" }.joined()
            return "\(text(entry.now)) \(teller.text(of: entry.event))\(effects)"
        }
    }

    // MARK: Steps

    /// The director has handled an event.
    func decided(_ effects: [Effect], on event: Event, now: Instant, next: Instant?, in world: World) {
        step += 1
        self.now = now
        (self.event, self.effects) = (event, effects)
        if story.count < storyLength {
            story.append((now, event, effects))
        } else if storyLength > 0 {
            story[step % storyLength] = (now, event, effects)
        }
        figures.note(event)
        if let next, next <= now { breach("the next deadline does not lie ahead") }
        watchZones(in: world)
        for case .start(let playback) in effects { noteStart(playback) }
        for effect in effects {
            switch effect {
            case .began(let record): noteBegun(record)
            case .record(let record): check(record)
            case .announcement(let id, let state): check(id, state)
            case .heard(let id, let start, let end): noteTold(id, from: start, to: end)
            case .start, .stop, .duck: break
            }
        }
        if case .announce(let announcement) = event { checkAtOnce(announcement, in: world) }
        checkDeadlines(in: world)
        checkEstimates()
        checkPace()
    }

    /// Something was started.
    func committed(_ sound: Sound, now: Instant, in world: World) {
        let playback = sound.playback
        if !started.insert(playback.id).inserted { breach("\(playback.id) was started twice") }
        if sound.item != nil { checkCommitment(sound, now: now, in: world) }
    }

    func begins(_ sound: Sound, in world: World) {
        now = max(now, sound.start)
        if sound.item != nil { programmeBegins(sound, in: world) } else { songBegins(sound, in: world) }
    }

    func ended(_ sound: Sound, at end: Instant, in world: World) {
        now = max(now, end)
        if sound.item != nil {
            programmeEnded(sound, at: end)
        } else if sound.hasBegun {
            songEnded(sound, at: end)
        }
    }

    // MARK: Pace

    /// The director is not asked more often than things happen.
    private func checkPace() {
        figures.effects += effects.count
        if figures.ticks > 5 * figures.effects + 500 {
            breach("the director spins: \(figures.ticks) ticks for \(figures.effects) effects")
        }
    }
}

/// A promise that was not kept.
public struct BrokenPromise: Sendable {
    /// What was broken, and when.
    public let sentence: String
    /// After how many events.
    public let step: Int
    /// The last events and what the director decided on them.
    public let story: [String]
}
