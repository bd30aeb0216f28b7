// SPDX-License-Identifier: Apache-2.0
import Journal
public import Logging
import Media
import Mixing
import Playout
public import ServiceLifecycle
import SoundCard
public import Timetable

/// The shell around the director: it brings events in, performs effects, and decides nothing.
///
/// One task runs `run()`; everything else asks through the actor. It owns the sound outputs, whose audio threads
/// run by themselves and never wait for the station.
public actor Station: Service {
    /// How often the mixers are asked for reports: while a song breaks off another is to follow at once, and that an
    /// announcement was heard is to be on disk when its last frame is; while an item is on air something may be waiting
    /// for its end, and otherwise nothing hurries.
    private static let lookAtBreak = Duration.milliseconds(20)
    private static let lookOnAir = Duration.milliseconds(50)
    private static let lookOtherwise = Duration.milliseconds(250)
    /// How long nothing at all is done: a buffer that grew is told after so long, and a break is known sooner than it
    /// is heard.
    private static let longestPause = Duration.seconds(1)
    /// How long a disk may take to tell how full it is, and a card how its volume is set.
    private static let diskPatience = Duration.milliseconds(500), cardPatience = Duration.seconds(2)
    /// What starts on a second shows that second, though its clock may be a hair early.
    private static let tellingDelay = Duration.milliseconds(10)

    /// Replaced whole by a reload.
    var store: Store
    var reloading = Reloading()
    let clock: WallClock
    let logger: Logger
    let deck: Deck
    let lookout: Lookout
    nonisolated let listening: Listening
    /// Whether all of it moves on.
    public nonisolated let pulse: Pulse
    var outputs: [StationOutput]
    var director: Director
    /// What each clip of the plan plays.
    var clips: [ClipID: PreparedClip] = [:]
    /// Announcements by id, the newest last.
    var announcements = AnnouncementBook()
    /// What is on disk of them.
    let journal: Journal
    /// What was lost of the record last, and until when that is told.
    var loss: (wording: Wording, until: ContinuousClock.Instant)?
    private let journalConditions: AsyncStream<Journal.Condition>
    /// What was made to be heard by whoever asked for it.
    var auditions = AuditionShelf()
    /// What was uploaded to be announced.
    var recordings: RecordingStore
    let uploads = UploadCount()
    let mediaUploads = UploadCount()
    let mediaConverter: Converter
    let recordingConverter: Converter
    /// The words of those that are not over.
    var words = WordsBook()
    /// Those whose sound could not be played, and which are to be heard without words.
    var brokenAnnouncements: [String] = []
    /// Why the last announcement was not spoken; nil once one is again.
    var speechFailure: Problem?
    /// What could not be kept in memory, of `problems`.
    var keepingProblems: [Problem] = []
    var keeping: Task<Void, Never>?
    /// The scripts of which it was told that they are kept.
    var keptScripts: [String] = []
    /// Problems of the store as they are found, for status.
    var problems: [Problem]
    private var playbacks: [PlaybackID: Playback] = [:]
    /// What began, to be told when it is heard: the mixer reports ahead by what the card holds.
    var tellings: [(at: Instant, playback: Playback)] = []
    /// The day the plan was made for.
    private var planDay: Range<Instant>
    var preparation: Task<Void, Never>?
    /// Why the wall clock cannot be believed; nil where it can.
    var clockDoubt: ClockDoubt?
    /// Whether somebody set it since the program started.
    var wasClockSet = false
    /// When it is looked into again, and when it is written down again that the station runs.
    var nextDoubt = ContinuousClock.now, nextSignOfLife = ContinuousClock.now
    var hasBegunRun = false
    /// From when on what was planned may be without a record; nil for nothing is.
    var unrecordedSince: Instant?
    /// The clock is right since a moment ago, and what is on record of these days is being read.
    var awaitsRecord = false
    /// Waits for what the journal has of an earlier run.
    var recalling: Task<Void, Never>?
    var faults = FaultBook()
    /// What has happened since the program started, and when that was, in nanoseconds of CLOCK_MONOTONIC.
    var counters = StationCounters()
    let startedNs: Int64
    /// When the store is open, of the days around the present.
    private var openHours: [Range<Instant>] = []
    let diskRoom: Inquiry<DiskRoom>
    let volumes: Inquiry<[[CardVolume]]>
    /// Clips whose files may have changed since they were prepared; they serve until they are prepared again.
    var staleClips: Set<ClipID> = []

    /// A station that is not running yet.
    ///
    /// - Parameters:
    ///   - store: what is to be played.
    ///   - clock: the wall clock it goes by.
    ///   - logger: told what begins, what is missed, and what is wrong.
    public init(store: Store, clock: WallClock, logger: Logger) {
        self.store = store
        self.logger = logger
        self.clock = clock
        startedNs = clock.monotonic(of: clock.now)
        let settings = store.schedule.settings
        let (state, devices) = (store.preparer.paths.state, settings.outputs.map(\.device))
        diskRoom = Inquiry(patience: Self.diskPatience) { DiskRoom(of: state) }
        volumes = Inquiry(patience: Self.cardPatience) { devices.map(CardVolume.all) }
        let date = store.schedule.clock.date(of: clock.now)
        planDay = store.schedule.clock.day(date)
        problems = store.problems
        recordings = RecordingStore(folder: "\(store.preparer.paths.state)/recordings")
        recordingConverter = Converter(
            directory: recordings.incoming, deadline: Self.recordingConversion.deadline,
            sizeLimitBytes: Self.recordingConversion.sizeLimitBytes)
        let mediaShelf = MediaShelf(root: store.preparer.paths.audio)
        mediaShelf.removeUnfinished()
        mediaConverter = Converter(directory: mediaShelf.incoming)
        deck = Deck(clock: clock, zones: settings.outputs.map(\.zones.count), peakDecibels: settings.levels.peak)
        listening = Listening(Self.ears(settings.outputs, deck.mixers))
        let (conditions, news) = AsyncStream.makeStream(
            of: Journal.Condition.self, bufferingPolicy: .bufferingNewest(1))
        journalConditions = conditions
        journal = Journal(path: store.preparer.paths.journal) { news.yield($0) }
        lookout = Lookout { [mixers = deck.mixers] in clock.wasSet || mixers.contains(where: \.hasReport) }
        outputs = Self.outputs(settings.outputs, deck.mixers, lookout)
        pulse = Pulse(outputs.map { ($0.settings.name, $0.sound) })
        director = Director(settings: settings.director, seed: Self.seed(of: date))
    }

    /// The order of the songs is that of the day, in rehearsal as on air.
    public static func seed(of date: CivilDate) -> UInt64 {
        date.description.fnv1a
    }

    /// The present instant by the station's wall clock.
    public nonisolated var now: Instant { clock.now }

    /// What the store has written.
    public var schedule: Schedule { store.schedule }

    // MARK: Running

    /// Plays until the task is cancelled or a graceful shutdown begins; then fades out.
    public func run() async throws {
        startOutputs()
        startKeepingSounds()
        judgeClock()
        await recallMeasured()
        await takeUpRecord()
        loadPlan()
        startFollowing()
        let remembering = Task { await self.takeUpAnnouncements() }
        let telling = Task { await self.followJournal(self.journalConditions) }
        await cancelWhenGracefulShutdown { await self.play() }
        recalling?.cancel()
        remembering.cancel()
        telling.cancel()
        stopFollowing()
        await close()
    }

    private func play() async {
        while !Task.isCancelled {
            turn()
            await lookout.sleep(for: pause, lookingEvery: look)
        }
    }

    /// How long nothing needs to be done, unless something happens.
    private var pause: Duration {
        let deadlines = [director.nextDeadline, tellings.first.map { $0.at + Self.tellingDelay }]
        guard let deadline = deadlines.compactMap({ $0 }).min() else { return Self.longestPause }
        return max(.milliseconds(1), min(Self.longestPause, deadline - clock.now))
    }

    /// How often the mixers are asked now.
    private var look: Duration {
        let items = playbacks.values.compactMap { if case .clip(let clip) = $0.content { clip.source } else { nil } }
        if deck.expectsBreak || items.contains(.announcement) { return Self.lookAtBreak }
        return items.isEmpty ? Self.lookOtherwise : Self.lookOnAir
    }

    private func turn() {
        pulse.beat()
        followClock()
        for event in deck.events() { handle(event) }
        noteAirings()
        if let deadline = director.nextDeadline, deadline <= clock.now { handle(.tick) }
        while let first = tellings.first, first.at + Self.tellingDelay <= clock.now {
            let (_, playback) = tellings.removeFirst()
            logger.tell(playback.subjectOfBeginning, describe(playback.content), facts(of: playback))
        }
        watchOutputs()
        noteSignOfLife()
        if !planDay.contains(clock.now) { loadPlan() }
    }

    // MARK: Plan

    /// Takes up the plan of the present date, and has what it plays prepared.
    func loadPlan() {
        let date = store.schedule.clock.date(of: clock.now)
        planDay = store.schedule.clock.day(date)
        var (plan, found) = store.plan(around: date, since: unrecordedSince)
        plan.isClockTrusted = clockDoubt == nil && !awaitsRecord
        if plan.isClockTrusted { unrecordedSince = nil }
        openHours = plan.orders.filter { $0.opens < $0.closes }.map { $0.opens..<$0.closes }
        report(found)
        handle(.load(plan))
        preparation?.cancel()
        let wanted = plan.clips(neededAfter: clock.now)
        forgetClips(except: wanted)
        preparation = Task { await self.prepare(wanted) }
    }

    /// Whether the store is open, by the timetables.
    var isOpen: Bool { openHours.contains { $0.contains(clock.now) } }

    private func prepare(_ wanted: [ClipID]) async {
        for id in wanted where clips[id] == nil || staleClips.contains(id) {
            do throws(PreparationFailure) {
                let clip = try await store.preparer.prepare(id)
                guard !Task.isCancelled else { return }
                clips[id] = clip
                staleClips.remove(id)
                handle(.prepared([id: .ready(clip.facts)]))
            } catch {
                // What took its place may be there already.
                guard !Task.isCancelled else { return }
                clips[id] = nil
                staleClips.remove(id)
                if !error.isToldByNames { report([store.problem(error)]) }
                handle(.prepared([id: .unavailable(error.wording)]))
            }
        }
        // What a slow disk told late; this preparation goes on with the plan that has it.
        if await recallMeasured(within: Self.lateMeasuredLimit) { return loadPlan() }
        await convertAndMeasure()
        keepMeasured()
        pruneRecord()
    }

    // MARK: Events and effects

    /// Hands an event to the director and performs what it decides.
    func handle(_ event: Event) {
        note(event)
        for effect in director.handle(event, at: clock.now) {
            perform(effect)
        }
        airBrokenAnnouncements()
        // What is next due may have changed.
        lookout.call()
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .start(let playback):
            playbacks[playback.id] = playback
            deck.start(playback)
            feed(playback)
        case .stop(let id, let at, let fade): deck.stop(id, at: at, fade: fade)
        case .duck(let zones, let decibels, let at, let ramp):
            deck.duck(zones, decibels: decibels, at: at, ramp: ramp)
        case .began(let record): journal.note(record)
        case .record(let record):
            journal.note(record)
            counters.count(record)
            tell(record)
        case .announcement(let id, let state):
            guard !fallsBack(id, state) else { return }
            note(id, state)
            followWords(of: id, state)
        case .heard(let id, let start, let end):
            noteHeard(id, from: start, to: end)
            followWordsOfHearing(of: id)
        }
    }

    private func feed(_ playback: Playback) {
        switch playback.content {
        case .clip(let id):
            if let clip = clips[id]?.clip {
                deck.feed(playback.id, clip)
            } else {
                deck.fail(playback.id, Wording(en: "its sound was not ready in time", zh: "声音未能及时备好"))
            }
        case .song(let song):
            Task { await self.feed(playback.id, song) }
        }
    }

    private func feed(_ id: PlaybackID, _ song: Song) async {
        do throws(PreparationFailure) {
            let (clip, measured) = try await store.preparer.songAtOnce(song.path)
            deck.feed(id, clip)
            if let measured, measured != song { handle(.measured(measured)) }
        } catch {
            report([store.problem(error)])
            deck.fail(id, error.wording)
        }
    }

    /// Nothing is left out silently: what did not air is told with its reason.
    func tell(_ record: CueRecord) {
        // Music that was over before the start is no news.
        guard record.outcome != .aired, !record.verb.isBed || record.reason != .pastWhenLoaded else { return }
        let reason = record.reason?.wording(clock: store.schedule.clock).text(in: language) ?? ""
        logger.tell(
            .notAired,
            "\(record.outcome.wording.text(in: language)): \(record.when) \(record.verb.rawValue) \(record.name): \(reason)",
            ["cue": "\(record.key)", "zones": "\(record.zones.joined(separator: ","))"])
    }

    // MARK: Telling

    /// The language its staff are spoken to in.
    public var language: Language { store.schedule.settings.language }

    /// Tells people what begins and what breaks off.
    private func note(_ event: Event) {
        switch event {
        case .started(let id, let at):
            guard let playback = playbacks[id] else { return }
            tellings.append((at, playback))
        case .ended(let id, _): playbacks[id] = nil
        case .failed(let id, let detail):
            guard let playback = playbacks.removeValue(forKey: id) else { return }
            logger.tell(
                .broken, "\(describe(playback.content)): \(detail.text(in: language))", facts(of: playback))
            if case .clip(let clip) = playback.content { breakOffWords(of: clip, detail) }
        default: break
        }
    }

    private func describe(_ content: Playback.Content) -> String {
        switch content {
        case .song(let song):
            return Wording(en: "music   \(song.title)", zh: "音乐   \(song.title)").text(in: language)
        case .clip(let clip):
            let name =
                switch clip.source {
                case .item: "\(Verb.play.rawValue) \(clip.name)"
                case .script: "\(Verb.say.rawValue) \(clip.name)"
                case .promo: "\(Verb.promo.rawValue) \(clip.name)"
                case .announcement: announcements.name(of: clip.name)
                }
            return Wording(en: "on air  \(name)", zh: "播出   \(name)").text(in: language)
        }
    }

    func report(_ found: [Problem]) {
        for problem in found where !problems.contains(problem) {
            problems.append(problem)
            logger.tell(problem)
        }
    }
}
