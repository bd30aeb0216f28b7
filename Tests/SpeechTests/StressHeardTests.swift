// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Speech

/// Stress is heard in the sound of the engine that stores have, not only written into its input.
@Suite struct StressHeardTests {
    /// How much of the sound is compared at once: 10 ms at the 22.05 kHz of espeak-ng.
    private static let step = 220
    /// Two levels are the same sound when they are this close, 1 at full scale.
    private static let same: Float = 0.02

    /// The level of each 10 ms of a text as espeak-ng speaks it.
    private static func levels(_ text: String, in language: String) async throws -> [Float] {
        let engine = try EngineFixture()
        let synthesizer = Synthesizer(settings: SpeechSettings(), cacheDirectory: engine.cacheDirectory)
        let spoken = try await synthesizer.audio(for: SpeechRequest(language: language, text: text))
        guard case .file(let path) = try #require(spoken.pieces.first) else { return [] }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)).dropFirst(44))
        let samples = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            Float(Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)) / 32_768
        }
        return stride(from: 0, to: samples.count - step, by: step).map { start in
            (samples[start..<start + step].reduce(0) { $0 + $1 * $1 } / Float(step)).squareRoot()
        }
    }

    /// The parts in which two sounds differ: without what they begin and end with alike.
    private static func difference(_ first: [Float], _ second: [Float]) -> ([Float], [Float]) {
        let ahead = zip(first, second).prefix { abs($0 - $1) < same }.count
        let (rest, otherRest) = (first.dropFirst(ahead), second.dropFirst(ahead))
        let behind = zip(rest.reversed(), otherRest.reversed()).prefix { abs($0 - $1) < same }.count
        return (Array(rest.dropLast(behind)), Array(otherRest.dropLast(behind)))
    }

    private static func decibels(_ levels: [Float]) -> Float {
        10 * log10(levels.reduce(0) { $0 + $1 * $1 } / Float(levels.count))
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("en", "We have found ", "a red umbrella", " at the tea counter"),
            ("en", "Please come to the service desk on the ", "ground floor", " and describe it to us"),
            ("zh", "工作人员在茶叶柜台拾到", "红色雨伞", "请失主认领"),
            ("zh", "请到", "一楼", "服务台"),
        ])
    func `stressed words are longer and louder than the same words without stress`(
        language: String, before: String, words: String, after: String
    ) async throws {
        let plain = try await Self.levels(before + words + after, in: language)
        let marked = try await Self.levels("\(before)*\(words)*\(after)", in: language)
        // A tenth of a second is half a syllable.
        #expect(marked.count - plain.count >= 10, "\(marked.count - plain.count) × 10 ms longer")
        let (quiet, loud) = Self.difference(plain, marked)
        let gain = Self.decibels(loud) - Self.decibels(quiet)
        #expect(gain >= 1, "\(gain) dB louder")
    }
}
