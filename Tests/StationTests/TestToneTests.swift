// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Timetable

@testable import Station

@Suite struct TestToneTests {
    private func level(_ samples: [Float], side: Int, from: Double, to: Double) -> Float {
        stride(from: Int(from * 48_000) * 2 + side, to: Int(to * 48_000) * 2, by: 2).map { abs(samples[$0]) }.max() ?? 0
    }

    @Test func `of two channels the left beeps once, the right twice, then both sound`() {
        let samples = TestTone.samples(seconds: 6, channels: 2)
        #expect(samples.count == 6 * 96_000)
        for round in [0.0, 3.0] {
            #expect(abs(level(samples, side: 0, from: round, to: round + 0.3) - 0.05) < 1e-3)
            #expect(level(samples, side: 1, from: round, to: round + 1) == 0)
            #expect(level(samples, side: 0, from: round + 0.4, to: round + 2) == 0)
            #expect(abs(level(samples, side: 1, from: round + 1, to: round + 1.2) - 0.05) < 1e-3)
            #expect(level(samples, side: 1, from: round + 1.25, to: round + 1.35) == 0)
            #expect(abs(level(samples, side: 1, from: round + 1.4, to: round + 1.6) - 0.05) < 1e-3)
            for side in 0..<2 {
                #expect(abs(level(samples, side: side, from: round + 2, to: round + 2.9) - 0.05) < 1e-3)
            }
        }
    }

    @Test(arguments: [1, 2, 5, 10])
    func `it never leaps, never is louder than the music, and ends in time`(seconds: Int) {
        for channels in 1...2 {
            let samples = TestTone.samples(seconds: seconds, channels: channels)
            #expect(samples.count == seconds * 96_000)
            #expect(samples.allSatisfy { abs($0) <= 0.05 })
            // A sine of 1 kHz and 0.05 moves by 0.0066 a frame at most.
            #expect(zip(samples, samples.dropFirst(2)).allSatisfy { abs($0 - $1) < 0.007 })
        }
    }

    @Test(.timeLimit(.minutes(1))) func `it is heard on the channels of its zone, and only there`() async throws {
        let path = NSTemporaryDirectory() + "storecast-\(UUID().uuidString.prefix(8)).raw"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var output = StoreSettings.Output()
        output.device = "file:'\(path)',raw"
        output.zones = [
            StoreSettings.Zone(name: "hall", channels: [1, 2]), StoreSettings.Zone(name: "yard", channels: [4, 3]),
            StoreSettings.Zone(name: "ramp", channels: [5]),
        ]
        let sound = ToneOutput(output, seconds: 1)
        try await sound.open()
        try await sound.play(in: output.zones[1], seconds: 1)
        await sound.close()
        let bytes = try Data(contentsOf: URL(filePath: path))
        let peaks = bytes.withUnsafeBytes { raw in
            let samples = raw.bindMemory(to: Int32.self)
            return (0..<5).map { channel in
                stride(from: channel, to: samples.count, by: 5).map { abs(Double(samples[$0])) / 0x1p31 }.max() ?? 0
            }
        }
        // In its first second the left beeps.
        #expect(peaks[0] == 0 && peaks[1] == 0 && peaks[2] == 0 && peaks[4] == 0)
        #expect(abs(peaks[3] - 0.05) < 1e-3)
    }

    @Test(.timeLimit(.minutes(1))) func `without the card it says so`() async throws {
        var output = StoreSettings.Output()
        output.device = "storecast_absent"
        let sound = ToneOutput(output, seconds: 1)
        let failure = await #expect(throws: ToneOutput.Failure.self) { try await sound.open() }
        await sound.close()
        #expect(failure?.isBusy == false)
        #expect(failure?.wording.en.contains("plug it in") == true)
    }
}
