// SPDX-License-Identifier: Apache-2.0
import CSndFile
import Glibc
import TestSupport
import Testing

@testable import Media

@Suite struct AudioFileTests {
    let folder: SoundFolder

    init() throws {
        folder = try SoundFolder()
    }

    @Test(arguments: SoundFormat.allCases)
    func `every format has the length it was written with`(format: SoundFormat) throws {
        let path = try folder.write("tone", format, rate: 48_000, frames: 72_345) { frame, _ in
            sine(440, peakDBFS: -6)(frame)
        }
        let facts = try AudioFile.measure(path)
        #expect(facts.frames == 72_345)
        #expect(!facts.isDamaged)
        #expect(facts.sourceRate == 48_000)
        #expect(facts.sourceChannels == 2)
    }

    @Test func `the beginning alone can be measured, and is no damage`() throws {
        let path = try folder.write("tone", .wav16, rate: 48_000, frames: 240_000) { frame, _ in
            sine(440, peakDBFS: frame < 96_000 ? -20 : -6)(frame)
        }
        let facts = try AudioFile.measure(path, upTo: .seconds(1))
        #expect(48_000..<96_000 ~= facts.frames)
        #expect(abs(facts.truePeakDBTP + 20) < 0.1)
        #expect(!facts.isDamaged)
    }

    @Test(arguments: SoundFormat.allCases)
    func `the header alone tells the duration that is measured`(format: SoundFormat) throws {
        let path = try folder.write("tone", format, rate: 48_000, frames: 72_345) { frame, _ in
            sine(440, peakDBFS: -6)(frame)
        }
        #expect(try AudioFile.announcedDuration(path) == AudioFile.measure(path).duration)
        let gone = folder.path(of: "gone.wav")
        #expect(throws: MediaError.notFound(path: gone)) { try AudioFile.announcedDuration(gone) }
    }

    @Test(arguments: [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 88_200, 96_000, 192_000])
    func `a file of any rate keeps its length`(rate: Int) throws {
        let frames = rate + 1_234
        let path = try folder.write("tone.wav", rate: rate, channels: 1, frames: frames) { frame, _ in
            // Rises and falls, because a tone that is cut off rings where the resampler smooths the cut.
            sine(440, peakDBFS: -6, rate: rate)(frame) * sine(0.5, peakDBFS: 0, rate: frames)(frame)
        }
        let facts = try AudioFile.measure(path)
        let expected = (Double(frames) * 48_000 / Double(rate)).rounded()
        #expect(abs(Double(facts.frames) - expected) <= 1)
        #expect(facts.sourceRate == rate)
        #expect(abs(facts.truePeakDBTP - -6) < 0.1)
    }

    @Test func `the duration of a file is exact to the nanosecond`() {
        let facts = AudioFacts(
            frames: 48_000 * 3 + 24_001, loudnessLUFS: nil, truePeakDBTP: 0, sourceRate: 48_000, sourceChannels: 2
        )
        #expect(facts.duration == .nanoseconds(3_500_020_833))
    }

    // EBU Tech 3341, cases 1 and 2, and the same for one channel, which is heard from both sides.
    @Test(arguments: [(-23.0, 2, 48_000), (-33.0, 2, 48_000), (-23.0, 1, 44_100)])
    func `a sine measures as EBU Tech 3341 asks`(level: Double, channels: Int, rate: Int) throws {
        let path = try folder.write("tone.wav", rate: rate, channels: channels, frames: rate * 20) {
            frame, _ in
            sine(1_000, peakDBFS: level, rate: rate)(frame)
        }
        let facts = try AudioFile.measure(path)
        #expect(abs(try #require(facts.loudnessLUFS) - level) <= 0.1)
        #expect(abs(facts.truePeakDBTP - level) <= 0.01)
    }

    @Test func `silence has a length and a peak but no loudness`() throws {
        let path = try folder.write("silence.flac", .flac16, frames: 96_000) { _, _ in 0 }
        let facts = try AudioFile.measure(path)
        #expect(facts.frames == 96_000)
        #expect(facts.loudnessLUFS == nil)
        #expect(facts.truePeakDBTP == AudioFacts.silencePeakDBTP)
    }

    @Test func `a sound shorter than the gating block is as loud as a block that holds it and silence`() throws {
        let path = try folder.write("click.wav", frames: 9_600) { frame, _ in sine(1_000, peakDBFS: -20)(frame) }
        let facts = try AudioFile.measure(path)
        // Half of 400 ms: 3 dB less than the tone alone.
        #expect(abs(try #require(facts.loudnessLUFS) - -23) <= 0.1)
        #expect(facts.frames == 9_600)
    }

    @Test func `samples that are no numbers are silent and harm nothing`() throws {
        let path = try folder.write("broken.wav", rate: 44_100, frames: 44_100) { frame, _ in
            switch frame % 400 {
            case 0: .nan
            case 100: .infinity
            case 200: -1e38
            default: 0
            }
        }
        let facts = try AudioFile.measure(path)
        #expect(facts.truePeakDBTP.isFinite)
        let samples = allSamples(of: Clip(pieces: [.file(path: path, gain: 1)])).samples
        #expect(samples.allSatisfy { $0.isFinite })
    }

    @Test func `a wave file of wrong length is read to its end`() throws {
        let path = try folder.write("piped.wav", .wav16, channels: 1, frames: 10_000) { frame, _ in
            sine(440, peakDBFS: -6)(frame)
        }
        var bytes = try folder.bytes(of: path)
        let data = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("data".utf8)) })
        // What espeak-ng writes when it does not know how long it will speak.
        bytes.replaceSubrange(4..<8, with: [0x24, 0xf0, 0xff, 0x7f])
        bytes.replaceSubrange(data + 4..<data + 8, with: [0x00, 0xf0, 0xff, 0x7f])
        #expect(try AudioFile.measure(folder.write(bytes, to: "piped.wav")).frames == 10_000)
    }

    @Test(arguments: [SoundFormat.flac16, .mp3])
    func `a file that announces more than it holds is marked as damaged`(format: SoundFormat) throws {
        let whole = try folder.write("whole", format, frames: 96_000) { frame, _ in
            sine(440, peakDBFS: -6)(frame)
        }
        #expect(try !AudioFile.measure(whole).isDamaged)
        let bytes = try folder.bytes(of: whole)
        let half = try folder.write(bytes.prefix(bytes.count / 2), to: "half")
        #expect(try AudioFile.measure(half).isDamaged)
    }

    @Test func `an MP3 with sound behind its announced end is marked as damaged`() throws {
        var random = Seeded(5)
        let whole = try folder.write("whole.mp3", .mp3, frames: 480_000) { _, _ in
            .random(in: -0.5...0.5, using: &random)
        }
        #expect(try !AudioFile.measure(whole).isDamaged)
        let bytes = try folder.bytes(of: whole)
        let twice = try folder.write(bytes + bytes, to: "twice.mp3")
        #expect(try AudioFile.measure(twice).isDamaged)
    }

    @Test(arguments: SoundFormat.allCases)
    func `a truncated file plays as far as it goes`(format: SoundFormat) throws {
        // Noise, so that the second half of the sound is the second half of the bytes.
        var random = Seeded(7)
        let whole = try folder.write("whole", format, frames: 480_000) { _, _ in
            .random(in: -0.5...0.5, using: &random)
        }
        let bytes = try folder.bytes(of: whole)
        let half = try folder.write(bytes.prefix(bytes.count / 2), to: "half")
        let facts = try AudioFile.measure(half)
        #expect(abs(facts.frames - 240_000) < 60_000)
    }
}

/// What becomes of files that cannot be played.
@Suite struct UnplayableFileTests {
    let folder: SoundFolder

    init() throws {
        folder = try SoundFolder()
    }

    private func failure(of path: String) -> MediaError? {
        do throws(MediaError) {
            _ = try AudioFile.measure(path)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a missing file is not found`() {
        let path = folder.path(of: "gone.flac")
        #expect(failure(of: path) == .notFound(path: path))
        #expect(failure(of: "") == .notFound(path: ""))
    }

    @Test func `a folder is not a file`() {
        #expect(failure(of: folder.path) == .notAFile(path: folder.path))
    }

    @Test func `a pipe is refused without waiting for its writer`() {
        let path = folder.path(of: "pipe.wav")
        mkfifo(path, 0o600)
        #expect(failure(of: path) == .notAFile(path: path))
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func `a file that may not be read says so`() throws {
        let path = try folder.write("secret.wav", frames: 100) { _, _ in 0 }
        chmod(path, 0)
        #expect(failure(of: path) == .notPermitted(path: path))
    }

    @Test func `a file of no bytes is empty`() throws {
        let path = try folder.write([], to: "empty.wav")
        #expect(failure(of: path) == .empty(path: path))
    }

    @Test(arguments: [SoundFormat.wav16, .flac16])
    func `a file of no frames is empty`(format: SoundFormat) throws {
        let path = try folder.write("empty", format, frames: 0) { _, _ in 0 }
        #expect(failure(of: path) == .empty(path: path))
    }

    @Test(arguments: ["We open at nine.", "<html></html>", "RIFF", "fLaC", "OggS", "ID3\u{4}"])
    func `what is no audio says so and names what is played`(content: String) throws {
        let path = try folder.write(content.utf8, to: "note.mp3")
        let error = try #require(failure(of: path))
        guard case .notAudio(path, _) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("WAV, FLAC, Ogg, Opus or MP3"))
    }

    @Test(arguments: [(9, 48_000), (2, 900_000), (2, 100)])
    func `channels and rates out of range are refused`(channels: Int, rate: Int) throws {
        let path = try folder.write("odd.wav", rate: rate, channels: channels, frames: 100) { _, _ in 0 }
        guard case .unsupported(path, _) = failure(of: path) else {
            Issue.record("accepted")
            return
        }
    }

    @Test func `an error says where, what and what to do`() {
        let error = MediaError.notFound(path: "audio/items/march.flac")
        #expect(
            error.description
                == "audio/items/march.flac: there is no such file; put the file there, or correct its name")
    }

    @Test func `a file that cannot be opened as sound leaves its descriptor to its owner`() throws {
        let path = try folder.write(Array("no sound at all".utf8), to: "text.wav")
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var info = SF_INFO()
        #expect(DescriptorReader.open(descriptor, &info) == nil)
        #expect(fcntl(descriptor, F_GETFD) >= 0)
    }

    @Test(arguments: SoundFormat.allCases)
    func `no damage to a file brings the decoder down`(format: SoundFormat) throws {
        let whole = try folder.write("whole", format, frames: 24_000) { frame, _ in
            sine(440, peakDBFS: -6)(frame)
        }
        let bytes = try folder.bytes(of: whole)
        var random = Seeded(11)
        for _ in 0..<40 {
            var damaged = bytes
            // Half of the damage goes to the header, where it does most harm.
            for _ in 0..<8 {
                let range = Bool.random(using: &random) ? 0..<100 : bytes.indices
                damaged[.random(in: range, using: &random)] = .random(in: 0...255, using: &random)
            }
            let path = try folder.write(damaged, to: "damaged")
            if let facts = try? AudioFile.measure(path) {
                #expect(facts.frames > 0)
                #expect(facts.truePeakDBTP.isFinite)
            }
        }
    }
}
