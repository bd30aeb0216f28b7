// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing
import SoundCard
import Testing

@Suite struct SoundOutputTests {
    /// Lets other threads work until a condition holds; no test passes by waiting.
    private func until(_ condition: () -> Bool) async {
        while !condition() { await Task.yield() }
    }

    @Test(.timeLimit(.minutes(1)))
    func `without a card the programme runs on, and the status says why nobody hears it`() async throws {
        let mixer = Mixer(zones: 1, voices: 1, ringFrames: 480)
        let output = SoundOutput(settings: OutputSettings(device: "storecast_absent"), mixer: mixer)
        #expect(output.status.state == .stopped)
        let samples = [Float](repeating: 0.5, count: 480)
        mixer.ring(of: 0).write(samples.span)
        mixer.ring(of: 0).finish()
        #expect(mixer.send(.start(voice: 0, playback: 1, bus: .bed, zones: .everywhere, at: 0, gain: 1, fadeIn: 0)))
        try output.start()
        await until {
            guard case .silent(.absent) = output.status.state else { return false }
            return true
        }
        var reports: [Report] = []
        await until {
            if let report = mixer.receive() { reports.append(report) }
            return reports.count == 2
        }
        output.stop()
        #expect(output.status.state == .stopped)
        #expect(output.status.framesWritten == 0)
        guard case .started(0, 1, _) = reports[0], case .ended(0, 1, _, 240, 0, false, HeardSound()) = reports[1] else {
            Issue.record("reported \(reports)")
            return
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `on the clock, a playback is heard when it was sent for and for as long as it is`() async throws {
        let mixer = Mixer(zones: 1, voices: 1, ringFrames: 4800)
        let output = SoundOutput(settings: OutputSettings(device: "storecast_absent"), mixer: mixer)
        let samples = [Float](repeating: 0.5, count: 9600)
        mixer.ring(of: 0).write(samples.span)
        mixer.ring(of: 0).finish()
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let at = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) + 150_000_000
        #expect(mixer.send(.start(voice: 0, playback: 1, bus: .bed, zones: .everywhere, at: at, gain: 1, fadeIn: 0)))
        try output.start()
        var reports: [Report] = []
        await until {
            if let report = mixer.receive() { reports.append(report) }
            return reports.count == 2
        }
        output.stop()
        guard case .started(_, _, let start) = reports[0], case .ended(_, _, let end, 4800, 0, _, _) = reports[1]
        else {
            Issue.record("reported \(reports)")
            return
        }
        // Half a frame.
        #expect(abs(start - at) <= 10_500)
        #expect(abs(end - start - 100_000_000) <= 2)
    }

    @Test(.timeLimit(.minutes(1)))
    func `on the clock, every zone runs on and shows its own peak`() async throws {
        let mixer = Mixer(zones: 3, voices: 1, ringFrames: 4800)
        let output = SoundOutput(
            settings: OutputSettings(device: "storecast_absent", channels: [[1, 2], [3], [4]]), mixer: mixer)
        let samples: [Float] = (0..<4800).flatMap { _ in [0.5, 0.25] as [Float] }
        mixer.ring(of: 0).write(samples.span)
        mixer.ring(of: 0).finish()
        let zones: ZoneMask = [.zone(0), .zone(2)]
        #expect(mixer.send(.start(voice: 0, playback: 1, bus: .bed, zones: zones, at: 0, gain: 1, fadeIn: 0)))
        try output.start()
        await until { if case .ended = mixer.receive() { true } else { false } }
        output.stop()
        #expect(mixer.meter(zone: 0) == (0.5, 0.25))
        #expect(mixer.meter(zone: 1) == (0, 0))
        #expect(mixer.meter(zone: 2) == (0.5, 0.25))
    }

    @Test func `a second start and unplayable settings are refused`() throws {
        let mixer = Mixer(zones: 1, voices: 1, ringFrames: 480)
        let output = SoundOutput(settings: OutputSettings(device: "storecast_absent"), mixer: mixer)
        try output.start()
        #expect(throws: OutputError.alreadyStarted) { try output.start() }
        output.stop()
        let unplayable = SoundOutput(settings: OutputSettings(channels: []), mixer: mixer)
        #expect(throws: OutputError.invalidChannels([])) { try unplayable.start() }
    }
}
