// SPDX-License-Identifier: Apache-2.0
import Mixing
import Testing

/// What somebody who listens in to a zone gets of it.
@Suite struct TapTests {
    private static func read(_ desk: Desk, zone: Int, atMost frames: Int = 48_000) -> Desk.Sound {
        var samples = [Float](repeating: .nan, count: frames * HouseFormat.channels)
        var span = samples.mutableSpan
        let count = desk.mixer.readTap(zone: zone, into: &span)
        var sound = Desk.Sound()
        for frame in 0..<count {
            sound.left.append(samples[frame * 2])
            sound.right.append(samples[frame * 2 + 1])
        }
        return sound
    }

    @Test func `is what its card gets, frame by frame, however the periods fall`() {
        let desk = Desk(zones: 3)
        desk.play(0, level: 0.5, frames: 9000, from: 300, zones: .zone(1))
        desk.play(1, level: 0.25, frames: 9000, from: 700, zones: [.zone(1), .zone(2)])
        for zone in 0..<3 { desk.mixer.setTap(zone: zone, isOpen: true) }
        var taken = [Desk.Sound](repeating: Desk.Sound(), count: 3)
        for end in stride(from: 777, through: 77_700, by: 777) {
            desk.run(to: end, period: 333)
            for zone in 0..<3 {
                let piece = Self.read(desk, zone: zone)
                taken[zone].left += piece.left
                taken[zone].right += piece.right
            }
        }
        #expect(taken == desk.zones && !taken[2].isSilent && taken[0].isSilent)
    }

    @Test func `is nothing while nobody listens, and nothing old for who comes back`() {
        let desk = Desk(zones: 2)
        desk.play(0, level: 0.5, frames: 20_000, from: 300)
        desk.run(to: 4800)
        #expect(Self.read(desk, zone: 1).left.isEmpty)
        desk.mixer.setTap(zone: 1, isOpen: true)
        desk.run(to: 5280)
        desk.mixer.setTap(zone: 1, isOpen: false)
        desk.run(to: 6000)
        desk.mixer.setTap(zone: 1, isOpen: true)
        desk.run(to: 6100)
        #expect(Self.read(desk, zone: 1).left == Array(desk.zones[1].left[6000..<6100]))
        #expect(Self.read(desk, zone: 0).left.isEmpty)
    }

    @Test func `is cut off where nobody takes it, and the zone is none the worse`() {
        let (slow, free) = (Desk(), Desk())
        for desk in [slow, free] { desk.play(0, level: 0.5, frames: 90_000, from: 300) }
        slow.mixer.setTap(zone: 0, isOpen: true)
        for desk in [slow, free] { desk.run(to: 96_000) }
        #expect(slow.zones == free.zones)
        #expect(Self.read(slow, zone: 0).left == Array(slow.left[..<24_000]))
        slow.run(to: 96_480)
        #expect(Self.read(slow, zone: 0, atMost: 100).left.count == 100)
        #expect(Self.read(slow, zone: 0).left.count == 380)
    }
}
