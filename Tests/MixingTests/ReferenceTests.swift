// SPDX-License-Identifier: Apache-2.0
import Mixing
import TestSupport
import Testing

@Suite struct ReferenceTests {
    private static let frames = 12_000

    /// Six playbacks, some too loud together, with fades, over two ducks.
    private func programme(_ random: inout Seeded) -> ReferenceMix {
        let playbacks = (0..<6).map { _ in
            let loud: Float = Int.random(in: 0..<3, using: &random) == 0 ? 2 : 0.3
            let count = Int.random(in: 1...6000, using: &random)
            let content = (0..<count).map { _ in (random.sample() * loud, random.sample() * 0.3) }
            return ReferenceMix.Playback(
                content: content + [(0, 0)], bus: Bool.random(using: &random) ? .bed : .programme,
                start: Int.random(in: 240...8000, using: &random), gain: abs(random.sample()),
                fadeIn: Bool.random(using: &random) ? 0 : Int.random(in: 1...3000, using: &random))
        }
        let ducks = [
            ReferenceMix.Duck(start: 1000, gain: abs(random.sample()), over: 2400),
            ReferenceMix.Duck(start: 6000, gain: 1, over: 3000),
        ]
        return ReferenceMix(playbacks: playbacks, ducks: ducks)
    }

    /// Sends all of it to some zones, for the voices from `firstVoice` on.
    private func perform(_ mix: ReferenceMix, on desk: Desk, _ zones: ZoneMask, firstVoice: Int = 0) {
        for (index, playback) in mix.playbacks.enumerated() {
            let ring = desk.mixer.ring(of: firstVoice + index)
            ring.write(playback.content.flatMap { [$0.left, $0.right] })
            ring.finish()
            _ = desk.mixer.send(
                .start(
                    voice: firstVoice + index, playback: 1, bus: playback.bus, zones: zones,
                    at: desk.instant(playback.start), gain: playback.gain, fadeIn: Desk.span(playback.fadeIn)))
        }
        for duck in mix.ducks {
            _ = desk.mixer.send(
                .duck(zones: zones, at: desk.instant(duck.start), to: duck.gain, over: Desk.span(duck.over)))
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `one zone hears what the plain computation gives, bit for bit`(seed: UInt64) {
        var random = Seeded(seed)
        let mix = programme(&random)
        let desk = Desk(voices: 6)
        perform(mix, on: desk, .zone(0))
        desk.run(to: Self.frames, period: Int.random(in: 1...700, using: &random))
        let expected = mix.render(frames: Self.frames)
        #expect(desk.zones[0].left.elementsEqual(expected.left), "seed \(seed)")
        #expect(desk.zones[0].right.elementsEqual(expected.right), "seed \(seed)")
        #expect(!expected.isSilent)
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `each of many zones hears what it would hear alone`(seed: UInt64) {
        var random = Seeded(seed)
        let (first, second) = (programme(&random), programme(&random))
        let desk = Desk(zones: 4, voices: 12)
        perform(first, on: desk, [.zone(0), .zone(3)])
        perform(second, on: desk, .zone(2), firstVoice: 6)
        desk.run(to: Self.frames, period: Int.random(in: 1...700, using: &random))
        #expect(desk.zones[0] == first.render(frames: Self.frames), "seed \(seed)")
        #expect(desk.zones[3] == desk.zones[0])
        #expect(desk.zones[2] == second.render(frames: Self.frames), "seed \(seed)")
        #expect(desk.zones[1].isSilent)
    }
}
