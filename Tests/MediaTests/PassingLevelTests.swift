// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Media

@Suite struct PassingLevelTests {
    private static func feed(_ level: PassingLevel, seconds: Int, left: (Int) -> Float, right: (Int) -> Float) {
        for second in 0..<seconds {
            let samples = (0..<48_000).flatMap { [left(second * 48_000 + $0), right(second * 48_000 + $0)] }
            level.add(samples.span)
        }
    }

    @Test func `a sine of the EBU's first test is as loud as it says`() throws {
        let level = try #require(PassingLevel())
        let tone = sine(1000, peakDBFS: -23)
        Self.feed(level, seconds: 1, left: tone, right: tone)
        #expect(abs(try #require(level.momentaryLUFS) + 23) < 0.1)
        #expect(level.takePeaksDBFS().allSatisfy { abs($0 + 23) < 0.1 })
    }

    @Test func `peaks are of each channel, and of what came since they were looked at`() throws {
        let level = try #require(PassingLevel())
        Self.feed(level, seconds: 1, left: sine(500, peakDBFS: -6), right: sine(500, peakDBFS: -40))
        let peaks = level.takePeaksDBFS()
        #expect(abs(peaks[0] + 6) < 0.1 && abs(peaks[1] + 40) < 0.1)
        Self.feed(level, seconds: 1, left: { _ in 0 }, right: sine(500, peakDBFS: -30))
        let later = level.takePeaksDBFS()
        #expect(later[0] == PassingLevel.lowestPeakDBFS && abs(later[1] + 30) < 0.1)
    }

    @Test func `silence has no loudness`() throws {
        let level = try #require(PassingLevel())
        #expect(level.momentaryLUFS == nil)
        Self.feed(level, seconds: 1, left: sine(1000, peakDBFS: -20), right: sine(1000, peakDBFS: -20))
        #expect(level.momentaryLUFS != nil)
        Self.feed(level, seconds: 1, left: { _ in 0 }, right: { _ in 0 })
        #expect(level.momentaryLUFS == nil)
    }
}
