// SPDX-License-Identifier: Apache-2.0

/// The highest magnitudes among frames that pass by, several at a time.
struct PassingPeak {
    /// Four frames: even lanes are left, odd ones right.
    typealias Group = SIMD8<Float>

    /// Frames a group.
    static let groupFrames = 4

    private var highest = Group(repeating: 0)
    private var lowest = Group(repeating: 0)

    @inline(__always)
    mutating func see(_ frames: Group) {
        highest.replace(with: frames, where: frames .> highest)
        lowest.replace(with: frames, where: frames .< lowest)
    }

    @inline(__always)
    mutating func see(left: Float, right: Float) {
        see(Group(left, right, 0, 0, 0, 0, 0, 0))
    }

    /// What was reached on each channel.
    var peak: (left: Float, right: Float) {
        var largest = highest
        largest.replace(with: -lowest, where: -lowest .> largest)
        var four = largest.lowHalf
        four.replace(with: largest.highHalf, where: largest.highHalf .> four)
        var two = four.lowHalf
        two.replace(with: four.highHalf, where: four.highHalf .> two)
        return (two.x, two.y)
    }
}
