// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing
import Testing

/// A playback that follows another begins on the frame after its last, wherever that falls.
@Suite struct FollowTests {
    private static func wave(_ frames: Range<Int>) -> [Float] {
        frames.map { 0.5 * sinf(2 * .pi * 441 * Float($0) / 48_000) }
    }

    private func follow(_ desk: Desk, _ voice: Int, after leader: Int, at frame: Int) {
        _ = desk.mixer.send(
            .start(
                voice: voice, playback: 2, bus: .bed, zones: .everywhere, at: desk.instant(frame), gain: 1, fadeIn: 0))
        _ = desk.mixer.send(.follow(voice: voice, after: leader))
    }

    @Test(arguments: [(0, 1), (1, 0)], [-1_000, -1, 0, 1, 700])
    func `a wave cut across two playbacks goes on as if it were one`(voices: (first: Int, second: Int), error: Int) {
        for length in [1_000, 1_003, 1_200] {
            let desk = Desk()
            desk.feed(voices.first, Self.wave(0..<length))
            desk.feed(voices.second, Self.wave(length..<(length + 800)))
            _ = desk.mixer.send(
                .start(
                    voice: voices.first, playback: 1, bus: .bed, zones: .everywhere, at: desk.instant(300), gain: 1,
                    fadeIn: 0))
            // The instant the start is asked for is but an estimate.
            follow(desk, voices.second, after: voices.first, at: 300 + length + error)
            desk.run(to: 300 + length + 800, period: 480)
            #expect(Array(desk.left[300...]) == Self.wave(0..<(length + 800)), "\(length)")
            let start = Report.started(voice: voices.second, playback: 2, at: desk.instant(300 + length))
            #expect(desk.reports().contains(start))
        }
    }

    @Test func `it waits for a playback that is late, and begins when that was stopped`() {
        let desk = Desk()
        desk.feed(0, [Float](repeating: 0.5, count: 4_800), isAll: false)
        desk.feed(1, [Float](repeating: 0.25, count: 4_800))
        _ = desk.mixer.send(
            .start(voice: 0, playback: 1, bus: .bed, zones: .everywhere, at: desk.instant(300), gain: 1, fadeIn: 0))
        follow(desk, 1, after: 0, at: 1_000)
        desk.run(to: 2_400)
        #expect(desk.reports().count == 1)
        _ = desk.mixer.send(.stop(voice: 0, at: desk.instant(2_880), fade: Desk.span(480)))
        desk.run(to: 4_800)
        #expect(desk.reports().contains(.started(voice: 1, playback: 2, at: desk.instant(3_360))))
    }

    @Test func `after a playback that is over it begins at once`() {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 100, from: 300)
        desk.run(to: 960)
        desk.feed(1, [Float](repeating: 0.25, count: 480))
        follow(desk, 1, after: 0, at: 48_000)
        desk.run(to: 1_920)
        #expect(desk.reports().contains(.started(voice: 1, playback: 2, at: desk.instant(1_200))))
    }
}
