// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What a store of test tones sounds like at the card.
    @Suite(.dayOfTones)
    struct `A day of tones` {
        /// How far from its second an item may start, in seconds.
        static let tolerance = 0.060

        let day: HeardDay

        init() throws {
            day = try #require(HeardDay.recorded)
        }

        @Test(arguments: ToneDay.timed)
        func `a timed item starts on its second`(item: ToneDay.Timed) throws {
            let error = try day.passage(of: item.tone).start - item.second
            print(String(format: "%@: starts %+.1f ms off", item.description, error * 1000))
            #expect(abs(error) < Self.tolerance)
        }

        @Test(arguments: ToneDay.speech)
        func `what is spoken is heard once and whole`(tone: Tone) throws {
            let passages = day.passages(of: tone)
            let mayBeLeftOut = ToneDay.promos.contains { $0.frequency == tone.frequency }
            #expect(passages.count == 1 || (mayBeLeftOut && passages.isEmpty))
            for passage in passages { #expect(abs(passage.duration - tone.duration) < 0.01) }
        }

        @Test func `an ending item ends on its second`() throws {
            let error = try day.passage(of: ToneDay.ending.tone).end - ToneDay.ending.second
            print(String(format: "%@: ends %+.1f ms off", ToneDay.ending.description, error * 1000))
            #expect(abs(error) < Self.tolerance)
        }

        @Test func `promos keep their window by both readings`() {
            let promos = day.passages(ofEach: ToneDay.promos)
            #expect(promos.count >= 2)
            var last = Passage(start: ToneDay.second(ToneDay.span.from), end: ToneDay.second(ToneDay.span.from))
            for promo in promos {
                let (pause, period) = (promo.start - last.end, promo.start - last.start)
                print(
                    String(
                        format: "promo at %.3f s: %.3f s after the last, %.3f s after its start", promo.start, pause,
                        period))
                #expect(pause >= ToneDay.window.lowerBound - Self.tolerance)
                #expect(period <= ToneDay.window.upperBound + Self.tolerance)
                #expect(promo.end <= ToneDay.second(ToneDay.span.to) + Self.tolerance)
                last = promo
            }
        }

        @Test func `no two items speak at once`() {
            let spoken = day.passages(ofEach: ToneDay.speech)
            for (one, next) in zip(spoken, spoken.dropFirst()) { #expect(next.start >= one.end) }
        }

        @Test func `the channels carry the same`() {
            let difference = zip(day.recording.left, day.recording.right).reduce(0) { max($0, abs($1.0 - $1.1)) }
            #expect(difference < 0.001)
        }

        @Test func `nothing clips`() {
            let peak = day.recording.left.reduce(0) { max($0, abs($1)) }
            #expect(peak < 0.99)
        }

        @Test func `nothing clicks`() {
            let clicks = day.clicks()
            let count = clicks.count
            #expect(count == 0, "the first: \(clicks.prefix(3))")
        }
    }
}
