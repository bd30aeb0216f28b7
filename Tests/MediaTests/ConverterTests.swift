// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Media

@Suite(.timeLimit(.minutes(2))) struct ConverterTests {
    private let folder: SoundFolder
    private let tone: String
    private var cache: String { folder.path(of: "converted") }

    init() throws {
        folder = try SoundFolder()
        tone = try folder.write("tone.wav", .wav16, rate: 44_100, frames: 88_200) { frame, _ in
            sine(1_000, peakDBFS: -20, rate: 44_100)(frame)
        }
    }

    /// Has ffmpeg write a file for a test.
    private func encoded(_ name: String) throws -> String {
        let path = folder.path(of: name)
        let ffmpeg = Process()
        ffmpeg.executableURL = URL(filePath: "/usr/bin/ffmpeg")
        ffmpeg.arguments = ["-nostdin", "-v", "error", "-i", tone, path]
        try ffmpeg.run()
        ffmpeg.waitUntilExit()
        try #require(ffmpeg.terminationStatus == 0)
        return path
    }

    private func error(of converter: Converter, _ path: String) async -> MediaError? {
        do throws(MediaError) {
            _ = try await converter.converted(path)
            return nil
        } catch {
            return error
        }
    }

    /// A program that stands in for ffmpeg.
    private func program(_ script: String) throws -> String {
        let path = try folder.write("#!/bin/sh\n\(script)\n".utf8, to: "program")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    @Test(arguments: ["tone.m4a", "tone.aac", "tone.wma", "tone.wv", "it's a tone: 音.mka"])
    func `a file of another format sounds as what it was made of`(name: String) async throws {
        let path = try encoded(name)
        let converter = Converter(directory: cache)
        #expect(try converter.known(path) == nil)
        let made = try await converter.converted(path)
        #expect(try converter.known(path) == made)
        let facts = try AudioFile.measure(made)
        #expect(abs((facts.loudnessLUFS ?? 0) - -20) < 0.5)
        // Coders pad a little at the ends.
        #expect(abs(facts.frames - 96_000) < 6_000)
        #expect(!facts.isDamaged)
    }

    @Test func `it is made once, again when the file has changed, and dropped when it is gone`() async throws {
        let log = folder.path(of: "log")
        let script = try program(#"for last; do :; done; echo run >> "\#(log)"; echo sound > "${last#file:}""#)
        let converter = Converter(directory: cache, program: script)
        let source = try folder.write("one".utf8, to: "song.m4a")
        let made = try await converter.converted(source)
        #expect(try await converter.converted(source) == made)
        #expect(try await Converter(directory: cache, program: script).converted(source) == made)
        #expect(try String(contentsOfFile: log, encoding: .utf8) == "run\n")
        try folder.write("other".utf8, to: "song.m4a")
        let remade = try await converter.converted(source)
        #expect(remade != made)
        await converter.drop(except: [source])
        #expect(try FileManager.default.contentsOfDirectory(atPath: cache).count == 1)
        try FileManager.default.removeItem(atPath: source)
        await converter.drop(except: [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: cache).isEmpty)
    }

    @Test func `without ffmpeg the error says what to install`() async throws {
        let source = try folder.write("one".utf8, to: "song.m4a")
        let failure = await error(of: Converter(directory: cache, program: "no-such-ffmpeg"), source)
        #expect(failure == .converterMissing(path: source))
        #expect(failure?.remedy.contains("apt install ffmpeg") == true)
    }

    @Test func `what is no sound is refused with ffmpeg's own words, and leaves nothing behind`() async throws {
        let source = try folder.write("We open at nine.".utf8, to: "song.m4a")
        guard case .notConverted(source, let detail) = await error(of: Converter(directory: cache), source) else {
            Issue.record("converted")
            return
        }
        #expect(detail.contains("Invalid data"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: cache).isEmpty)
    }

    @Test func `a run that takes too long is ended, one that gives too much or nothing is refused`() async throws {
        let source = try folder.write("one".utf8, to: "song.m4a")
        let slow = Converter(
            directory: cache, program: try program("sleep 60"), deadline: .milliseconds(300))
        guard case .notConverted(source, let detail) = await error(of: slow, source) else {
            Issue.record("it was waited for")
            return
        }
        #expect(detail.contains("longer than"))
        let much = try program(#"for last; do :; done; head -c 2000 /dev/zero > "${last#file:}""#)
        let large = Converter(directory: cache, program: much, sizeLimitBytes: 1_000)
        #expect(await error(of: large, source) != nil)
        #expect(await error(of: Converter(directory: cache, program: try program("exit 0")), source) != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: cache).isEmpty)
    }
}
