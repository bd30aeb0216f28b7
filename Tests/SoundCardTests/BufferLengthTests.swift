// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SoundCard

@Suite struct BufferLengthTests {
    private static let ms: Int64 = 1_000_000
    private static let minute: Int64 = 60_000_000_000

    /// 70 ms in a card with room for 500, of which 60 are played or taken by the time it is filled up again.
    private func length(frames: Int = 3360, room: Int = 24_000) -> BufferLength {
        BufferLength(frames: frames, smallest: 3360, largest: room, spent: 2880, at: 0)
    }

    @Test func `a thread that wakes in time leaves it as it is`() {
        var length = length()
        let changes = (0..<100).count { length.note(latenessNs: 4 * Self.ms, at: $0 * 1_000_000_000) }
        #expect(changes == 0)
        #expect(length.frames == 3360)
    }

    @Test func `one that wakes so late that half of the rest is gone doubles it, and again if that is not enough`() {
        var length = length()
        // 10 ms are left by the time it wakes, then 80.
        let changes = [6, 39, 41].map { length.note(latenessNs: $0 * Self.ms, at: 0) }
        #expect(changes == [true, false, true])
        #expect(length.frames == 13_440)
    }

    @Test func `a card that ran dry is given more at once, as far as it has room`() {
        var length = length(room: 4320)
        let changes = (0..<2).map { _ in length.noteUnderrun(at: 0) }
        #expect(changes == [true, false])
        #expect(length.frames == 4320)
    }

    @Test func `it shrinks after half an hour of calm, and not before`() {
        var length = length()
        _ = length.noteUnderrun(at: 0)
        // The first is too late for what it was at first, though no trouble now.
        let changes = [(6, 20), (0, 49), (0, 51)].map { length.note(latenessNs: $0 * Self.ms, at: $1 * Self.minute) }
        #expect(changes == [false, false, true])
        #expect(length.frames == 3360)
    }

    @Test func `what was learnt on a card before is kept for the next, but never less than what is set`() {
        #expect(length(frames: 13_440).frames == 13_440)
        #expect(length(frames: 0).frames == 3360)
        #expect(length(room: 2000).frames == 2000)
    }
}
