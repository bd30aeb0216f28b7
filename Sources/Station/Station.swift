// SPDX-License-Identifier: Apache-2.0
public import Logging
import Media
import Mixing
import Playout
public import ServiceLifecycle
import SoundCard
public import Timetable

/// The shell around the director: it brings events in, performs effects, and decides nothing.
///
/// One task runs `run()`; everything else asks through the actor. It owns the sound output, whose audio thread
/// runs by itself and never waits for the station.
public actor Station: Service {
    /// How often reports of the mixer are fetched while something sounds, and while nothing does.
    private static let pollOnAir = Duration.milliseconds(40)
    private static let pollIdle = Duration.milliseconds(200)
    /// What starts on a second shows that second, though its clock may be a hair early.
    private static let tellingDelay = Duration.milliseconds(10)
    /// The fade at a graceful stop, and how long its end is waited for.
    private static let closingFade = Duration.milliseconds(400)
    private static let closingLimit = Duration.milliseconds(900)
    private static let closingStep = Duration.milliseconds(20)

    let store: Store
    let clock: WallClock
    let logger: Logger
    let deck: Deck
    let output: SoundOutput
    var director: Director
    /// What each clip of the plan plays.
    var clips: [ClipID: PreparedClip] = [:]
    /// Announcements by id, the newest last.
    var announcements = AnnouncementBook()
    /// Problems of the store as they are found, for status.
    var problems: [Problem]
    private var playbacks: [PlaybackID: Playback] = [:]
    /// What began, to be told when it is heard: the mixer reports ahead by what the card holds.
    private var tellings: [(at: Instant, text: String)] = []
    private var planDate: CivilDate
    private var outputState: OutputStatus.State = .stopped
    private var outputLosses = 0
    private var bufferMs: Int64 = 0
    private var preparation: Task<Void, Never>?

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
        let settings = store.schedule.settings
        planDate = store.schedule.clock.date(of: clock.now)
        problems = store.problems
        deck = Deck(clock: clock, zones: settings.output.zones.count, peakDecibels: settings.levels.peak)
        output = SoundOutput(
            settings: OutputSettings(
                device: settings.output.device, channels: settings.output.zones.map(\.channels)),
            mixer: deck.mixer)
        director = Director(settings: settings.director, seed: Self.seed(of: planDate))
    }

    /// The order of the songs is that of the day, in rehearsal as on air.
    public static func seed(of date: CivilDate) -> UInt64 {
        date.description.fnv1a
    }

    /// The present instant by the station's wall clock.
    public nonisolated var now: Instant { clock.now }

    /// What the store has written.
    public nonisolated var schedule: Schedule { store.schedule }

    // MARK: Running

    /// Plays until the task is cancelled or a graceful shutdown begins; then fades out.
    public func run() async throws {
        startOutput()
        loadPlan()
        await cancelWhenGracefulShutdown { await self.play() }
        await close()
    }

    private func play() async {
        while !Task.isCancelled {
            turn()
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }

    /// How long nothing needs to be done.
    private var pause: Duration {
        let poll = playbacks.isEmpty ? Self.pollIdle : Self.pollOnAir
        guard let deadline = director.nextDeadline else { return poll }
        return max(.milliseconds(1), min(poll, deadline - clock.now))
    }

    private func turn() {
        for event in deck.events() { handle(event) }
        if let deadline = director.nextDeadline, deadline <= clock.now { handle(.tick) }
        while let first = tellings.first, first.at + Self.tellingDelay <= clock.now {
            logger.info("\(tellings.removeFirst().text)")
        }
        watchOutput()
        if store.schedule.clock.date(of: clock.now) != planDate { loadPlan() }
    }

    private func close() async {
        preparation?.cancel()
        tellWhatIsLost()
        deck.fadeOut(over: Self.closingFade)
        let limit = ContinuousClock.now + Self.closingLimit
        while !deck.isSilent, ContinuousClock.now < limit {
            // The director is not told: it would fill the silence.
            _ = deck.events()
            // The shutdown may have cancelled this task; the fade is still to be heard.
            await Task { try? await Task.sleep(for: Self.closingStep) }.value
        }
        output.stop()
        deck.shutdown()
    }

    /// Announcements live in memory only: whoever stops the station learns which ones go with it.
    private func tellWhatIsLost() {
        let lost = announcements.ids.map(announcements.status).filter { !$0.isOver }.map { "\"\($0.name)\"" }
        guard !lost.isEmpty else { return }
        let names = lost.joined(separator: ", ")
        let wording = Wording(en: "stopped; not heard to their end: \(names)", zh: "已停止；以下广播没有播完：\(names)")
        logger.warning("\(wording.text(in: language))")
    }

    // MARK: Plan

    /// Takes up the plan of the present date, and has what it plays prepared.
    private func loadPlan() {
        planDate = store.schedule.clock.date(of: clock.now)
        let (plan, found) = store.plan(around: planDate)
        report(found)
        handle(.load(plan))
        preparation?.cancel()
        preparation = Task { await self.prepare(Store.clips(of: plan, after: self.clock.now)) }
    }

    private func prepare(_ wanted: [ClipID]) async {
        for id in wanted where clips[id] == nil {
            do throws(PreparationFailure) {
                let clip = try await store.preparer.prepare(id)
                guard !Task.isCancelled else { return }
                clips[id] = clip
                handle(.prepared([id: .ready(clip.facts)]))
            } catch {
                if !error.isToldByNames { report([store.problem(error)]) }
                handle(.prepared([id: .unavailable(error.wording)]))
            }
        }
        await measureSongs()
        report([store.save()].compactMap { $0 })
    }

    /// Measures what nobody has measured yet, so that no song has to wait for it.
    private func measureSongs() async {
        for path in store.preparer.inventory.music.values.joined().sorted() where !Task.isCancelled {
            do throws(PreparationFailure) {
                _ = try await store.preparer.song(path)
            } catch {
                report([store.problem(error)])
            }
        }
    }

    // MARK: Events and effects

    /// Hands an event to the director and performs what it decides.
    func handle(_ event: Event) {
        note(event)
        for effect in director.handle(event, at: clock.now) {
            perform(effect)
        }
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
        case .record(let record): tell(record)
        case .announcement(let id, let state): announcements.note(id, state, in: self.schedule)
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
            deck.feed(id, try await store.preparer.song(song.path))
        } catch {
            report([store.problem(error)])
            deck.fail(id, error.wording)
        }
    }

    /// Nothing is left out silently: what did not air is told with its reason.
    private func tell(_ record: CueRecord) {
        guard record.outcome != .aired else { return }
        let reason = record.reason?.wording(clock: store.schedule.clock).text(in: language) ?? ""
        logger.warning(
            "\(Self.label(record.outcome).text(in: language)): \(record.when) \(record.verb.rawValue) \(record.name): \(reason)"
        )
    }

    private static func label(_ outcome: CueRecord.Outcome) -> Wording {
        switch outcome {
        case .aired: Wording(en: "aired", zh: "已播")
        case .gaveWay: Wording(en: "gave way", zh: "让位未播")
        case .missed: Wording(en: "missed", zh: "未播")
        }
    }

    // MARK: Telling

    var language: Language { store.schedule.settings.language }

    /// Tells people what begins and what breaks off.
    private func note(_ event: Event) {
        switch event {
        case .started(let id, let at):
            guard let playback = playbacks[id] else { return }
            tellings.append((at, describe(playback.content)))
        case .ended(let id, _): playbacks[id] = nil
        case .failed(let id, let detail):
            guard let playback = playbacks.removeValue(forKey: id) else { return }
            logger.error("\(describe(playback.content)): \(detail.text(in: language))")
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
            logger.log(level: problem.isError ? .error : .warning, "\(problem.text)")
        }
    }

    // MARK: The output

    private func startOutput() {
        do {
            try output.start()
        } catch {
            let file = "\(store.preparer.paths.schedules)/\(StoreFile.name)"
            report([
                Problem(
                    file: file, .error, Wording(en: "no sound: \(error)", zh: "没有声音：\(error)"), language: language)
            ])
        }
    }

    private func watchOutput() {
        let status = output.status
        let state = status.state
        if let stream = status.stream { noteBuffer(ofMs: stream.bufferNs / 1_000_000) }
        // It may have been lost and found since the last look.
        let wasLost = status.losses != outputLosses
        outputLosses = status.losses
        if wasLost { handle(.outputLost(zones: .all)) }
        guard state != outputState || wasLost else { return }
        outputState = state
        if state == .playing { handle(.outputReturned(zones: .all)) }
        let device = store.schedule.settings.output.device
        switch state {
        case .stopped, .silent(.opening): break
        case .playing:
            logger.info(
                "\(Wording(en: "sound   card \"\(device)\" plays", zh: "声音   声卡“\(device)”正在播放").text(in: language))")
        case .silent(let reason):
            let wording = Wording(
                en: "NO SOUND: the programme runs on a silent clock. Card \"\(device)\": \(reason)",
                zh: "没有声音：节目按静音时钟继续。声卡“\(device)”：\(reason.wording.zh)")
            logger.error("\(wording.text(in: language))")
        }
    }

    /// A buffer grows where a machine is too slow for it; that makes what is pushed wait longer.
    private func noteBuffer(ofMs milliseconds: Int64) {
        defer { bufferMs = milliseconds }
        guard bufferMs > 0, milliseconds > bufferMs else { return }
        let wording = Wording(
            en: "the card ran dry again and again: its buffer grows from \(bufferMs) to \(milliseconds) ms."
                + " See what keeps the machine so busy, or give storecast realtime priority",
            zh: "声卡多次断流：缓冲从 \(bufferMs) 毫秒加大到 \(milliseconds) 毫秒。请检查机器为何繁忙，或给 storecast 实时优先级")
        logger.warning("\(wording.text(in: language))")
    }
}
