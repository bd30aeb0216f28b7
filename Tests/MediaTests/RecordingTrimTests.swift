// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Media

@Suite struct RecordingTrimTests {
    private let folder: SoundFolder

    init() throws {
        folder = try SoundFolder()
    }

    /// Noise that is the same each time, at an RMS level.
    private func noise(_ levelDBFS: Double) -> (Int) -> Float {
        // Uniform noise has an RMS of 1/√3 of its peak.
        let peak = Float(pow(10, levelDBFS / 20) * 3.0.squareRoot())
        return { frame in
            let hashed = UInt32(truncatingIfNeeded: frame) &* 2_654_435_761
            return peak * (Float((hashed ^ hashed >> 15) & 0xFFFF) / 32_768 - 1)
        }
    }

    /// A recording of `seconds`; returns what is cut, in seconds, and the result's length in seconds.
    private func trim(
        _ seconds: Double, _ format: SoundFormat = .wav16, rate: Int = 48_000, sample: @escaping (Double) -> Float
    ) throws -> (cut: Double, facts: AudioFacts, path: String) {
        let source = try folder.write(
            "source", format, rate: rate, frames: Int(seconds * Double(rate))
        ) { frame, _ in sample(Double(frame) / Double(rate)) }
        let target = folder.path(of: "trimmed.flac")
        let cut = try RecordingTrim.write(source, to: target)
        return (Double(cut) / 48_000, try AudioFile.measure(target), target)
    }

    private func seconds(of result: (cut: Double, facts: AudioFacts, path: String)) -> Double {
        Double(result.facts.frames) / 48_000
    }

    private func tone(_ levelDBFS: Double) -> (Double) -> Float {
        let amplitude = Float(pow(10, levelDBFS / 20))
        return { time in amplitude * Float(sin(2 * .pi * 440 * time)) }
    }

    @Test(arguments: SoundFormat.allCases)
    func `twenty seconds of silence before and after go, in every format`(format: SoundFormat) throws {
        let tone = tone(-15)
        let result = try trim(43, format) { time in (20..<23).contains(time) ? tone(time) : 0 }
        #expect(abs(result.cut - 39.6) < 0.1, "\(result.cut)")
        #expect(abs(seconds(of: result) - 3.4) < 0.1)
        #expect(abs((result.facts.loudnessLUFS ?? 0) - -15) < 1)
    }

    @Test func `the noise of a room counts as silence`() throws {
        let (tone, noise) = (tone(-20), noise(-52))
        let result = try trim(13) { time in
            noise(Int(time * 48_000)) + ((5..<8).contains(time) ? tone(time) : 0)
        }
        #expect(result.cut > 9, "\(result.cut)")
        #expect(seconds(of: result) > 3.3)
    }

    @Test func `soft speech before loud stays, though it is 25 dB under it`() throws {
        let (soft, loud) = (tone(-37), tone(-12))
        let result = try trim(8) { time in
            (1..<2).contains(time) ? soft(time) : (4..<7).contains(time) ? loud(time) : 0
        }
        #expect(abs(seconds(of: result) - 6.42) < 0.05, "\(seconds(of: result))")
    }

    @Test func `a soft last consonant just after the last loud sound stays`() throws {
        let (vowel, consonant) = (tone(-15), noise(-48))
        let result = try trim(4) { time in
            (1..<2).contains(time) ? vowel(time) : (2..<2.2).contains(time) ? consonant(Int(time * 48_000)) : 0
        }
        #expect(seconds(of: result) > 1.36)
    }

    @Test func `the click of a button long before the speech goes`() throws {
        let tone = tone(-15)
        let result = try trim(10) { time in
            (0.5..<0.505).contains(time) ? 0.5 : (6..<9).contains(time) ? tone(time) : 0
        }
        #expect(abs(seconds(of: result) - 3.41) < 0.05, "\(seconds(of: result))")
    }

    @Test func `a constant offset is no sound, and makes no click where it is cut`() throws {
        let tone = tone(-15)
        let result = try trim(9) { time in 0.05 + ((3..<6).contains(time) ? tone(time) : 0) }
        #expect(result.cut > 5)
        let (samples, _) = allSamples(of: Clip(pieces: [.file(path: result.path, gain: 1)]))
        #expect(abs(samples[0]) < 0.001)
        #expect(abs(samples[samples.count - 1]) < 0.001)
    }

    @Test func `what has no silence around it stays as it is, sample for sample`() throws {
        let tone = tone(-15)
        let result = try trim(2, sample: tone)
        #expect(result.cut == 0)
        let (samples, _) = allSamples(of: Clip(pieces: [.file(path: result.path, gain: 1)]))
        let (before, _) = allSamples(of: Clip(pieces: [.file(path: folder.path(of: "source"), gain: 1)]))
        #expect(samples == before)
    }

    @Test func `what is louder than full scale is brought under it, not clipped`() throws {
        let tone = tone(6)
        let result = try trim(2, .wavFloat, sample: tone)
        let (samples, _) = allSamples(of: Clip(pieces: [.file(path: result.path, gain: 1)]))
        #expect(samples.count { abs($0) > 0.999 } < 10_000, "a clipped sine of this level stays there for two thirds")
    }

    @Test func `what is silent, too quiet, too long or no audio is refused with its reason`() throws {
        #expect(throws: RecordingFault.silent) { try self.trim(3) { _ in 0 } }
        let quiet = self.tone(-50)
        let fault = #expect(throws: RecordingFault.self) { try self.trim(3, sample: quiet) }
        guard case .tooQuiet(let loudness) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(abs(loudness - -50) < 1)
        let long = try folder.write("long", .wav16, rate: 1_000, channels: 1, frames: 601_000) { _, _ in 0.1 }
        #expect(throws: RecordingFault.tooLong) { try RecordingTrim.write(long, to: folder.path(of: "t.flac")) }
        let text = try folder.write(Data("Hello".utf8), to: "text")
        let none = #expect(throws: RecordingFault.self) { try RecordingTrim.write(text, to: folder.path(of: "t.flac")) }
        guard case .undecodable(.notAudio) = none else {
            Issue.record("\(String(describing: none))")
            return
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path(of: "t.flac")))
    }

    @Test func `a recording that breaks off is refused, with the second at which it does`() throws {
        let tone = tone(-15)
        let whole = try folder.write("whole", .wav16, frames: 480_000) { frame, _ in tone(Double(frame) / 48_000) }
        let half = try folder.write(folder.bytes(of: whole).prefix(960_044), to: "half")
        let fault = #expect(throws: RecordingFault.self) {
            try RecordingTrim.write(half, to: folder.path(of: "t.flac"))
        }
        #expect(fault == .breaksOff(after: .seconds(5)))
    }

    @Test func `a folder that may not be written is told as that`() throws {
        let tone = tone(-15)
        let source = try folder.write("source", .wav16, frames: 48_000) { frame, _ in tone(Double(frame) / 48_000) }
        let fault = #expect(throws: RecordingFault.self) {
            try RecordingTrim.write(source, to: folder.path(of: "nowhere/t.flac"))
        }
        #expect(fault == .unwritable(detail: "No such file or directory"))
    }
}
