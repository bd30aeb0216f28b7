// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What cards of different kinds hear, to the frame.
    @Suite(.cardDays)
    struct `Starts at the card` {
        /// How far from its second an item may start, in milliseconds.
        private static let tolerance = 1.0

        private func day(of card: CardDay.Card) throws -> CardDay {
            try #require(CardDay.played[card])
        }

        @Test(arguments: CardDay.Card.allCases)
        func `every item starts within a millisecond of its second`(card: CardDay.Card) throws {
            let errors = try day(of: card).errors
            let told = errors.map { String(format: "%+.3f", $0) }.joined(separator: " ")
            print("starts on the card \(card): \(told) ms")
            #expect(errors.count == CardDay.seconds.count + 1)
            #expect(errors.allSatisfy { abs($0) <= Self.tolerance })
        }

        @Test(arguments: CardDay.Card.allCases)
        func `the stream has no gap and no jump, whatever the card's clock`(card: CardDay.Card) throws {
            let day = try day(of: card)
            #expect(day.underruns == 0)
            #expect(day.recording.agreements.count == 1)
            #expect(day.recording.largestStep(drift: card.drift) < 1000)
        }

        @Test(arguments: [CardDay.Card.exact, .fast])
        func `a card of more than 16 bits hears exactly what was mixed, frame by frame`(card: CardDay.Card) throws {
            let largest = try day(of: card).residue().map(abs).max() ?? 1
            // Half a step of 24 bits: what 32-bit floats hold.
            #expect(largest <= 0x1p-24)
        }

        @Test func `a card of 16 bits hears triangular dither, and no frame is lost to short writes`() throws {
            let residue = try day(of: .small).residue().map { $0 * 0x1p15 }
            let power = residue.reduce(0) { $0 + $1 * $1 } / Float(residue.count)
            // Rounding adds 1/12 of a step squared, triangular dither of two steps' width 1/6.
            #expect(abs(power - 0.25) < 0.01)
            #expect(residue.allSatisfy { abs($0) <= 1.51 })
        }
    }
}
