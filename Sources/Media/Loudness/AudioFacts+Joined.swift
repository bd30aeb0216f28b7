// SPDX-License-Identifier: Apache-2.0
import Glibc

extension AudioFacts {
    /// What holds for several sounds heard one after another, so that they can be levelled as one.
    ///
    /// The loudness is the mean power of those that have one, weighed by length: close to what BS.1770-4 gives
    /// for the joined sound as long as no part lies below its relative gate.
    ///
    /// - Parameter all: at least one; nothing gives the facts of silence.
    public static func joined(_ all: [AudioFacts]) -> AudioFacts {
        let audible = all.compactMap { facts in facts.loudnessLUFS.map { (facts.frames, pow(10, $0 / 10)) } }
        let frames = audible.reduce(0) { $0 + $1.0 }
        let energy = audible.reduce(0) { $0 + Double($1.0) * $1.1 }
        return AudioFacts(
            frames: all.reduce(0) { $0 + $1.frames },
            loudnessLUFS: frames > 0 ? 10 * log10(energy / Double(frames)) : nil,
            loudestLUFS: all.compactMap(\.loudestLUFS).max(),
            truePeakDBTP: all.map(\.truePeakDBTP).max() ?? silencePeakDBTP,
            sourceRate: all.first?.sourceRate ?? 0, sourceChannels: all.first?.sourceChannels ?? 0,
            isDamaged: all.contains(where: \.isDamaged))
    }
}
