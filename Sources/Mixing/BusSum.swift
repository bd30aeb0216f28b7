// SPDX-License-Identifier: Apache-2.0

/// Where the voices of one bus add up, block by block.
struct BusSum: ~Copyable {
    /// What is left of a residue after each frame: it falls by 60 dB in 29 ms.
    private static let residueDecay: Float = 0.995
    /// Below −120 dBFS a residue is dropped, before it becomes denormal.
    private static let residueFloor: Float = 1e-6

    private let samples: FixedBuffer<Float>
    private var frames = 0
    private var residueLeft: Float = 0
    private var residueRight: Float = 0

    init(blockFrames: Int) {
        samples = FixedBuffer(repeating: 0, count: blockFrames * HouseFormat.channels)
    }

    /// Starts a block of so many frames with what earlier cuts left over.
    mutating func begin(frames: Int) {
        self.frames = frames
        for index in 0..<(frames * HouseFormat.channels) { samples[index] = 0 }
        let (left, right) = (residueLeft, residueRight)
        (residueLeft, residueRight) = (0, 0)
        absorb(left: left, right: right, from: 0)
    }

    func add(left: Float, right: Float, at frame: Int) {
        samples[frame * HouseFormat.channels] += left
        samples[frame * HouseFormat.channels + 1] += right
    }

    func frame(_ frame: Int) -> (left: Float, right: Float) {
        (samples[frame * HouseFormat.channels], samples[frame * HouseFormat.channels + 1])
    }

    /// Turns a step of the signal into a short decay, so that it does not click.
    ///
    /// - Parameters:
    ///   - left: The left channel before the step minus after it.
    ///   - right: The same on the right.
    ///   - frame: The first frame after the step; may be the block's end.
    mutating func absorb(left: Float, right: Float, from frame: Int) {
        var (left, right) = (left, right)
        var frame = frame
        while frame < frames, max(left.magnitude, right.magnitude) > Self.residueFloor {
            add(left: left, right: right, at: frame)
            left *= Self.residueDecay
            right *= Self.residueDecay
            frame += 1
        }
        guard frame == frames else { return }
        residueLeft += left
        residueRight += right
    }
}
