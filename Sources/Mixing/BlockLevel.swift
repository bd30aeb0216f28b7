// SPDX-License-Identifier: Apache-2.0

/// How loud some frames are, gathered as they pass by, several at a time.
struct BlockLevel {
    /// Four frames, both channels of each.
    typealias Group = PassingPeak.Group

    private var squares = Group(repeating: 0)
    private var highest = Group(repeating: 0)

    /// The squares of all samples, added up. In single precision: for a block of frames, not for a song.
    var squareSum: Float {
        let four = squares.lowHalf + squares.highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }

    /// The highest magnitude of a sample, on either channel.
    var peak: Float {
        var four = highest.lowHalf
        four.replace(with: highest.highHalf, where: highest.highHalf .> four)
        return max(max(four.x, four.y), max(four.z, four.w))
    }

    /// Lets frames pass by.
    ///
    /// - Parameter limit: A sample whose magnitude is above, or which is no number, becomes silence.
    /// - Returns: The frames as they are then.
    @inline(__always)
    mutating func pass(_ frames: Group, silencingAbove limit: Float) -> Group {
        // Without the bit of the sign, for there is no magnitude of a vector.
        let bits = unsafe unsafeBitCast(frames, to: SIMD8<UInt32>.self) & 0x7fff_ffff
        var magnitudes = unsafe unsafeBitCast(bits, to: Group.self)
        // Does not hold for what is no number.
        let isSound = magnitudes .<= limit
        let silence = Group(repeating: 0)
        let sound = silence.replacing(with: frames, where: isSound)
        magnitudes = silence.replacing(with: magnitudes, where: isSound)
        squares += sound * sound
        highest.replace(with: magnitudes, where: magnitudes .> highest)
        return sound
    }
}
