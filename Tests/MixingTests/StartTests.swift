// SPDX-License-Identifier: Apache-2.0
import Mixing
import Testing

@Suite struct StartTests {
    @Test(arguments: [240, 241, 479, 480, 481, 1000, 1439, 1440, 47_999], [1, 64, 480, 777])
    func `a playback starts on its frame, wherever it falls in a period`(start: Int, period: Int) {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 100, from: start)
        desk.run(to: start + 1000, period: period)
        #expect(desk.left.firstIndex { $0 != 0 } == start)
        #expect(desk.left[start..<(start + 100)].allSatisfy { $0 == 0.5 })
        #expect(desk.left == desk.right)
        #expect(
            desk.reports() == [
                .started(voice: 0, playback: 100, at: desk.instant(start)),
                .ended(
                    voice: 0, playback: 100, at: desk.instant(start + 100), framesPlayed: 100, framesMissing: 0,
                    wasStopped: false),
            ])
    }

    @Test func `a start sent seconds ahead follows a card that runs fast`() {
        // 1000 ppm: each period of 480 frames is heard 10 µs sooner than the house rate says.
        let mixer = Mixer(zones: 1, voices: 1, ringFrames: 4800)
        mixer.ring(of: 0).write([Float](repeating: 0.5, count: 9600))
        let start: Int64 = 4_000_000_000
        #expect(
            mixer.send(
                .start(voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: start, gain: 1, fadeIn: 0)))
        var heardAt: Int64 = 0
        var heardStart: Int64?
        while heardStart == nil, heardAt < 2 * start {
            let samples = mixer.render(frames: 480, heardAt: heardAt)
            if let first = samples.firstIndex(where: { $0 != 0 }) {
                heardStart = heardAt + Desk.span(first / 2)
            }
            heardAt += 9_990_000
        }
        // Half a frame, and what the card gains while the limiter holds the sound back.
        #expect(abs((heardStart ?? 0) - start) < 10_500 + 10_000)
    }

    @Test func `a start in the past sounds on the next frame that can still change`() {
        let desk = Desk()
        desk.run(to: 960)
        desk.feed(0, [0.5, 0.5])
        #expect(
            desk.mixer.send(.start(voice: 0, playback: 7, bus: .bed, zones: .everywhere, at: .min, gain: 1, fadeIn: 0)))
        desk.run(to: 1920)
        #expect(desk.left.firstIndex { $0 != 0 } == 960 + Mixer.lookaheadFrames)
        #expect(desk.reports().first == .started(voice: 0, playback: 7, at: desk.instant(1200)))
    }

    @Test func `a start in the far future stays silent and does no harm`() {
        let desk = Desk()
        desk.feed(0, [0.5])
        #expect(
            desk.mixer.send(.start(voice: 0, playback: 7, bus: .bed, zones: .everywhere, at: .max, gain: 1, fadeIn: 0)))
        desk.run(to: 960)
        #expect(desk.left.allSatisfy { $0 == 0 })
        #expect(desk.reports().isEmpty)
    }

    @Test func `an empty ring delays the start and loses no frame`() {
        let desk = Desk()
        #expect(
            desk.mixer.send(
                .start(
                    voice: 0, playback: 7, bus: .programme, zones: .everywhere, at: desk.instant(300), gain: 1,
                    fadeIn: 0)))
        desk.run(to: 960)
        #expect(desk.reports().isEmpty)
        desk.feed(0, [0.1, 0.2, 0.3])
        desk.run(to: 1920)
        #expect(Array(desk.left[1200..<1203]) == [0.1, 0.2, 0.3])
        #expect(
            desk.reports() == [
                .started(voice: 0, playback: 7, at: desk.instant(1200)),
                .ended(
                    voice: 0, playback: 7, at: desk.instant(1203), framesPlayed: 3, framesMissing: 0,
                    wasStopped: false),
            ])
    }

    @Test func `a playback without a single frame ends without having started`() {
        let desk = Desk()
        desk.mixer.ring(of: 0).finish()
        #expect(
            desk.mixer.send(
                .start(
                    voice: 0, playback: 7, bus: .programme, zones: .everywhere, at: desk.instant(300), gain: 1,
                    fadeIn: 0)))
        desk.run(to: 960)
        #expect(
            desk.reports() == [
                .ended(
                    voice: 0, playback: 7, at: desk.instant(300), framesPlayed: 0, framesMissing: 0,
                    wasStopped: false)
            ])
    }

    @Test func `two playbacks that meet on a frame leave neither gap nor overlap`() {
        let desk = Desk()
        desk.feed(0, (0..<500).map { Float($0) / 2000 })
        desk.feed(1, (500..<1000).map { Float($0) / 2000 })
        // The first content ends at 0.2495; what follows is meant to be joined to it, so it must stay untouched
        // apart from the residue of the first.
        _ = desk.mixer.send(
            .start(voice: 0, playback: 1, bus: .bed, zones: .everywhere, at: desk.instant(300), gain: 1, fadeIn: 0))
        _ = desk.mixer.send(
            .start(voice: 1, playback: 2, bus: .bed, zones: .everywhere, at: desk.instant(800), gain: 1, fadeIn: 0))
        desk.run(to: 1300)
        #expect(desk.reports().contains(.started(voice: 1, playback: 2, at: desk.instant(800))))
        #expect(desk.left[300..<800].elementsEqual((0..<500).map { Float($0) / 2000 }))
    }
}
