// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The ring the other way round: the audio thread produces.
extension FrameRing.Storage {
    /// Appends two neighbouring channels of what was mixed, as many frames as fit. Producer only.
    ///
    /// - Parameters:
    ///   - source: Whole frames of all channels.
    ///   - first: The left one of the two channels.
    ///   - channels: Samples a frame of `source`.
    func write(_ source: borrowing MutableSpan<Float>, from first: Int, every channels: Int) {
        let frames = min(source.count / channels, capacity - readable)
        let written = unsafe counters.pointee.written.load(ordering: .relaxed)
        var (position, index) = (written % capacity, first)
        for _ in 0..<frames {
            unsafe samples[position * HouseFormat.channels] = source[index]
            unsafe samples[position * HouseFormat.channels + 1] = source[index + 1]
            position = position + 1 < capacity ? position + 1 : 0
            index += channels
        }
        unsafe counters.pointee.written.store(written + frames, ordering: .releasing)
    }

    /// Moves the oldest frames to the front of `output`, as many as there are and as it has room for. Consumer only.
    func read(into output: inout MutableSpan<Float>) -> Int {
        let frames = min(readable, output.count / HouseFormat.channels)
        let consumed = unsafe counters.pointee.consumed.load(ordering: .relaxed)
        var position = consumed % capacity
        for frame in 0..<frames {
            output[frame * HouseFormat.channels] = unsafe samples[position * HouseFormat.channels]
            output[frame * HouseFormat.channels + 1] = unsafe samples[position * HouseFormat.channels + 1]
            position = position + 1 < capacity ? position + 1 : 0
        }
        unsafe counters.pointee.consumed.store(consumed + frames, ordering: .releasing)
        return frames
    }

    /// Drops all that was written so far. Consumer only.
    func discard() {
        let written = unsafe counters.pointee.written.load(ordering: .acquiring)
        unsafe counters.pointee.consumed.store(written, ordering: .releasing)
    }
}
