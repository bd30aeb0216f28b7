// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Media

@Suite struct LoudnessCacheTests {
    let folder: SoundFolder
    let tone: String
    var sidecar: String { folder.path(of: "state/loudness.json") }

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
        let first = LoudnessCache(file: sidecar)
        let facts = try first.facts(for: tone)
        try first.save()
        // What cannot be decoded any more can only be remembered.
        try overwriteSecretly(tone)
        #expect(throws: MediaError.self) { try AudioFile.measure(tone) }
        #expect(try first.facts(for: tone) == facts)
        let second = LoudnessCache(file: sidecar)
        #expect(second.problemAtStart == nil)
        #expect(try second.facts(for: tone) == facts)
    }

    @Test func `a file that breaks off is known by what it holds, not by what its header says`() throws {
        let cache = LoudnessCache(file: sidecar)
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
        let cache = LoudnessCache(file: sidecar)
        #expect(try cache.facts(for: tone).frames == 48_000)
        try folder.write("tone.wav", frames: 24_000) { _, _ in 0.5 }
        #expect(try cache.facts(for: tone).frames == 24_000)
    }

    @Test func `a file that is gone is an error and is forgotten`() throws {
        let cache = LoudnessCache(file: sidecar)
        _ = try cache.facts(for: tone)
        try cache.save()
        #expect(try String(contentsOfFile: sidecar, encoding: .utf8).contains("tone.wav"))
        try FileManager.default.removeItem(atPath: tone)
        #expect(throws: MediaError.notFound(path: tone)) { try cache.facts(for: tone) }
        try cache.save()
        #expect(try !String(contentsOfFile: sidecar, encoding: .utf8).contains("tone.wav"))
    }

    @Test(arguments: ["", "{", "[]", #"{"version":2}"#, "\u{0}\u{0}"])
    func `a damaged file of an earlier run is set aside`(content: String) throws {
        try folder.write(content.utf8, to: "state/loudness.json")
        let cache = LoudnessCache(file: sidecar)
        #expect(cache.problemAtStart == .setAside(path: sidecar + ".damaged"))
        #expect(try folder.bytes(of: sidecar + ".damaged") == Array(content.utf8))
        #expect(try cache.facts(for: tone).frames == 48_000)
        try cache.save()
        #expect(LoudnessCache(file: sidecar).problemAtStart == nil)
    }

    @Test func `what an older version has measured is measured again`() throws {
        let old = #"{"version":1,"entries":{"\#(tone)":{"facts":{"peakDBFS":-20}}}}"#
        try folder.write(old.utf8, to: "state/loudness.json")
        let cache = LoudnessCache(file: sidecar)
        #expect(cache.problemAtStart == nil)
        #expect(try cache.facts(for: tone).frames == 48_000)
    }

    @Test func `a folder that cannot be made is an error of saving`() throws {
        let cache = LoudnessCache(file: tone + "/loudness.json")
        #expect(cache.problemAtStart == nil)
        #expect(throws: LoudnessCache.Problem.unwritable(path: cache.file, detail: "File exists")) {
            try cache.save()
        }
    }

    @Test func `facts survive the file that keeps them, silence too`() throws {
        let silence = try folder.write("silence.wav", frames: 48_000) { _, _ in 0 }
        let first = LoudnessCache(file: sidecar)
        let measured = [try first.facts(for: tone), try first.facts(for: silence)]
        try first.save()
        let second = LoudnessCache(file: sidecar)
        #expect([try second.facts(for: tone), try second.facts(for: silence)] == measured)
    }
}
