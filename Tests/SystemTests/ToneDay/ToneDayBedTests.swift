// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests.`A day of tones` {
    /// The longest silence of the bed, in seconds. Seen through windows of 10 ms, by a quarter of its level, a
    /// gap of 20 ms is 15 ms long.
    private static let longestGap = 0.015
    /// The bed goes for a second before an `alone` item, and takes half a second to come up from silence.
    private static let aloneFade = 1.0
    private static let comingBack = 0.6
    /// The first song may take so long to begin.
    private static let startLimit = 4.0

    private var beginningOfBed: Double {
        get throws { try #require(day.passages(ofSongs: ToneDay.calm).first).start }
    }

    @Test func `music sounds within seconds of the start`() throws {
        let start = try beginningOfBed
        print(String(format: "first sound after %.2f s", start))
        #expect(start < Self.startLimit)
    }

    @Test func `the bed has no gap but around an alone item`() throws {
        let alone = ToneDay.alone.second
        let rest = alone - Self.aloneFade...alone + ToneDay.alone.tone.duration + Self.comingBack
        let start = try beginningOfBed + Self.comingBack
        // Half of the ducked bed.
        let threshold = try day.bedLevel(from: 2, to: 5) / 4
        let gaps = day.bedGaps(below: threshold, from: start, to: ToneDay.length - 0.2)
            .filter { !rest.contains($0.start) || !rest.contains($0.end) }
        let longest = gaps.max { $0.duration < $1.duration }
        print(
            "longest gap of the bed:",
            longest.map { String(format: "%.1f ms at %.3f s", $0.duration * 1000, $0.start) } ?? "none")
        let duration = longest?.duration ?? 0
        #expect(duration <= Self.longestGap)
    }

    @Test func `the bed rests under an alone item and comes back after it`() throws {
        let alone = try day.passage(of: ToneDay.alone.tone)
        let plain = try day.bedLevel(from: 2, to: 5)
        let during = day.highestBedLevel(from: alone.start + 0.02, to: alone.end - 0.02)
        #expect(decibels(during, over: plain) < -40)
        let after = try day.bedLevel(from: alone.end + Self.comingBack, to: alone.end + Self.comingBack + 0.5)
        #expect(abs(decibels(after, over: plain)) < 2)
    }

    @Test(arguments: ToneDay.overBed)
    func `the bed stays audible under what is spoken and comes back up`(tone: Tone) throws {
        for passage in day.passages(of: tone) {
            let before = try day.bedLevel(from: passage.start - 1, to: passage.start - 0.4)
            let under = try day.bedLevel(from: passage.start + 0.05, to: passage.end - 0.05)
            let after = try day.bedLevel(from: passage.end + 0.9, to: passage.end + 1.3)
            let depth = decibels(under, over: before)
            print(String(format: "%d Hz: the bed is ducked by %.1f dB", tone.frequency, -depth))
            #expect((-12...(-4)).contains(depth))
            #expect(abs(decibels(after, over: before)) < 2)
        }
    }

    @Test func `the music changes on its second, by crossfade`() throws {
        let change = ToneDay.second(ToneDay.musicChange)
        let entry = try #require(day.passages(ofSongs: ToneDay.bright).first).start
        print(String(format: "the new music enters %+.1f ms off its second", (entry - change) * 1000))
        #expect(abs(entry - change) < Self.tolerance)
        let lastOfOld = try #require(day.passages(ofSongs: ToneDay.calm).last)
        #expect(lastOfOld.end > change + 1, "the old music is still there when the new one has come")
        #expect(lastOfOld.end < change + 5, "the old music makes way")
    }
}
