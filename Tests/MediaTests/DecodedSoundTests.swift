// SPDX-License-Identifier: Apache-2.0
import Glibc
import Mixing
import Testing

@testable import Media

@Suite struct `A sound in memory` {
    private let folder: SoundFolder

    init() throws {
        folder = try SoundFolder()
    }

    private func read(_ clip: Clip) -> [Float] {
        let (samples, errors) = allSamples(of: clip)
        #expect(errors == [])
        return samples
    }

    private func wave(_ frame: Int, _ channel: Int) -> Float {
        0.3 * Float(sin(2 * .pi * 440 * Double(frame) / 48_000)) * (channel == 0 ? 1 : 0.5)
    }

    @Test(arguments: [true, false])
    func
        `plays as its file does, to a thirty-thousandth of its peak, and takes half the memory where both channels are alike`(
            isMono: Bool
        ) throws
    {
        let path = try folder.write("tone.wav", frames: 50_000) { frame, channel in wave(frame, isMono ? 0 : channel) }
        let sound = try DecodedSound(decoding: path, AudioFile.measure(path))
        let fromFile = read(Clip(pieces: [.file(path: path, gain: 0.5), .silence(frames: 10)]))
        let fromMemory = read(Clip(pieces: [.sound(sound, gain: 0.5), .silence(frames: 10)]))
        try #require(fromFile.count == fromMemory.count)
        #expect(zip(fromFile, fromMemory).allSatisfy { abs($0 - $1) <= 0.5 * 0.3 / 30_000 })
        #expect(sound.byteCount == 50_000 * (isMono ? 2 : 4))
    }

    @Test func `that becomes stereo late is stereo from its beginning`() {
        let frames = (0..<3000).flatMap { frame in [wave(frame, 0), wave(frame, frame < 2000 ? 0 : 1)] }
        let sound = DecodedSound(frames)
        #expect(sound.byteCount == 3000 * 4)
        #expect(zip(frames, read(Clip(pieces: [.sound(sound, gain: 1)]))).allSatisfy { abs($0 - $1) < 0.0001 })
    }

    @Test func `is heard although its file is gone`() throws {
        let path = try folder.write("tone.wav", frames: 5_000, sample: wave)
        let sound = try DecodedSound(decoding: path, AudioFile.measure(path))
        unlink(path)
        #expect(read(Clip(pieces: [.sound(sound, gain: 1)])).count == 10_000)
    }

    @Test func `that is made is measured, and silence has no loudness`() throws {
        let tone = DecodedSound((0..<48_000).flatMap { [wave($0, 0), wave($0, 0)] })
        #expect(tone.facts.frames == 48_000)
        // A sine of 0.3 in both channels, by BS.1770-4.
        #expect(abs(try #require(tone.facts.loudnessLUFS) - 20 * log10(0.3)) < 1)
        let silence = DecodedSound([Float](repeating: 0, count: 200))
        #expect(silence.facts.loudnessLUFS == nil)
        #expect(read(Clip(pieces: [.sound(silence, gain: 1)])) == [Float](repeating: 0, count: 200))
    }
}
