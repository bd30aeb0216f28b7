// SPDX-License-Identifier: Apache-2.0
import Mixing

/// Decides how much is kept in a card: little while the machine is punctual, as what is announced has to wait for it,
/// and twice as much when it is not.
///
/// A machine shows that it is held up before the card runs dry: the audio thread wakes late. So the length grows when a
/// wait used up half of what the card has left by then, and when the card ran dry after all. It shrinks again after a
/// long calm.
struct BufferLength {
    /// How long it stays after the last trouble.
    static let calmNs: Int64 = 30 * 60 * 1_000_000_000

    /// How much is kept in the card, in frames.
    private(set) var frames: Int

    private let smallest: Int
    private let largest: Int
    /// What the card plays until it is filled up again, and what it may take at once.
    private let spent: Int
    private var lastTroubleAt: Int64

    /// - Parameters:
    ///   - frames: To begin with, as far as there is room.
    ///   - smallest: What suffices a punctual machine.
    ///   - largest: All that the card has room for.
    ///   - spent: What the card plays until it is filled up again, and what it may take at once.
    init(frames: Int, smallest: Int, largest: Int, spent: Int, at instant: Int64) {
        self.frames = min(max(frames, smallest), largest)
        self.smallest = min(smallest, largest)
        self.largest = largest
        self.spent = spent
        lastTroubleAt = instant
    }

    /// Takes note of how much later than intended the audio thread woke.
    ///
    /// - Returns: Whether the length is another now.
    mutating func note(latenessNs: Int64, at instant: Int64) -> Bool {
        if latenessNs > patienceNs(of: frames) { return grow(at: instant) }
        if latenessNs > patienceNs(of: smallest) { lastTroubleAt = instant }
        guard frames > smallest, instant - lastTroubleAt > Self.calmNs else { return false }
        frames = smallest
        return true
    }

    /// Takes note that the card ran dry.
    ///
    /// - Returns: Whether the length is another now.
    mutating func noteUnderrun(at instant: Int64) -> Bool {
        grow(at: instant)
    }

    private mutating func grow(at instant: Int64) -> Bool {
        lastTroubleAt = instant
        guard frames < largest else { return false }
        frames = min(frames * 2, largest)
        return true
    }

    /// Half of what the card has left when it is to be filled up.
    private func patienceNs(of frames: Int) -> Int64 {
        HouseFormat.nanoseconds(frames: Int64(max(frames - spent, 0))) / 2
    }
}
