// SPDX-License-Identifier: Apache-2.0

/// Where the voices of one bus add up, block by block.
///
/// A bus that nothing is added to stays silent at no cost.
struct BusSum: ~Copyable {
    /// What is left of a residue after each frame: it falls by 60 dB in 29 ms.
    private static let residueDecay: Float = 0.995
    /// Below −120 dBFS a residue is dropped, before it becomes denormal.
    private static let residueFloor: Float = 1e-6

    /// The sum; while the bus is silent it may hold anything.
    let block: FrameBlock
    /// Whether nothing was added in this block.
    private(set) var isSilent = true
    private var frames = 0
    private var residue: (left: Float, right: Float) = (0, 0)

    init(blockFrames: Int) {
        block = FrameBlock(capacity: blockFrames)
    }

    /// Starts a block of so many frames with what earlier cuts left over.
    mutating func begin(_ frames: Int) {
        self.frames = frames
        isSilent = true
        let (left, right) = residue
        residue = (0, 0)
        absorb(left: left, right: right, from: 0)
    }

    /// Becomes another's twin, in the midst of a block.
    mutating func become(_ other: borrowing BusSum) {
        if !other.isSilent { block.copy(other.block, other.frames) }
        (isSilent, frames, residue) = (other.isSilent, other.frames, other.residue)
    }

    /// Whether an earlier cut still sounds after this block.
    var hasResidue: Bool { residue != (0, 0) }

    /// Adds a voice's frames, from the block's first on.
    mutating func add(_ voice: borrowing FrameBlock, _ count: Int) {
        if isSilent && count == frames {
            block.copy(voice, count)
            isSilent = false
        } else {
            makeReady()
            block.add(voice, count)
        }
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
            makeReady()
            let sum = block[frame]
            block[frame] = (sum.left + left, sum.right + right)
            left *= Self.residueDecay
            right *= Self.residueDecay
            frame += 1
        }
        guard frame == frames else { return }
        residue = (residue.left + left, residue.right + right)
    }

    /// Has the silence written out, if the bus is silent.
    mutating func makeReady() {
        guard isSilent else { return }
        block.clear(frames)
        isSilent = false
    }
}
