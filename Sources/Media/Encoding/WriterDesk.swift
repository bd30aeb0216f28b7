// SPDX-License-Identifier: Apache-2.0
import CSndFile
import Foundation
import Mixing

/// The queue between whoever makes sound and the thread that writes it to a file, and the file.
///
/// `@unchecked Sendable`: what changes is guarded by `condition`, but for `handle` and `numbers`, which belong to the
/// thread while it runs and to `close` afterwards.
@safe final class WriterDesk: @unchecked Sendable {
    /// Blocks that may wait; at the limit `put` waits.
    private static let capacity = 64
    private static let bits = 24

    private let handle: OpaquePointer
    private var numbers: [Int32] = []

    private let condition = NSCondition()
    private var blocks: [[Float]] = []
    private var hasEnded = false
    private var isClosed = false
    private var failure: SoundWriter.Failure?

    init(path: String, format: SoundWriter.Format, frames: Int64) throws(SoundWriter.Failure) {
        var info = SF_INFO()
        info.samplerate = Int32(HouseFormat.sampleRate)
        info.channels = Int32(HouseFormat.channels)
        // RIFF counts bytes with 32 bits; its head takes less than a page.
        let bytes = frames * Int64(HouseFormat.channels * Self.bits / 8) + 4096
        let container =
            switch format {
            case .wav: bytes > Int64(UInt32.max) ? SF_FORMAT_RF64 : SF_FORMAT_WAV
            case .flac: SF_FORMAT_FLAC
            }
        info.format = Int32(container | SF_FORMAT_PCM_24)
        guard let handle = unsafe sf_open(path, Int32(SFM_WRITE), &info) else {
            // The system's reason is better than libsndfile's, which is "System error."
            let detail = errno == 0 ? Self.sentence(forError: sf_error(nil)) : SystemReason.sentence(for: errno)
            throw SoundWriter.Failure(detail: detail)
        }
        unsafe self.handle = unsafe handle
    }

    deinit {
        if !isClosed { unsafe sf_close(handle) }
    }

    func put(_ samples: [Float]) throws(SoundWriter.Failure) {
        condition.lock()
        defer { condition.unlock() }
        while blocks.count >= Self.capacity, failure == nil { condition.wait() }
        if let failure { throw failure }
        blocks.append(samples)
        condition.broadcast()
    }

    /// Nothing more comes.
    func end() {
        condition.withLock {
            hasEnded = true
            condition.broadcast()
        }
    }

    /// Writes until the end, or until something fails.
    func run() {
        while let samples = next() {
            errno = 0
            guard !write(samples) else { continue }
            let detail =
                errno == 0 ? unsafe Self.sentence(forError: sf_error(handle)) : SystemReason.sentence(for: errno)
            condition.withLock {
                failure = SoundWriter.Failure(detail: detail)
                condition.broadcast()
            }
            return
        }
    }

    /// Completes the file, once the thread has gone.
    func close() throws(SoundWriter.Failure) {
        errno = 0
        let code = isClosed ? 0 : unsafe sf_close(handle)
        isClosed = true
        if let failure { throw failure }
        guard code == 0 else { throw SoundWriter.Failure(detail: Self.sentence(forError: code)) }
    }

    private func next() -> [Float]? {
        condition.withLock {
            while blocks.isEmpty, !hasEnded { condition.wait() }
            guard !blocks.isEmpty else { return nil }
            condition.broadcast()
            return blocks.removeFirst()
        }
    }

    private func write(_ samples: [Float]) -> Bool {
        if numbers.count < samples.count { numbers = Array(repeating: 0, count: samples.count) }
        Self.quantise(samples, into: &numbers)
        let frames = sf_count_t(samples.count / HouseFormat.channels)
        return unsafe sf_writef_int(handle, &numbers, frames) == frames
    }

    /// Samples as 24-bit numbers in the upper bits of 32, as libsndfile takes them.
    private static func quantise(_ samples: [Float], into numbers: inout [Int32]) {
        let scale = Double(1 << (bits - 1))
        let (lowest, highest) = (-scale, scale - 1)
        // Adding 1.5·2⁵² rounds to a whole number, which then stands in the low bits: exact, and made into vectors.
        let rounding = 0x1.8p52
        unsafe samples.withUnsafeBufferPointer { samples in
            unsafe numbers.withUnsafeMutableBufferPointer { numbers in
                guard let source = samples.baseAddress, let target = numbers.baseAddress else { return }
                for index in 0..<samples.count {
                    let scaled = unsafe Double(source[index]) * scale
                    let held = scaled < lowest ? lowest : (scaled > highest ? highest : scaled)
                    let number = Int32(truncatingIfNeeded: (held + rounding).bitPattern)
                    unsafe target[index] = number << Int32(32 - bits)
                }
            }
        }
    }

    private static func sentence(forError code: Int32) -> String {
        guard let text = unsafe sf_error_number(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}
