// SPDX-License-Identifier: Apache-2.0
import Glibc
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

    private let clock = WallClock()
    private let deck: Deck
    private let origin: Int64

    init() {
        self.init(secondsFromNow: 3600)
    }

    private init(secondsFromNow: Int64) {
        deck = Deck(clock: clock, zones: [1, 1], peakDecibels: -1)
        origin = clock.monotonic(of: clock.now) + secondsFromNow * 1_000_000_000
    }

    private func instant(_ frame: Int) -> Instant {
        clock.instant(ofMonotonic: origin + HouseFormat.nanoseconds(frames: Int64(frame)))
    }

    @discardableResult
    private func begin(_ zones: ZoneSet) -> Playback {
        let playback = Playback(
            id: PlaybackID(1), subject: .cue(key: "bell"), content: .clip(ClipID(.item, "bell")), zones: zones,
            at: instant(Self.start), fadeIn: .zero)
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

    /// Wall and monotonic clock are read one after the other.
    private func isNear(_ one: Instant?, _ other: Instant) -> Bool {
        one.map { abs(($0 - other).nanoseconds) < 1_000_000 } ?? false
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

    @Test func `what breaks off says why, and that it was heard until then`() throws {
        begin(.all)
        fill(0, 9600, isAll: false)
        fill(1, 9600, isAll: false)
        let detail = Wording(en: "gone", zh: "没有了")
        deck.fail(PlaybackID(1), detail)
        run(0, 0..<120_000)
        run(1, 0..<120_000)
        let proof = try proof()
        #expect(proof.ending == .brokeOff && proof.detail == detail)
        #expect(proof.frames == 9600)
    }

    @Test func `what never began has no start, no sound, and a reason unless it was taken back`() throws {
        begin(.all)
        deck.fail(PlaybackID(1), Wording(en: "gone", zh: "没有了"))
        run(0, 0..<120_000)
        run(1, 0..<120_000)
        let failed = try proof()
        #expect(failed.ending == .neverBegan && failed.detail?.en == "gone")
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

    @Test func `what finds no voice is told with its reason`() throws {
        // Voices: 8 and 4 a zone.
        for number in 1...13 {
            deck.start(
                Playback(
                    id: PlaybackID(UInt64(number)), subject: .song(path: "bell"), content: .clip(ClipID(.item, "bell")),
                    zones: ZoneSet(zone: 0), at: instant(Self.start), fadeIn: .zero))
        }
        let proof = try proof()
        #expect(proof.playback.id == PlaybackID(13))
        #expect(proof.ending == .neverBegan && proof.detail?.en == "too much is sounding at once")
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
        let past = AiringProofTests(secondsFromNow: -20)
        past.begin(.all)
        past.fill(0)
        past.run(0, 0..<120_000)
        let proof = try past.proof()
        #expect(proof.ending == .whole)
        #expect(proof.frames == 48_000 && proof.framesMissing == 48_000)
        past.fill(1)
        past.run(1, 0..<120_000)
        _ = past.deck.events()
        #expect(past.deck.proofs.isEmpty)
    }
}
