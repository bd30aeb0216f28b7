// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What the audio thread says of itself, without a lock.
final class OutputGauges: Sendable {
    private let frames = Atomic<Int64>(0)
    private let lastWrite = Atomic<Int64>(0)
    private let lastAdvance = Atomic<Int64>(0)
    private let latency = Atomic<Int64>(0)
    private let buffer = Atomic<Int>(0)
    private let emptyBuffers = Atomic<Int>(0)
    private let realtime = Atomic<Bool>(false)

    var framesWritten: Int64 { frames.load(ordering: .relaxed) }
    var underruns: Int { emptyBuffers.load(ordering: .relaxed) }
    var latencyNs: Int64 { latency.load(ordering: .relaxed) }
    var isRealtime: Bool { realtime.load(ordering: .relaxed) }

    /// How many frames are kept in the card.
    var bufferFrames: Int { buffer.load(ordering: .relaxed) }

    /// `nil` before the first write.
    var lastWriteAt: Int64? {
        let at = lastWrite.load(ordering: .relaxed)
        return at == 0 ? nil : at
    }

    /// When the audio thread last moved on, with a card or without; 0 before it first did.
    var lastAdvanceAt: Int64 { lastAdvance.load(ordering: .relaxed) }

    func wrote(frames count: Int, at instant: Int64, latencyNs: Int64) {
        frames.add(Int64(count), ordering: .relaxed)
        lastWrite.store(instant, ordering: .relaxed)
        lastAdvance.store(instant, ordering: .relaxed)
        latency.store(latencyNs, ordering: .relaxed)
    }

    func playsSilently(at instant: Int64, latencyNs: Int64) {
        lastAdvance.store(instant, ordering: .relaxed)
        latency.store(latencyNs, ordering: .relaxed)
    }

    func countUnderrun() {
        emptyBuffers.add(1, ordering: .relaxed)
    }

    func set(bufferFrames: Int) {
        buffer.store(bufferFrames, ordering: .relaxed)
    }

    func set(isRealtime: Bool) {
        realtime.store(isRealtime, ordering: .relaxed)
    }
}
