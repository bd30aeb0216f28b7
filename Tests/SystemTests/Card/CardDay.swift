// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

/// Some seconds of a store that plays a tone on each second, and what its card heard.
struct CardDay: Sendable {
    /// Heard on each of these seconds of the day.
    static let seconds = 4...11
    static let bell = Tone(1000, seconds: 0.3)
    /// Heard after them, long enough for a card's drift to show.
    static let long = Tone(700, seconds: 3)
    static let longSecond = 12
    /// Until when the day is played.
    private static let length = 15.5

    /// The days that the tests of the suite look at, played at once.
    @TaskLocal static var played: [Card: CardDay] = [:]

    /// A kind of card.
    enum Card: String, Sendable, CaseIterable, CustomTestStringConvertible {
        /// 32 bits, its clock that of the machine.
        case exact
        /// 16 bits, slow by 100 ppm; it takes 100 frames at a time at most.
        case small
        /// Fast by 300 ppm.
        case fast

        var facts: String {
            switch self {
            case .exact: "formats S32_LE"
            case .small: "formats S16_LE"
            case .fast: "formats FLOAT_LE"
            }
        }

        var commands: [String] {
            switch self {
            case .exact: []
            case .small: ["drift \(drift)", "short 100"]
            case .fast: ["drift \(drift)"]
            }
        }

        /// In parts in a million.
        var drift: Double {
            switch self {
            case .exact: 0
            case .small: -100
            case .fast: 300
            }
        }

        var testDescription: String { rawValue }
    }

    let recording: CardRecording
    let underruns: Int
    /// The instant of the day's beginning, in nanoseconds of CLOCK_MONOTONIC.
    private let began: Int64
    /// Silence on this card is below.
    private let noise: Float

    /// Plays the day on every card at once.
    static func play() async throws -> [Card: CardDay] {
        try await withThrowingTaskGroup(of: (Card, CardDay).self) { group in
            for card in Card.allCases { group.addTask { (card, try await play(on: card)) } }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private static func play(on kind: Card) async throws -> CardDay {
        let card = try await TestCard(kind.facts, commands: kind.commands)
        let bells = seconds.map { String(format: "08:00:%02d play bell", $0) }.joined(separator: "\n")
        let store = try StoreFolder(
            device: TestCard.device,
            timetable: "open 08:00\nclose 22:00\n\(bells)\n08:00:\(longSecond) play long")
        try store.write(bell, to: "audio/items/bell.wav")
        try store.write(long, to: "audio/items/long.wav")
        return try await RunningDaemon.run(store, asIf: "2026-11-21T08:00:00", card: card) { daemon in
            try await daemon.run(until: length)
            let underruns = try await daemon.status().outputs[0].underruns
            return CardDay(
                recording: try card.recording(), underruns: underruns, began: daemon.clockBegan,
                noise: kind == .small ? 2.5 / 0x1p15 : 0)
        }
    }

    /// Where items begin in the recording.
    var onsets: [Int] { recording.onsets(above: noise) }

    /// How long after its second each item began, in milliseconds, in their order.
    var errors: [Double] {
        let seconds = Array(Self.seconds) + [Self.longSecond]
        return zip(onsets, seconds).map { onset, second in
            // A sine's first sample is zero.
            let at = recording.instant(at: onset - 1)
            return Double(at - began - Int64(second) * 1_000_000_000) / 1e6
        }
    }

    /// What the card heard beside the long tone itself, sample by sample, in parts of full scale.
    func residue() throws -> [Float] {
        let onset = try #require(onsets.last) - 1
        let tone = Self.long.samples
        let heard = recording.left[onset..<onset + tone.count]
        let gain = zip(heard, tone).reduce(0) { $0 + Double($1.0 * $1.1) } / tone.reduce(0) { $0 + Double($1 * $1) }
        return zip(heard, tone).map { $0 - Float(gain) * $1 }
    }
}

/// Plays the days once for all tests of a suite.
struct CardDayTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await CardDay.$played.withValue(try await CardDay.play(), operation: function)
    }
}

extension Trait where Self == CardDayTrait {
    static var cardDays: Self { Self() }
}
