// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// An everyday bed: 44.1 kHz MP3s of the sample store's songs.
enum MP3Bed {
    private static let songs = 6
    private static let encoding = ["-ar", "44100", "-ac", "2", "-b:a", "192k"]

    /// Makes the music folder `calm` of a store.
    ///
    /// - Returns: the folder that holds them.
    static func make(in store: StoreFolder) async throws -> String {
        let files = FileManager.default.enumerator(atPath: "audio/music")?.compactMap { $0 as? String } ?? []
        let songs = files.filter { $0.hasSuffix(".ogg") }.sorted().prefix(songs)
        guard !songs.isEmpty else { throw BenchmarkError("audio/music holds no songs; run this in the checkout") }
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg") else {
            throw BenchmarkError("ffmpeg is missing, which makes the MP3s; install: apt-get install ffmpeg")
        }
        try store.makeFolder("audio/music/calm")
        for (number, song) in songs.enumerated() {
            let target = store.path("audio/music/calm/\(number).mp3")
            let child = try await Child.start(
                "ffmpeg", ["-v", "error", "-i", "audio/music/\(song)"] + Self.encoding + [target])
            guard try await child.exitCode(within: .seconds(60)) == 0 else {
                throw BenchmarkError("ffmpeg made no MP3 of \(song): \(child.errors.text)")
            }
        }
        return store.path("audio/music")
    }
}
