// SPDX-License-Identifier: Apache-2.0
import Mixing
import Testing

@testable import Station

/// How what somebody listens to keeps up with time.
@Suite struct ListeningPaceTests {
    /// A listening on a clock that the test turns.
    private struct Listened {
        var pace = ListeningPace(at: 0)
        var now: Int64 = 0
        /// Frames given, of them silence, and those left out.
        var given: Int64 = 0
        var silence = 0
        var skipped = 0

        /// Frames that are given by now more than would be if all were in time.
        var ahead: Int64 { given - HouseFormat.frames(nanoseconds: now) }

        mutating func turn(_ frames: Int, milliseconds: Int64 = 40) {
            now += milliseconds * 1_000_000
            let (silence, skipped) = pace.take(frames, at: now)
            self.silence += silence
            self.skipped += skipped
            given += Int64(frames + silence - skipped)
        }
    }

    @Test func `frames that come in time are heard as they are, also in uneven steps`() {
        var listened = Listened()
        for _ in 0..<500 {
            for frames in [1920, 0, 3840, 480, 3360, 0, 0, 5760] { listened.turn(frames) }
        }
        #expect(listened.silence == 0 && listened.skipped == 0 && listened.ahead == 0)
    }

    @Test func `where nothing was mixed there is silence, and what comes on top of it is left out`() {
        var listened = Listened()
        for _ in 0..<50 { listened.turn(1920) }
        for _ in 0..<25 { listened.turn(0) }
        #expect(listened.silence > 43_000 && abs(listened.ahead) <= 1920, "a second of silence, as it passes")
        listened.turn(49_920)
        #expect(listened.skipped > 45_000 && abs(listened.ahead) <= 1920)
        for _ in 0..<50 { listened.turn(1920) }
        #expect(abs(listened.ahead) <= 1920)
    }

    @Test func `a short hold-up that is made up for is not heard`() {
        var listened = Listened()
        for _ in 0..<50 {
            for _ in 0..<3 { listened.turn(0) }
            listened.turn(4 * 1920)
        }
        #expect(listened.silence == 0 && listened.skipped == 0)
    }

    @Test func `after a long sleep there is no flood of silence`() {
        var listened = Listened()
        listened.turn(1920)
        listened.turn(0, milliseconds: 3_600_000)
        #expect(listened.silence == Int(ListeningPace.longestSilence))
        for _ in 0..<50 { listened.turn(1920) }
        #expect(listened.silence == Int(ListeningPace.longestSilence) && listened.skipped == 0)
    }

    @Test(arguments: [1919, 1921])
    func `a card whose clock differs never makes it late by more than a quarter of a second`(
        frames: Int
    ) {
        var listened = Listened()
        for _ in 0..<100_000 {
            listened.turn(frames)
            #expect(listened.ahead <= ListeningPace.slackFrames)
        }
        #expect(listened.silence == 0, "a slow one is no gap")
        #expect((listened.skipped > 0) == (frames > 1920))
    }
}
