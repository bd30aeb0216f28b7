// SPDX-License-Identifier: Apache-2.0
import Mixing
import TestSupport
import Testing

/// Zones that hear the same are mixed once; nobody may hear that.
@Suite struct GroupTests {
    private static let zones = 5
    private static let frames = 30_000

    /// Something a mixer is told, for some zones.
    private struct Order {
        var zones: ZoneMask
        /// Output frame at which it acts.
        var frame: Int
        var voice: Int
        var content: [Float] = []
        var duck: Float?

        func send(to desk: Desk, zones: ZoneMask) {
            let at = desk.instant(frame)
            if let duck {
                _ = desk.mixer.send(.duck(zones: zones, at: at, to: duck, over: Desk.span(300)))
            } else {
                desk.feed(voice, content)
                _ = desk.mixer.send(
                    .start(voice: voice, playback: 1, bus: .bed, zones: zones, at: at, gain: 0.8, fadeIn: Desk.span(50))
                )
            }
        }
    }

    /// Playbacks and ducks for all zones and for some, with rests in which zones fall into step again.
    private func orders(_ random: inout Seeded) -> [Order] {
        (0..<12).map { voice in
            let zones =
                Bool.random(using: &random)
                ? ZoneMask.everywhere : ZoneMask(rawValue: UInt64.random(in: 0..<32, using: &random))
            let frame = Int.random(in: 240..<Self.frames, using: &random)
            if voice.isMultiple(of: 3) {
                return Order(zones: zones, frame: frame, voice: voice, duck: Bool.random(using: &random) ? 0.3 : 1)
            }
            // Seldom too loud: a limiter takes long to come to rest. Cut off in mid-wave.
            let level: Float = voice == 1 ? 1.5 : 0.2
            let content = (0..<Int.random(in: 1...4000, using: &random)).map { _ in random.sample() * level }
            return Order(zones: zones, frame: frame, voice: voice, content: content)
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `zones that part and fall into step again each hear what they would hear alone`(seed: UInt64) {
        var random = Seeded(seed)
        let orders = orders(&random)
        let desk = Desk(zones: Self.zones, voices: 12, ringFrames: 4000)
        for order in orders { order.send(to: desk, zones: order.zones) }
        desk.run(to: Self.frames)
        for zone in 0..<Self.zones {
            let alone = Desk(zones: 1, voices: 12, ringFrames: 4000)
            for order in orders {
                order.send(to: alone, zones: order.zones.contains(.zone(zone)) ? .zone(0) : [])
            }
            alone.run(to: Self.frames)
            #expect(desk.zones[zone] == alone.zones[0], "seed \(seed), zone \(zone)")
        }
    }

    @Test func `what is heard in one zone while all hear music is heard there alone, again and again`() {
        let desk = Desk(zones: 3)
        desk.play(0, level: 0.25, frames: 100_000, from: 300, bus: .bed)
        for turn in 1...3 {
            let start = turn * 20_000
            desk.mixer.ring(of: turn).reset()
            desk.play(turn, level: 0.125, frames: 2000, from: start, zones: .zone(turn % 3))
            desk.run(to: start + 10_000)
            #expect(desk.zones[turn % 3].left[start..<(start + 2000)].allSatisfy { $0 == 0.375 })
            for zone in 0..<3 where zone != turn % 3 {
                #expect(desk.zones[zone].left[start..<(start + 2000)].allSatisfy { $0 == 0.25 })
            }
        }
    }
}
