// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing
import Testing

/// What the mixer says that a card took of a playback, beside what left the mixer.
@Suite struct HeardTests {
    /// What a reader of the level may rely on, in decibels.
    private static let toleranceDB = 0.1

    private static func sine(_ frequencyHz: Double, amplitude: Float, frames: Int) -> [Float] {
        (0..<frames).map { amplitude * Float(sin(2 * .pi * frequencyHz * Double($0) / Double(Desk.second))) }
    }

    private static func decibels(_ power: Double) -> Double { 10 * log10(power) }

    /// The level of frames that were heard alone, as they left the mixer.
    private static func levelDB(_ frames: ArraySlice<Float>) -> Double {
        decibels(frames.reduce(0) { $0 + Double($1 * $1) } / Double(frames.count))
    }

    private func begin(
        _ desk: Desk, _ voice: Int = 0, _ bus: Bus = .programme, zones: ZoneMask = .everywhere, gain: Float = 1,
        fadeIn: Int = 0
    ) {
        _ = desk.mixer.send(
            .start(
                voice: voice, playback: UInt64(voice), bus: bus, zones: zones, at: desk.instant(500), gain: gain,
                fadeIn: Desk.span(fadeIn)))
    }

    @Test(arguments: [50.0, 997, 3000, 12_000], [Float(1), 0.25, 0.001])
    func `a sine is as loud as its gain makes it`(frequencyHz: Double, gain: Float) throws {
        let desk = Desk()
        desk.feed(0, Self.sine(frequencyHz, amplitude: 0.5, frames: 48_001))
        begin(desk, gain: gain)
        desk.run(to: 49_000, period: 479)
        #expect(desk.reports().count == 2)
        let heard = try #require(desk.heard.first)
        #expect(heard.frames == 48_001)
        let expected = 20 * log10(0.5 * Double(gain)) - 3.01
        #expect(abs(Self.decibels(heard.meanSquare) - expected) < Self.toleranceDB)
        #expect(abs(20 * log10(Double(heard.peak)) - expected - 3.01) < Self.toleranceDB)
    }

    @Test func `a sound on one channel has half the power of one on both`() throws {
        let desk = Desk()
        let ring = desk.mixer.ring(of: 0)
        ring.write((0..<10_001).flatMap { _ in [Float(-0.5), 0] })
        ring.finish()
        begin(desk)
        desk.run(to: 12_000)
        _ = desk.reports()
        let heard = try #require(desk.heard.first)
        #expect(abs(heard.meanSquare - 0.125) < 1e-6)
        #expect(heard.peak == 0.5)
    }

    @Test(arguments: [(0, 0), (24_000, 0), (0, 24_000), (4800, 14_400), (100, 96)])
    func `fades count as they are heard`(fadeIn: Int, fadeOut: Int) throws {
        let desk = Desk()
        desk.feed(0, Self.sine(997, amplitude: 0.5, frames: 96_000))
        begin(desk, fadeIn: fadeIn)
        _ = desk.mixer.send(.stop(voice: 0, at: desk.instant(40_000), fade: Desk.span(fadeOut)))
        desk.run(to: 90_000)
        _ = desk.reports()
        let heard = try #require(desk.heard.first)
        let end = 40_000 + max(fadeOut, 96)
        #expect(heard.frames == Int64(end - 500))
        #expect(abs(Self.decibels(heard.meanSquare) - Self.levelDB(desk.left[500..<end])) < Self.toleranceDB)
    }

    @Test func `a bed counts as its duck lets it be heard, and what it is ducked for in full`() throws {
        let desk = Desk()
        desk.feed(0, Self.sine(997, amplitude: 0.5, frames: 96_000))
        begin(desk, 0, .bed)
        _ = desk.mixer.send(
            .duck(zones: .everywhere, at: desk.instant(20_000), to: 0.1, over: Desk.span(14_400)))
        _ = desk.mixer.send(
            .duck(zones: .everywhere, at: desk.instant(60_000), to: 0.7, over: Desk.span(38_400)))
        desk.run(to: 98_000)
        _ = desk.reports()
        let bed = try #require(desk.heard.first)
        #expect(bed.frames == 96_000)
        #expect(abs(Self.decibels(bed.meanSquare) - Self.levelDB(desk.left[500..<96_500])) < Self.toleranceDB)
        #expect(abs(bed.peak - 0.5) < 1e-4)

        desk.mixer.ring(of: 1).write(Self.sine(997, amplitude: 0.25, frames: 24_000).flatMap { [$0, $0] })
        desk.mixer.ring(of: 1).finish()
        begin(desk, 1)
        desk.run(to: 130_000)
        _ = desk.reports()
        let speech = try #require(desk.heard.last)
        #expect(abs(Self.decibels(speech.meanSquare) - (20 * log10(0.25) - 3.01)) < Self.toleranceDB)
    }

    @Test func `a bed that is muted in one of four zones has three quarters of its power`() throws {
        let desk = Desk(zones: 4)
        _ = desk.mixer.send(.duck(zones: .zone(2), at: desk.instant(0), to: 0, over: 0))
        desk.play(0, level: 0.5, frames: 9600, from: 500, bus: .bed)
        desk.run(to: 12_000)
        _ = desk.reports()
        let heard = try #require(desk.heard.first)
        #expect(abs(heard.meanSquare - 0.25 * 0.75) < 1e-5)
        #expect(heard.peak == 0.5)
        #expect(heard.frames == 9600)
    }

    @Test func `what is damaged counts as the silence that is heard instead`() throws {
        let desk = Desk()
        desk.feed(0, [0.5, .nan, .infinity, -.infinity, 1e30, -1e30, .signalingNaN, 0.5])
        begin(desk)
        desk.run(to: 2000)
        _ = desk.reports()
        let heard = try #require(desk.heard.first)
        #expect(heard.frames == 8)
        #expect(heard.peak == 0.5)
        #expect(abs(heard.meanSquare - 0.25 * 2 / 8) < 1e-6)
    }

    @Test func `what passes while there is no card is not heard`() throws {
        let desk = Desk()
        desk.feed(0, [Float](repeating: 0.1, count: 9600) + [Float](repeating: 0.8, count: 9600), isAll: true)
        begin(desk)
        // A limiter's length ahead of the instant that the frame is for.
        desk.run(to: 10_100 - Mixer.lookaheadFrames)
        desk.run(to: 30_000, isHeard: false)
        #expect(
            desk.reports().last
                == .ended(
                    voice: 0, playback: 0, at: desk.instant(19_700), framesPlayed: 19_200, framesMissing: 0,
                    wasStopped: false))
        let heard = try #require(desk.heard.first)
        #expect(heard.frames == 9600)
        #expect(abs(heard.meanSquare - 0.01) < 1e-6)
        #expect(heard.peak == 0.1)
    }

    @Test func `what is for no zone is not heard`() throws {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 1000, from: 500, zones: [])
        desk.run(to: 2000)
        _ = desk.reports()
        #expect(desk.heard == [HeardSound()])
    }

    @Test func `frames that a card was lost with are taken back, and no playback loses more than it had`() throws {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 48_000, from: 500)
        desk.play(1, level: 0.25, frames: 48_000, from: 9000)
        desk.play(2, level: 0.25, frames: 1000, from: 500)
        desk.play(3, level: 0.25, frames: 1000, from: 90_000)
        desk.run(to: 9600)
        desk.mixer.noteLost(frames: 4800)
        desk.run(to: 60_000)
        _ = desk.mixer.send(.stop(voice: 3, at: desk.instant(60_000), fade: 0))
        desk.run(to: 61_000)
        _ = desk.reports()
        #expect(desk.heard.map(\.frames) == [1000, 48_000 - 4800, 48_000 - 840, 0])
        #expect(
            desk.heard.map { Float($0.meanSquare.squareRoot()) }.prefix(3).elementsEqual([0.25, 0.5, 0.25]) {
                abs($0 - $1) < 1e-5
            })
    }

    @Test func `an underrun counts for what is on air and for nothing else`() {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 48_000, from: 500)
        desk.play(1, level: 0.25, frames: 1000, from: 500)
        desk.play(2, level: 0.25, frames: 1000, from: 20_000)
        desk.run(to: 9600)
        desk.mixer.noteUnderrun()
        desk.mixer.noteUnderrun()
        desk.run(to: 60_000)
        _ = desk.reports()
        #expect(desk.heard.map(\.underruns) == [0, 0, 2])
    }

    @Test func `a start that never came has nothing of what its voice played before`() throws {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 1000, from: 500)
        desk.run(to: 4800)
        _ = desk.reports()
        desk.mixer.ring(of: 0).reset()
        desk.play(0, level: 0.5, frames: 1000, from: 20_000)
        _ = desk.mixer.send(.stop(voice: 0, at: desk.instant(6000), fade: 0))
        desk.run(to: 9600)
        #expect(
            desk.reports() == [
                .ended(
                    voice: 0, playback: 100, at: desk.instant(6000), framesPlayed: 0, framesMissing: 0,
                    wasStopped: true)
            ])
        #expect(desk.heard.last == HeardSound())
    }
}
