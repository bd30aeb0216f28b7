// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import SoundCard

@Suite struct HeardTimeTests {
    /// A card whose clock is off by `ppm` and whose answers jitter, asked once a period of 480 frames.
    private struct Card {
        var ppm: Double
        var jitterNs: Double
        var periods = 0
        var random = Seeded(7)

        /// When the next frame is truly heard.
        var truth: Int64 {
            100_000_000_000 + Int64(Double(periods) * 10_000_000 * (1 + ppm / 1e6))
        }

        mutating func answer() -> Int64 {
            truth + Int64(Double.random(in: -jitterNs...jitterNs, using: &random))
        }
    }

    /// The largest error of the estimate, and the largest deviation of its steps from the card's true period,
    /// after some periods.
    private func follow(_ card: inout Card, settling: Int, periods: Int) -> (errorNs: Int64, stepNs: Int64) {
        var heard = HeardTime()
        var worst: (errorNs: Int64, stepNs: Int64) = (0, 0)
        var last: Int64?
        let step = Int64(10_000_000 * (1 + card.ppm / 1e6))
        for _ in 0..<(settling + periods) {
            let estimate = heard.measure(card.answer())
            if card.periods >= settling, let last {
                worst.errorNs = max(worst.errorNs, abs(estimate - card.truth))
                worst.stepNs = max(worst.stepNs, abs(estimate - last - step))
            }
            last = estimate
            heard.advance(frames: 480)
            card.periods += 1
        }
        return worst
    }

    @Test func `a steady card is followed exactly`() {
        var card = Card(ppm: 0, jitterNs: 0)
        let worst = follow(&card, settling: 1, periods: 10_000)
        #expect(worst.errorNs <= 1)
    }

    @Test(arguments: [-1000.0, -150, 0, 40, 1000])
    func `drift is followed and jitter smoothed away`(ppm: Double) {
        var card = Card(ppm: ppm, jitterNs: 5_000_000)
        let worst = follow(&card, settling: 2000, periods: 20_000)
        // Jitter of ±5 ms; the estimate stays within 1.5 ms, and steps by less than 3 frames beside the period.
        #expect(worst.errorNs < 1_500_000)
        #expect(worst.stepNs < 62_500)
    }

    @Test func `a card that is off by a thousandth is within the aim from the first second on`() {
        var card = Card(ppm: 1200, jitterNs: 100_000)
        #expect(follow(&card, settling: 1, periods: 3000).errorNs < 5_000_000)
    }

    @Test func `one answer that is far off does not move the estimate`() {
        var heard = HeardTime()
        var card = Card(ppm: 0, jitterNs: 0)
        var worst: Int64 = 0
        for period in 0..<2000 {
            let estimate = heard.measure(card.truth + (period == 1000 ? 200_000_000 : 0))
            worst = max(worst, abs(estimate - card.truth))
            heard.advance(frames: 480)
            card.periods += 1
        }
        #expect(worst <= 1)
    }

    @Test func `answers that stay far off are believed, and leave no drift behind`() {
        var heard = HeardTime()
        var card = Card(ppm: 0, jitterNs: 0)
        var errors: [Int64] = []
        for period in 0..<400 {
            let truth = card.truth + (period >= 100 ? 200_000_000 : 0)
            errors.append(abs(heard.measure(truth) - truth))
            heard.advance(frames: 480)
            card.periods += 1
        }
        #expect(errors[100..<119].allSatisfy { $0 > 100_000_000 })
        #expect(errors[119...].allSatisfy { $0 <= 1 })
    }

    @Test func `it is settled after some answers, and no more once one is far off`() {
        var heard = HeardTime()
        var card = Card(ppm: 0, jitterNs: 0)
        var settled: [Bool] = []
        for period in 0..<60 {
            heard.measure(card.truth + (period == 50 ? 200_000_000 : 0))
            settled.append(heard.isSettled)
            heard.advance(frames: 480)
            card.periods += 1
        }
        #expect(!settled[30] && settled[45] && !settled[50] && settled[51])
    }

    @Test func `after a break the next answer counts alone`() {
        var heard = HeardTime()
        _ = heard.measure(1_000_000_000)
        heard.advance(frames: 480)
        heard.reset()
        #expect(heard.next == nil)
        #expect(heard.measure(9_000_000_000) == 9_000_000_000)
    }
}
