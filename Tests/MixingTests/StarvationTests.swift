// SPDX-License-Identifier: Apache-2.0
import Mixing
import Testing

@Suite struct StarvationTests {
    @Test func `a dry voice plays silence, counts it, and goes on with the very next frame`() {
        let desk = Desk()
        desk.feed(0, [Float](repeating: 0.5, count: 1000), isAll: false)
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        desk.run(to: 4800)
        desk.feed(0, [Float](repeating: 0.5, count: 5000))
        desk.run(to: 14_400)
        // Dry from frame 1480; the data arrives for what is mixed next, a lookahead after what is out.
        let back = 4800 + Mixer.lookaheadFrames
        #expect(desk.left[1479] == 0.5)
        #expect(desk.left[(1480 + 3000)..<back].allSatisfy { $0 == 0 })
        #expect(abs(desk.left[back + 3000] - 0.5) < 1e-5)
        #expect(
            desk.reports().last
                == .ended(
                    voice: 0, playback: 1, at: desk.instant(back + 5000), framesPlayed: 6000,
                    framesMissing: Int64(back - 1480), wasStopped: false))
    }

    @Test func `running dry and coming back does not click`() {
        let desk = Desk()
        desk.feed(0, [Float](repeating: 0.5, count: 1000), isAll: false)
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        desk.run(to: 4800)
        desk.feed(0, [Float](repeating: 0.5, count: 5000))
        desk.run(to: 14_400)
        #expect(desk.steepest(500..<14_400) < 0.5 * 0.006)
    }

    @Test func `content that is cut off in mid-wave does not click`() {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 2000, from: 480)
        desk.run(to: 9600)
        #expect(desk.left[2479] == 0.5)
        #expect(desk.steepest(500..<9600) < 0.5 * 0.006)
        #expect(desk.left.last == 0)
    }

    @Test func `a stop reaches a voice that is dry`() {
        let desk = Desk()
        desk.feed(0, [0.5], isAll: false)
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        _ = desk.mixer.send(.stop(voice: 0, at: desk.instant(2000), fade: Desk.span(480)))
        desk.run(to: 4800)
        #expect(
            desk.reports().last
                == .ended(
                    voice: 0, playback: 1, at: desk.instant(2480), framesPlayed: 1, framesMissing: 1999,
                    wasStopped: true))
    }

    @Test func `damaged samples are silence and harm nothing after them`() {
        let desk = Desk()
        desk.feed(0, [.nan, .infinity, -.infinity, 1e30, .signalingNaN] + [Float](repeating: 0.25, count: 500))
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        desk.run(to: 4800)
        #expect(desk.left[480..<485].allSatisfy { $0 == 0 })
        #expect(desk.left[485..<980].allSatisfy { $0 == 0.25 })
    }
}
