// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Media

@Suite struct LoudnessCacheTests {
    let folder: SoundFolder
    let tone: String

    init() throws {
        folder = try SoundFolder()
        tone = try folder.write("tone.wav", frames: 48_000) { frame, _ in sine(1_000, peakDBFS: -20)(frame) }
    }

    /// Puts other bytes into a file without it being noticed by its size or its time.
    private func overwriteSecretly(_ path: String) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let time = try #require(attributes[.modificationDate] as? Date)
        var bytes = try folder.bytes(of: path)
        bytes.replaceSubrange(0..<4, with: [0, 0, 0, 0])
        try Data(bytes).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    }

    @Test func `a known file is not measured again, not even after a restart`() throws {
        // A whole second, which is kept exactly when the time is set back below.
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: tone)
        let first = LoudnessCache()
        let facts = try first.facts(for: tone)
        // What cannot be decoded any more can only be remembered.
        try overwriteSecretly(tone)
        #expect(throws: MediaError.self) { try AudioFile.measure(tone) }
        #expect(try first.facts(for: tone) == facts)
        let second = LoudnessCache()
        #expect(!second.isFilled)
        second.fill(first.handOver())
        #expect(second.isFilled)
        #expect(try second.facts(for: tone) == facts)
    }

    @Test func `a file that breaks off is known by what it holds, not by what its header says`() throws {
        let cache = LoudnessCache()
        let whole = try folder.write("whole.flac", .flac16, frames: 96_000) { frame, _ in
            sine(440, peakDBFS: -6)(frame)
        }
        let bytes = try folder.bytes(of: whole)
        let half = try folder.write(bytes.prefix(bytes.count / 2), to: "half.flac")
        #expect(try cache.known(half) == nil)
        #expect(try AudioFile.announcedDuration(half) == .seconds(2))
        let facts = try cache.facts(for: half)
        #expect(facts.isDamaged)
        #expect(facts.duration < .seconds(2))
        #expect(try cache.known(half) == facts)
    }

    @Test func `a file that has changed is measured again`() throws {
        let cache = LoudnessCache()
        #expect(try cache.facts(for: tone).frames == 48_000)
        try folder.write("tone.wav", frames: 24_000) { _, _ in 0.5 }
        #expect(try cache.known(tone) == nil)
        #expect(try cache.facts(for: tone).frames == 24_000)
    }

    @Test func `a file that is gone is an error and is forgotten`() throws {
        let cache = LoudnessCache()
        _ = try cache.facts(for: tone)
        try FileManager.default.removeItem(atPath: tone)
        #expect(throws: MediaError.notFound(path: tone)) { try cache.facts(for: tone) }
        #expect(cache.handOver().isEmpty)
    }

    @Test func `what was asked for is handed over once, what nobody asked for is not`() throws {
        let silence = try folder.write("silence.wav", frames: 48_000) { _, _ in 0 }
        let first = LoudnessCache()
        let measured = try [tone, silence].map { try first.facts(for: $0) }
        let kept = first.handOver()
        #expect(Set(kept.map(\.path)) == [tone, silence])
        #expect(first.handOver().isEmpty)
        let second = LoudnessCache()
        second.fill(kept)
        #expect(second.handOver().isEmpty)
        #expect(try second.known(silence) == measured[1])
        #expect(second.handOver() == kept.filter { $0.path == silence })
    }

    @Test func `what is known already is better than what was kept`() throws {
        let cache = LoudnessCache()
        let facts = try cache.facts(for: tone)
        var old = try #require(cache.handOver().first)
        old.facts.frames = 1
        cache.fill([old])
        #expect(try cache.known(tone) == facts)
    }
}
