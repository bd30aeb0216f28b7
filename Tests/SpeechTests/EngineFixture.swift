// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Speech

/// A folder with a stand-in for the speech engine, a shell script, and a cache; gone when the test ends.
///
/// Each run of the script leaves what it read and its arguments as a line in a log.
final class EngineFixture {
    let path: String
    var cacheDirectory: String { path + "/cache" }
    private var engine: String { path + "/engine" }

    /// An engine that speaks by running `commands`, with `$wav` as a file of sound.
    init(_ commands: String = "cat \"$wav\"") throws {
        path = FileManager.default.temporaryDirectory.appending(path: "storecast-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data(Self.wave(sound: Self.speech)).write(to: URL(filePath: path + "/sound.wav"))
        let script = """
            #!/bin/sh
            wav='\(path)/sound.wav'
            text=$(cat)
            echo "$* <$text>" >> '\(path)/log'
            \(commands)
            """
        try Data(script.utf8).write(to: URL(filePath: engine))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: engine)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The samples of 100 frames that differ, as speech does.
    static let speech = (0..<200 as Range<UInt8>).map { $0 }

    /// One line for each run of the engine: `ARGUMENTS <TEXT>`.
    func log() -> [String] {
        let content = (try? String(contentsOfFile: path + "/log", encoding: .utf8)) ?? ""
        return content.split(separator: "\n").map(String.init)
    }

    /// Replaces the sound that the engine speaks.
    func setSound(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path + "/sound.wav"))
    }

    func settings(arguments: [String] = [], deadline: Duration = .seconds(60), sizeLimit: Int = 1 << 20)
        -> SpeechSettings
    {
        SpeechSettings(
            engine: [engine] + arguments, voices: ["en": "en-gb", "zh": "cmn"], deadline: deadline,
            sizeLimit: sizeLimit)
    }

    /// 16-bit mono at 22.05 kHz, as espeak-ng gives it, with the lengths announced as they are or otherwise.
    static func wave(sound: [UInt8], announced: UInt32? = nil) -> [UInt8] {
        func bytes(_ value: UInt32) -> [UInt8] {
            (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        let length = announced ?? UInt32(sound.count)
        return Array("RIFF".utf8) + bytes(length &+ 36) + Array("WAVEfmt ".utf8) + bytes(16) + [1, 0, 1, 0]
            + bytes(22_050) + bytes(44_100) + [2, 0, 16, 0] + Array("data".utf8) + bytes(length) + sound
    }
}

/// A clock on which every deadline passes when something happens, and not by time.
struct EventClock: Clock {
    var hasHappened: @Sendable () -> Bool

    var now: ContinuousClock.Instant { ContinuousClock.now }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        while !hasHappened() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
