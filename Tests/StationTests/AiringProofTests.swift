// SPDX-License-Identifier: Apache-2.0
import Glibc
import Media
import Mixing
import Testing
import Timetable

@testable import Playout
@testable import Station

/// What the deck proves of playbacks on two cards of one zone each; the tests are their audio threads.
@Suite struct AiringProofTests {
    /// Of what is mixed at one go.
    private static let period = 480
    /// What is heard a second after the deck was made, in frames of the desk.
    private static let start = 48_000

    private static let detail = Wording(en: "gone", zh: "没有了")

    /// It stands unless a test moves it.
    private let clock = StretchClock(origin: Instant(nanoseconds: 1_795_222_800_000_000_000))
    private let deck: Deck
    private let origin: Int64

    init() {
        deck = Deck(clock: clock, zones: [1, 1], peakDecibels: -1, makeFeeder: { SteadyFeeder() })
        origin = clock.monotonic(of: clock.now)
    }

    private func instant(_ frame: Int) -> Instant {
        clock.instant(ofMonotonic: origin + HouseFormat.nanoseconds(frames: Int64(frame)))
    }

    @discardableResult
    private func begin(_ zones: ZoneSet, _ number: UInt64 = 1, at frame: Int = start) -> Playback {
        let playback = Playback(
            id: PlaybackID(number), subject: .cue(key: "bell"), content: .clip(ClipID(.item, "bell")), zones: zones,
            at: instant(frame), fadeIn: .zero)
        deck.start(playback)
        return playback
    }

    /// Puts a steady sound in an output's ring.
    private func fill(_ place: Int, _ frames: Int = 48_000, level: Float = 0.5, isAll: Bool = true) {
        let ring = deck.mixers[place].ring(of: 0)
        ring.write([Float](repeating: level, count: 2 * frames).span)
        if isAll { ring.finish() }
    }

    /// Has an output's mixer render from frame to frame.
    private func run(_ place: Int, _ frames: Range<Int>, isHeard: Bool = true) {
        let mixer = deck.mixers[place]
        var samples = [Float](repeating: 0, count: Self.period * mixer.channels)
        for frame in stride(from: frames.lowerBound, to: frames.upperBound, by: Self.period) {
            var span = samples.mutableSpan
            mixer.render(
                into: &span, heardAt: origin + HouseFormat.nanoseconds(frames: Int64(frame)), isHeard: isHeard)
        }
    }

    /// The one proof there is once everything was reported.
    private func proof() throws -> AiringProof {
        _ = deck.events()
        try #require(deck.proofs.count == 1)
        return deck.proofs[0]
    }

    /// The nearest frame, which is 20.8 µs long.
    private func isNear(_ one: Instant?, _ other: Instant) -> Bool {
        one.map { abs(($0 - other).nanoseconds) < 20_834 } ?? false
    }

    private func isNear(_ one: Double?, _ other: Double) -> Bool { one.map { abs($0 - other) < 0.1 } ?? false }

    @Test func `what is heard whole on two cards is as long as on one, and nothing of it is missing`() throws {
        let playback = begin(.all)
        fill(0)
        fill(1, level: 0.25)
        run(0, 0..<120_000)
        _ = deck.events()
        #expect(deck.proofs.isEmpty, "it is not over on the other card")
        run(1, 0..<120_000)
        let proof = try proof()
        #expect(proof.playback == playback)
        #expect(proof.ending == .whole && proof.detail == nil)
        #expect(isNear(proof.start, instant(Self.start)))
        #expect(isNear(proof.end, instant(Self.start + 48_000)))
        #expect(proof.frames == 48_000 && proof.framesMissing == 0)
        #expect(isNear(proof.levelDB, 10 * log10((0.25 + 0.0625) / 2)))
        #expect(isNear(proof.peakDB, -6.02))
        #expect(proof.parts.map(\.output) == [0, 1])
        _ = deck.events()
        #expect(deck.proofs.isEmpty, "it is told once")
    }

    @Test func `what is stopped counts until its fade is over`() throws {
        begin(ZoneSet(zone: 1))
        fill(1)
        deck.stop(PlaybackID(1), at: instant(Self.start + 24_000), fade: .milliseconds(100))
        run(1, 0..<120_000)
        let proof = try proof()
        #expect(proof.ending == .stopped && proof.detail == nil)
        #expect(proof.frames == 28_800 && proof.framesMissing == 0)
        #expect(isNear(proof.end, instant(Self.start + 28_800)))
        #expect(proof.parts.map(\.output) == [1])
    }

    @Test func `when all fades out, what is over by then is heard to its end`() throws {
        begin(ZoneSet(zone: 0))
        fill(0, 9600)
        begin(ZoneSet(zone: 1), 2)
        fill(1, 48_000)
        for place in 0...1 { run(place, 0..<52_800) }
        _ = deck.events()
        clock.position = 52_800
        deck.fadeOut(over: .milliseconds(200))
        begin(ZoneSet(zone: 0), 3, at: 96_000)
        for place in 0...1 { run(place, 52_800..<120_000) }
        _ = deck.events()
        #expect(deck.proofs.map(\.playback.id) == [PlaybackID(1), PlaybackID(2)])
        #expect(deck.proofs.map(\.ending) == [.whole, .stopped])
        #expect(deck.proofs.map(\.frames) == [9600, Int64(4800 + 9600 + Mixer.lookaheadFrames)])
    }

    @Test func `what breaks off says why, and that it was heard until then`() throws {
        begin(.all)
        fill(0, 9600, isAll: false)
        fill(1, 9600, isAll: false)
        deck.fail(PlaybackID(1), Self.detail)
        run(0, 0..<120_000)
        run(1, 0..<120_000)
        let proof = try proof()
        #expect(proof.ending == .brokeOff && proof.detail == Self.detail)
        #expect(proof.frames == 9600)
    }

    @Test func `what never began has no start, no sound, and a reason unless it was taken back`() throws {
        begin(.all)
        deck.fail(PlaybackID(1), Self.detail)
        run(0, 0..<120_000)
        run(1, 0..<120_000)
        let failed = try proof()
        #expect(failed.ending == .neverBegan && failed.detail == Self.detail)
        #expect(failed.start == nil && failed.frames == 0 && failed.framesMissing == 0)
        #expect(failed.levelDB == nil && failed.peakDB == nil)

        let other = AiringProofTests()
        other.begin(.all)
        other.fill(0)
        other.fill(1)
        other.deck.stop(PlaybackID(1), at: other.instant(24_000), fade: .zero)
        other.run(0, 0..<120_000)
        other.run(1, 0..<120_000)
        let cancelled = try other.proof()
        #expect(cancelled.ending == .neverBegan && cancelled.detail == nil && cancelled.start == nil)
        #expect(isNear(cancelled.end, other.instant(24_000)))
    }

    @Test func `while a card is away its frames do not count, and are missing`() throws {
        begin(ZoneSet(zone: 0))
        fill(0, 96_000)
        run(0, 0..<72_000)
        run(0, 72_000..<96_000, isHeard: false)
        run(0, 96_000..<160_000)
        let proof = try proof()
        #expect(proof.ending == .whole)
        #expect(isNear(proof.end, instant(Self.start + 96_000)), "time runs on")
        #expect(proof.frames == 72_000 && proof.framesMissing == 24_000)
    }

    @Test func `a card that is away does not hide what the other heard, nor that it lacks it`() throws {
        begin(.all)
        fill(0)
        fill(1)
        run(0, 0..<120_000)
        run(1, 0..<120_000, isHeard: false)
        let proof = try proof()
        #expect(proof.frames == 48_000 && proof.framesMissing == 48_000)
        #expect(isNear(proof.levelDB, -6.02))
        #expect(proof.parts.map(\.heard.frames) == [48_000, 0])
    }

    @Test func `a file that comes late is missing, and an underrun is counted`() throws {
        begin(ZoneSet(zone: 0))
        fill(0, 9600, isAll: false)
        run(0, 0..<72_000)
        deck.mixers[0].noteUnderrun()
        fill(0, 9600)
        run(0, 72_000..<120_000)
        let proof = try proof()
        // Mixed a limiter's length before it is heard.
        #expect(proof.frames == 19_200)
        #expect(proof.framesMissing == Int64(24_000 - 9600 + Mixer.lookaheadFrames))
        #expect(proof.underruns == 1)
    }

    @Test func `a card that hangs took nothing that anybody knows of`() throws {
        begin(.all)
        fill(0)
        run(0, 0..<120_000)
        clock.position = 20 * 48_000
        let proof = try proof()
        #expect(proof.ending == .whole)
        #expect(proof.frames == 48_000 && proof.framesMissing == 48_000)
        fill(1)
        run(1, 0..<120_000)
        _ = deck.events()
        #expect(deck.proofs.isEmpty)
    }

    // MARK: Waiting for a voice

    /// Gives every voice of the first card, 8 and 4 a zone, something that begins later, one of them sooner.
    private func takeVoices() {
        for number in 101...112 { begin(ZoneSet(zone: 0), UInt64(number), at: number == 101 ? 4800 : 480_000) }
    }

    /// Has the sound of the one that begins sooner end, so that its voice is free.
    private func freeVoice() throws {
        // The first that was taken has the first voice.
        fill(0, 4800)
        run(0, 0..<48_000)
        #expect(try proof().playback.id == PlaybackID(101))
    }

    @Test func `what finds no voice begins with its sound once one is free`() throws {
        takeVoices()
        begin(.all, 1, at: 4800)
        deck.feed(PlaybackID(1), Clip(pieces: [.silence(frames: 9600)]))
        #expect(deck.events().isEmpty && !deck.isSilent)
        try freeVoice()
        run(0, 48_000..<120_000)
        run(1, 0..<120_000)
        let proof = try proof()
        #expect(proof.playback.id == PlaybackID(1))
        #expect(proof.ending == .whole && proof.frames == 9600 && proof.framesMissing == 0)
    }

    @Test func `of all that waits for a voice what is due first has the next one`() throws {
        takeVoices()
        begin(ZoneSet(zone: 0), 1, at: 96_000)
        begin(ZoneSet(zone: 0), 2, at: 72_000)
        begin(ZoneSet(zone: 0), 3, at: 72_000)
        try freeVoice()
        let waiting = [1, 2, 3].map { deck.rings(of: PlaybackID($0)).isEmpty }
        #expect(waiting == [true, false, true])
    }

    @Test func `what waited for a voice until two seconds after its time is told with its reason`() throws {
        takeVoices()
        let playback = begin(ZoneSet(zone: 0))
        clock.position = 48_000 * 3
        #expect(deck.events().isEmpty)
        clock.position += 1
        let proof = try proof()
        #expect(proof.playback == playback)
        #expect(proof.ending == .neverBegan && proof.detail?.en == "too much is sounding at once")
        #expect(proof.start == nil && isNear(proof.end, clock.now))
    }

    @Test func `what finds a voice on one card only is heard there`() throws {
        takeVoices()
        begin(.all)
        fill(1)
        run(1, 0..<120_000)
        clock.position = 48_000 * 4
        let proof = try proof()
        #expect(proof.ending == .whole && proof.detail == nil)
        #expect(proof.parts.map(\.heard.frames) == [0, 48_000])
    }

    @Test func `a stop, and a sound that cannot be had, end what waits for a voice`() throws {
        takeVoices()
        begin(ZoneSet(zone: 0))
        deck.stop(PlaybackID(1), at: instant(24_000), fade: .milliseconds(100))
        #expect(deck.events().isEmpty, "it may still begin before")
        clock.position = 24_000
        let stopped = try proof()
        #expect(stopped.ending == .neverBegan && stopped.detail == nil)
        #expect(isNear(stopped.end, instant(24_000)))

        begin(ZoneSet(zone: 0), 2)
        deck.fail(PlaybackID(2), Self.detail)
        let failed = try proof()
        #expect(failed.playback.id == PlaybackID(2))
        #expect(failed.ending == .neverBegan && failed.detail == Self.detail)

        begin(ZoneSet(zone: 0), 3)
        deck.fadeOut(over: .zero)
        let closed = try proof()
        #expect(closed.playback.id == PlaybackID(3) && closed.ending == .neverBegan && closed.detail == nil)
    }

    @Test func `a stop that was ordered while it waited for a voice is kept once it has one`() throws {
        takeVoices()
        begin(ZoneSet(zone: 0), 1, at: 4800)
        deck.stop(PlaybackID(1), at: instant(72_000), fade: .milliseconds(100))
        try freeVoice()
        let ring = try #require(deck.rings(of: PlaybackID(1)).first)
        ring.write([Float](repeating: 0.5, count: 96_000).span)
        run(0, 48_000..<120_000)
        let proof = try proof()
        // Mixed a limiter's length before it is heard, as its first frame was at once.
        #expect(proof.ending == .stopped && proof.frames == Int64(28_800 - Mixer.lookaheadFrames))
        #expect(isNear(proof.end, instant(76_800)))
    }
}

/// Gives every clip the same 0.2 s of a steady sound, at once.
private struct SteadyFeeder: ClipFeeder {
    let failures = AsyncStream<FeedFailure> { $0.finish() }

    func start(_ clip: Clip, into ring: FrameRing, id: UInt64) {
        ring.write([Float](repeating: 0.5, count: 2 * 9600).span)
        ring.finish()
    }

    func cancel(id: UInt64) {}

    func shutdown() {}
}
