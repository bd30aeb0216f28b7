// SPDX-License-Identifier: Apache-2.0
import Foundation
import Media
import Testing

@testable import Station

@Suite struct UnmeasuredSongTests {
    /// Clip and facts of a song whose first half has another amplitude than its second.
    private func song(
        _ store: TemporaryStore, beginning: Double, rest: Double
    ) async throws -> (gain: Double, isKnown: Bool, preparer: Preparer, path: String) {
        try store.timetable("open 08:00\nclose 22:00\nopen music calm\n")
        try store.sound("music/calm/a.wav", seconds: 40.0) { frame in
            sin(2 * .pi * 440 * Double(frame) / 48_000) * (frame < 20 * 48_000 ? beginning : rest)
        }
        let preparer = Store(store.paths).preparer
        let path = "\(store.paths.audio)/music/calm/a.wav"
        let (clip, song) = try await preparer.songAtOnce(path)
        guard case .file(path, let gain) = clip.pieces.first else { throw CocoaError(.featureUnsupported) }
        return (20 * log10(Double(gain)), song != nil, preparer, path)
    }

    @Test func `one that is to sound at once is levelled by its beginning, without measuring all of it`() async throws {
        try await withStore { store in
            // A sine of 440 Hz and −3.7 dBFS on both sides has −4.4 LUFS.
            let (gain, isKnown, preparer, path) = try await song(store, beginning: 0.65, rest: 0.05)
            #expect(abs(gain - (-26 + 4.4)) < 0.3)
            #expect(!isKnown)
            #expect(try preparer.measurer.memory.known(path) == nil)
        }
    }

    @Test func `a quiet beginning does not make it loud`() async throws {
        try await withStore { store in
            let (gain, _, _, _) = try await song(store, beginning: 0.01, rest: 0.65)
            #expect(abs(gain - (-26 + 16)) < 0.1)
        }
    }

    @Test func `once it was measured, its measure counts`() async throws {
        try await withStore { store in
            let (_, _, preparer, path) = try await song(store, beginning: 0.01, rest: 0.65)
            let measured = try await preparer.song(path)
            let (clip, song) = try await preparer.songAtOnce(path)
            #expect(song == measured.song)
            #expect(clip == measured.clip)
        }
    }
}
