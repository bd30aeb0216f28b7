// SPDX-License-Identifier: Apache-2.0
import Foundation
import Mixing
import SoundCard
import Testing

/// A card of 32 channels that writes what it plays into a file: alsa-lib's `file` before its `null`.
@Suite struct SixteenZonesTests {
    private static let zones = 16
    private static let channels = 32
    private static let amplitude: Float = 0.1

    /// What the left or the right of a zone plays: whole periods in 10 ms, each its own.
    private static func frequency(_ channel: Int) -> Double { Double(channel + 1) * 200 }

    private static func tone(zone: Int) -> [Float] {
        (0..<9600).flatMap { frame in
            (0..<2).map { side in
                let turn = 2 * Double.pi * frequency(zone * 2 + side) * Double(frame) / 48_000
                return amplitude * Float(cos(turn))
            }
        }
    }

    /// The amplitude of a tone in one channel.
    private static func strength(_ hertz: Double, in samples: ArraySlice<Double>) -> Double {
        var (real, imaginary) = (0.0, 0.0)
        for (frame, sample) in samples.enumerated() {
            real += sample * cos(2 * .pi * hertz * Double(frame) / 48_000)
            imaginary += sample * sin(2 * .pi * hertz * Double(frame) / 48_000)
        }
        return 2 * hypot(real, imaginary) / Double(samples.count)
    }

    /// Plays a tone of its own on each side of each zone, all begun at one instant, and gives what each channel of
    /// the card got.
    private static func play(into path: String) async throws -> [[Double]] {
        let mixer = Mixer(zones: zones, voices: zones, ringFrames: 9600)
        for zone in 0..<zones {
            mixer.ring(of: zone).write(tone(zone: zone).span)
            mixer.ring(of: zone).finish()
        }
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let at = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) + 300_000_000
        for zone in 0..<zones {
            #expect(
                mixer.send(
                    .start(
                        voice: zone, playback: UInt64(zone), bus: .programme, zones: .zone(zone), at: at, gain: 1,
                        fadeIn: 0)))
        }
        // Each zone's sides stand on the card in another order than the zones do.
        let output = SoundOutput(
            settings: OutputSettings(
                device: "file:'\(path)',raw", channels: (0..<zones).map { [channels - 2 * $0 - 1, channels - 2 * $0] }),
            mixer: mixer)
        try output.start()
        var ended = 0
        while ended < zones {
            if case .ended = mixer.receive() { ended += 1 } else { await Task.yield() }
        }
        #expect(output.status.stream?.channels == channels)
        #expect(output.status.stream?.format == .s32)
        output.stop()
        let bytes = try Data(contentsOf: URL(filePath: path))
        return bytes.withUnsafeBytes { raw in
            let samples = raw.bindMemory(to: Int32.self)
            return (0..<channels).map { channel in
                stride(from: channel, to: samples.count, by: channels).map { Double(samples[$0]) / 0x1p31 }
            }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `sixteen stereo zones on one card begin on one frame, each on its own channels and no others`() async throws {
        let path = NSTemporaryDirectory() + "storecast-\(UUID().uuidString.prefix(8)).raw"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let heard = try await Self.play(into: path)
        let begins = heard.map { channel in channel.firstIndex { $0 != 0 } }
        let first = try #require(begins[0])
        // A cosine begins at its height.
        #expect(begins.allSatisfy { $0 == first })
        let middle = first + 1440..<first + 1440 + 4800
        try #require(heard[0].count > middle.upperBound)
        for zone in 0..<Self.zones {
            for side in 0..<2 {
                let channel = Self.channels - 2 * zone - 2 + side
                for other in 0..<Self.channels {
                    let strength = Self.strength(Self.frequency(other), in: heard[channel][middle])
                    let expected = other == zone * 2 + side ? Double(Self.amplitude) : 0
                    #expect(abs(strength - expected) < 1e-5, "channel \(channel + 1), \(Self.frequency(other)) Hz")
                }
            }
        }
    }
}
