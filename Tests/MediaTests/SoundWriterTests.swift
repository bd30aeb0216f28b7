// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Testing

@testable import Media
@testable import Mixing

@Suite struct SoundWriterTests {
    let folder: SoundFolder

    init() throws {
        folder = try SoundFolder()
    }

    /// Every kind of sample: both ends of the scale and beyond, halves of a step, and what lies between.
    private static let samples: [Float] =
        [0, 1, -1, 1.5, -1.5, 0.5, -0.5, 1.5 / 8_388_608, -1.5 / 8_388_608, 0.4 / 8_388_608]
        + (0..<200_000).map { Float($0 % 8_191) / 8_192 - 0.5 }

    /// To 24 bits, the nearest step, ties to the even one.
    private static let expected = samples.map { sample in
        Float(min(max((Double(sample) * 8_388_608).rounded(.toNearestOrEven), -8_388_608), 8_388_607) / 8_388_608)
    }

    private func write(_ name: String, _ format: SoundWriter.Format) throws -> String {
        let path = folder.path(of: name)
        let writer = try SoundWriter(path: path, format: format, frames: Int64(Self.samples.count / 2))
        for start in stride(from: 0, to: Self.samples.count, by: 3_000) {
            try writer.write(Array(Self.samples[start..<min(start + 3_000, Self.samples.count)]))
        }
        #expect(FileManager.default.fileExists(atPath: path) == false)
        try writer.finish()
        return path
    }

    @Test(arguments: SoundWriter.Format.allCases)
    func `a file holds every sample to 24 bits, and gets its name when it is whole`(
        format: SoundWriter.Format
    ) throws {
        let path = try write("sound.\(format.rawValue)", format)
        let decoder = try AudioDecoder(path: path)
        var read: [Float] = []
        var block = [Float](repeating: 0, count: 8_192)
        while case let frames = decoder.read(atMost: 4_096, into: &block), frames > 0 { read += block[..<(frames * 2)] }
        #expect(read == Self.expected)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sound.\(format.rawValue)"])
    }

    @Test func `a WAV beyond 4 GB is announced as RF64, a shorter one is plain`() throws {
        for (frames, head) in [(Int64(716_000_000), "RF64"), (715_000_000, "RIFF")] {
            let path = folder.path(of: "long.wav")
            let writer = try SoundWriter(path: path, format: .wav, frames: frames)
            try writer.write([0, 0])
            try writer.finish()
            #expect(try folder.bytes(of: path).prefix(4) == Array(head.utf8)[...])
        }
    }

    @Test func `a place that cannot be written is told by the system's reason`() throws {
        #expect(throws: SoundWriter.Failure(detail: "No such file or directory")) {
            _ = try SoundWriter(path: folder.path(of: "no/sound.wav"), format: .wav, frames: 1)
        }
        #expect(throws: SoundWriter.Failure.self) {
            _ = try SoundWriter(path: folder.path, format: .wav, frames: 1)
        }
    }

    @Test func `what is discarded leaves nothing behind`() throws {
        let writer = try SoundWriter(path: folder.path(of: "sound.flac"), format: .flac, frames: 10)
        try writer.write([0, 0, 0.5, 0.5])
        writer.discard()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `two writers to one name do not meet, and the last to finish has it`() throws {
        let path = folder.path(of: "sound.wav")
        let writers = try (0..<2).map { _ in try SoundWriter(path: path, format: .wav, frames: 2) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
        try writers[0].write([0.25, 0.25])
        try writers[1].write([0.5, 0.5, 0.5, 0.5])
        try writers[1].finish()
        let longer = try folder.bytes(of: path).count
        try writers[0].finish()
        #expect(try folder.bytes(of: path).count == longer - 6)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sound.wav"])
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        try Data().write(to: URL(filePath: folder.path(of: "plain")))
        #expect(try mode(path) == mode(folder.path(of: "plain")), "others may read it as they may any file")
    }
}
