// SPDX-License-Identifier: Apache-2.0
import Mixing
import Testing

@Suite struct CommandTests {
    @Test func `commands due on one frame act in the order in which they were sent`() {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 20_000, from: 300)
        // The later instant is sent first; both fall on frame 1000.
        _ = desk.mixer.send(.fade(voice: 0, at: desk.instant(1000) + 5000, to: 0, over: 0))
        _ = desk.mixer.send(.fade(voice: 0, at: desk.instant(1000) - 5000, to: 0.5, over: 0))
        desk.run(to: 2000)
        #expect(desk.left[1999] == 0.25)
    }

    @Test func `past capacity a command is refused, and taken again when one has acted`() {
        let desk = Desk()
        let duck = Command.duck(zones: .everywhere, at: desk.instant(960), to: 1, over: 0)
        for sent in 0..<Mixer.commandCapacity {
            #expect(desk.mixer.send(duck), "command \(sent)")
        }
        #expect(!desk.mixer.send(duck))
        desk.run(to: 480)
        #expect(!desk.mixer.send(duck))
        desk.run(to: 960)
        #expect(desk.mixer.send(duck))
    }

    @Test func `an hour of full queues loses no command`() {
        let desk = Desk(voices: 1)
        var sent = 0
        for round in 0..<200 {
            while desk.mixer.send(.duck(zones: .everywhere, at: desk.instant(round * 48 + sent % 97), to: 1, over: 0)) {
                sent += 1
            }
            desk.run(to: (round + 1) * 48, period: 48)
        }
        #expect(sent > 200 * 48)
    }

    @Test func `no report is lost while nobody receives, and those of a voice stay in order`() {
        let desk = Desk(voices: 3)
        for voice in 0..<3 { desk.play(voice, level: 0.25, frames: 100, from: 300) }
        desk.run(to: 48_000)
        let expected = (0..<3).flatMap { voice in
            [
                Report.started(voice: voice, playback: UInt64(voice) + 100, at: desk.instant(300)),
                .ended(
                    voice: voice, playback: UInt64(voice) + 100, at: desk.instant(400), framesPlayed: 100,
                    framesMissing: 0, wasStopped: false),
            ]
        }
        #expect(desk.reports() == expected)
    }

    @Test func `the control thread and the audio thread share the queues without loss`() async {
        let mixer = Mixer(zones: 1, voices: 1, ringFrames: 16)
        mixer.ring(of: 0).finish()
        let playbacks: UInt64 = 2000
        let control = Task.detached {
            var (sent, received): (UInt64, [UInt64]) = (0, [])
            while received.count < playbacks {
                if sent < playbacks,
                    mixer.send(
                        .start(voice: 0, playback: sent, bus: .bed, zones: [], at: 0, gain: 1, fadeIn: 0))
                {
                    sent += 1
                }
                _ = mixer.send(.duck(zones: .everywhere, at: 0, to: 1, over: 0))
                while case .ended(_, let playback, _, _, _, _, _) = mixer.receive() { received.append(playback) }
                await Task.yield()
            }
            return received
        }
        let audio = Task.detached {
            while !Task.isCancelled {
                _ = mixer.render(frames: 16, heardAt: 1_000_000_000)
                await Task.yield()
            }
        }
        #expect(await control.value.elementsEqual(0..<playbacks))
        audio.cancel()
        await audio.value
    }

    @Test func `a voice is refused until the end of its last playback was received`() {
        let desk = Desk()
        let start = Command.start(
            voice: 0, playback: 1, bus: .bed, zones: .everywhere, at: desk.instant(300), gain: 1, fadeIn: 0)
        desk.feed(0, [0.5])
        #expect(desk.mixer.send(start))
        #expect(!desk.mixer.send(start))
        desk.run(to: 960)
        #expect(!desk.mixer.send(start))
        #expect(desk.reports().count == 2)
        #expect(desk.mixer.send(start))
    }

    @Test func `a stop cancels a start that has not come`() {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 1000, from: 4800)
        _ = desk.mixer.send(.stop(voice: 0, at: desk.instant(1000), fade: 0))
        desk.run(to: 9600)
        #expect(desk.left.allSatisfy { $0 == 0 })
        #expect(
            desk.reports() == [
                .ended(
                    voice: 0, playback: 100, at: desk.instant(1000), framesPlayed: 0, framesMissing: 0,
                    wasStopped: true)
            ])
    }

    @Test func `what was sent for one playback never reaches the next on its voice`() {
        let desk = Desk()
        desk.play(0, level: 0.5, frames: 100, from: 300)
        // Pending when the playback ends by itself.
        _ = desk.mixer.send(.stop(voice: 0, at: desk.instant(6000), fade: 0))
        desk.run(to: 960)
        // Sent after it has ended.
        _ = desk.mixer.send(.stop(voice: 0, at: desk.instant(6000), fade: 0))
        #expect(desk.reports().count == 2)
        desk.mixer.ring(of: 0).reset()
        desk.play(0, level: 0.5, frames: 3000, from: 5000)
        desk.run(to: 9600)
        #expect(desk.left[5000..<8000].allSatisfy { $0 == 0.5 })
    }

    @Test(arguments: [Float.nan, -1, -Float.infinity])
    func `a gain that is none is silence`(gain: Float) {
        let desk = Desk()
        desk.feed(0, [Float](repeating: 0.5, count: 1000))
        _ = desk.mixer.send(
            .start(
                voice: 0, playback: 1, bus: .bed, zones: .everywhere, at: desk.instant(300), gain: gain, fadeIn: .min))
        desk.run(to: 2000)
        #expect(desk.left.allSatisfy { $0 == 0 })
    }

    @Test func `a fade while the ring is still empty sets the gain to start with`() {
        let desk = Desk()
        _ = desk.mixer.send(
            .start(voice: 0, playback: 1, bus: .bed, zones: .everywhere, at: desk.instant(300), gain: 1, fadeIn: 0))
        _ = desk.mixer.send(.fade(voice: 0, at: desk.instant(500), to: 0.5, over: 0))
        desk.run(to: 960)
        desk.feed(0, [Float](repeating: 0.5, count: 1000))
        desk.run(to: 1920)
        #expect(desk.left[1200] == 0.25)
    }
}
