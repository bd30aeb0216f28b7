// SPDX-License-Identifier: Apache-2.0
import Mixing
import TestSupport
import Testing

@Suite struct ZoneTests {
    @Test func `a voice for one zone leaves the others exactly silent`() {
        let desk = Desk(zones: 3)
        desk.play(0, level: 0.5, frames: 1000, from: 300, zones: .zone(1))
        desk.run(to: 9600)
        #expect(desk.zones[1].left[300..<1300].allSatisfy { $0 == 0.5 })
        #expect(desk.zones[0].isSilent && desk.zones[2].isSilent)
        #expect(desk.mixer.meter(zone: 0) == (0, 0))
        #expect(desk.mixer.meter(zone: 1) == (0.5, 0.5))
        #expect(desk.mixer.meter(zone: 2) == (0, 0))
    }

    @Test(arguments: [1, 64, 480, 777])
    func `a playback to several zones starts on one frame and is the same in all of them`(period: Int) {
        let desk = Desk(zones: 5)
        var random = Seeded(3)
        desk.feed(0, (0..<2000).map { _ in random.sample() * 0.8 })
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .bed, zones: [.zone(0), .zone(2), .zone(4)], at: desk.instant(777),
                gain: 0.7, fadeIn: Desk.span(500)))
        desk.run(to: 4000, period: period)
        // The first frame of a fade is silent.
        #expect(desk.zones[2].left.firstIndex { $0 != 0 } == 778)
        #expect(desk.zones[0] == desk.zones[2] && desk.zones[2] == desk.zones[4])
        #expect(desk.zones[1].isSilent && desk.zones[3].isSilent)
        #expect(desk.reports().map(\.playback) == [1, 1])
    }

    @Test func `each zone hears its own sum of what it shares with others`() {
        let desk = Desk(zones: 3)
        desk.play(0, level: 0.25, frames: 5000, from: 300, bus: .bed)
        desk.play(1, level: 0.125, frames: 5000, from: 300, zones: [.zone(0), .zone(1)])
        desk.play(2, level: 0.25, frames: 5000, from: 300, zones: .zone(1))
        desk.run(to: 5000)
        #expect(desk.zones.map { $0.left[4000] } == [0.375, 0.625, 0.25])
    }

    @Test func `a duck lowers the beds of its zones alone, and not what they hear besides`() {
        let desk = Desk(zones: 3)
        desk.play(0, level: 0.5, frames: 30_000, from: 300, bus: .bed)
        desk.play(1, level: 0.25, frames: 30_000, from: 300, zones: .zone(1))
        _ = desk.mixer.send(
            .duck(zones: [.zone(1), .zone(2)], at: desk.instant(5000), to: 0.2, over: Desk.span(4800)))
        _ = desk.mixer.send(.duck(zones: .zone(2), at: desk.instant(15_000), to: 1, over: Desk.span(4800)))
        desk.run(to: 25_000)
        #expect(desk.zones[0].left[300..<25_000].allSatisfy { $0 == 0.5 })
        #expect(desk.zones[1].left[9800..<25_000].allSatisfy { abs($0 - 0.35) < 1e-6 })
        #expect(desk.zones[2].left[9800...15_000].allSatisfy { abs($0 - 0.1) < 1e-6 })
        #expect(desk.zones[2].left[19_800..<25_000].allSatisfy { $0 == 0.5 })
    }

    @Test func `a bed that begins in a zone ducked while it was silent is ducked`() {
        let desk = Desk(zones: 2)
        _ = desk.mixer.send(.duck(zones: .zone(1), at: desk.instant(1000), to: 0.5, over: Desk.span(2000)))
        desk.play(0, level: 0.5, frames: 5000, from: 2000, bus: .bed)
        desk.run(to: 6000)
        #expect(desk.zones[0].left[2000] == 0.5)
        // Half-way down half a cosine.
        #expect(abs(desk.zones[1].left[2000] - 0.375) < 1e-6)
        #expect(desk.zones[1].left[3000..<6000].allSatisfy { $0 == 0.25 })
    }

    @Test func `the limiter of a zone does not touch another`() {
        let desk = Desk(zones: 2)
        desk.play(0, level: 0.5, frames: 60_000, from: 300, bus: .bed)
        desk.play(1, level: 3, frames: 2000, from: 9000, zones: .zone(1))
        desk.run(to: 50_000)
        #expect(desk.zones[0].left[300..<50_000].allSatisfy { $0 == 0.5 })
        #expect(desk.zones[1].left.allSatisfy { $0 <= 0.891_250_9 })
        #expect(desk.zones[1].left[11_500] < 0.25)
    }

    @Test func `a limiter that has come to rest passes sound bit for bit again and still knows a peak`() {
        let desk = Desk(ringFrames: 6 * Desk.second)
        var random = Seeded(5)
        var content = (0..<(5 * Desk.second)).map { _ in random.sample() * 0.35 }
        content[1000] = 4
        content[230_000] = -4
        desk.feed(0, content)
        _ = desk.mixer.send(
            .start(voice: 0, playback: 1, bus: .bed, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        desk.run(to: 480 + content.count)
        #expect(desk.left[(480 + 200_000)..<(480 + 229_000)].elementsEqual(content[200_000..<229_000]))
        #expect(desk.left.allSatisfy { $0.magnitude <= 0.891_250_9 })
        #expect(desk.left[480 + 230_000] < -0.8)
        #expect(desk.left[480 + 230_100].magnitude < content[230_100].magnitude * 0.3)
    }

    @Test func `a cut is smoothed in every zone that heard it and nowhere else`() {
        let desk = Desk(zones: 3)
        desk.play(0, level: 0.5, frames: 2000, from: 480, zones: [.zone(0), .zone(2)])
        desk.run(to: 9600)
        #expect(desk.zones[0] == desk.zones[2])
        #expect(desk.left[2479] == 0.5 && desk.left[2480] > 0.49)
        #expect(desk.steepest(500..<9600) < 0.5 * 0.006)
        #expect(desk.zones[1].isSilent)
    }

    @Test func `64 zones hear 64 voices, each its own`() {
        let desk = Desk(zones: 64, voices: 64, ringFrames: 600)
        for voice in 0..<64 {
            desk.play(voice, level: Float(voice + 1) / 128, frames: 600, from: 300, zones: .zone(voice))
        }
        desk.run(to: 900)
        for zone in 0..<64 {
            #expect(desk.zones[zone].left[300..<900].allSatisfy { $0 == Float(zone + 1) / 128 }, "zone \(zone)")
            #expect(desk.zones[zone].left == desk.zones[zone].right)
        }
    }

    @Test func `a playback for zones that are not there runs unheard and reports as any other`() {
        let desk = Desk(zones: 2)
        desk.play(0, level: 0.5, frames: 1000, from: 300, zones: [.zone(2), .zone(63)])
        _ = desk.mixer.send(.duck(zones: .zone(40), at: desk.instant(300), to: 0, over: 0))
        desk.run(to: 2000)
        #expect(desk.zones[0].isSilent && desk.zones[1].isSilent)
        #expect(
            desk.reports() == [
                .started(voice: 0, playback: 100, at: desk.instant(300)),
                .ended(
                    voice: 0, playback: 100, at: desk.instant(1300), framesPlayed: 1000, framesMissing: 0,
                    wasStopped: false),
            ])
    }

    @Test(arguments: [1, 2, 64])
    func `as many commands may wait with many zones as with one`(zones: Int) {
        let desk = Desk(zones: zones)
        for sent in 0..<Mixer.commandCapacity {
            let duck = Command.duck(zones: .zone(sent % zones), at: desk.instant(960), to: 1, over: 0)
            #expect(desk.mixer.send(duck), "command \(sent)")
        }
        #expect(!desk.mixer.send(.duck(zones: .everywhere, at: desk.instant(960), to: 1, over: 0)))
        desk.run(to: 960)
        #expect(desk.mixer.send(.duck(zones: .everywhere, at: desk.instant(960), to: 1, over: 0)))
    }

    @Test func `damaged samples are silence in every zone`() {
        let desk = Desk(zones: 3)
        desk.feed(0, [.nan, .infinity, -.infinity, 1e30, .signalingNaN] + [Float](repeating: 0.25, count: 500))
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .programme, zones: .everywhere, at: desk.instant(480), gain: 1, fadeIn: 0))
        desk.run(to: 4800)
        for zone in desk.zones {
            #expect(zone.left[480..<485].allSatisfy { $0 == 0 })
            #expect(zone.left[485..<980].allSatisfy { $0 == 0.25 })
        }
    }
}

extension Report {
    /// The playback it is about.
    fileprivate var playback: UInt64 {
        switch self {
        case .started(_, let playback, _), .ended(_, let playback, _, _, _, _, _): playback
        }
    }
}
