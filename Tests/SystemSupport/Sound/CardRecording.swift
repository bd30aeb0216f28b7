// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// What a test card heard, frame by frame, and when.
package struct CardRecording: Sendable {
    /// What the card and the program agreed on.
    package struct Agreement: Sendable, Equatable {
        package let format: UInt32
        package let channels: Int
        package let rate: Int
        package let periodFrames: Int
        package let bufferFrames: Int

        package var frameBytes: Int { channels * (format == Format.s16 ? 2 : 4) }
    }

    /// A piece of sound without a gap in it.
    package struct Stretch: Sendable {
        /// When its first frame was heard, in nanoseconds of CLOCK_MONOTONIC.
        package let at: Int64
        /// The number of its first frame since the stream was prepared.
        package let frame: Int
        /// Where its first frame lies in the samples of the recording.
        package let position: Int
        package let count: Int
    }

    /// Something that happened to the card, or was done to it.
    package struct Event: Sendable {
        package let name: String
        package let at: Int64
    }

    /// The numbers of `snd_pcm_format_t`.
    package enum Format {
        package static let s16: UInt32 = 2
        package static let s32: UInt32 = 10
        package static let float: UInt32 = 14
    }

    private enum Kind {
        static let open: UInt32 = 1
        static let frames: UInt32 = 2
        static let event: UInt32 = 3
    }

    private static let headBytes = 24

    /// Each time it was opened.
    package private(set) var agreements: [Agreement] = []
    package private(set) var stretches: [Stretch] = []
    package private(set) var events: [Event] = []
    /// A channel of what was heard, the left one unless another was asked for; 1 at full scale.
    package private(set) var left: [Float] = []
    /// How many frames were heard in all.
    package private(set) var frames = 0
    private let skipped: Int, channel: Int

    /// Reads what the card has written; a record that is not whole yet is left out.
    ///
    /// - Parameters:
    ///   - skipped: the recording begins with the first stretch after so many frames.
    ///   - channel: which one is heard, from 0.
    package init(of data: Data, skipping skipped: Int = 0, channel: Int = 0) throws {
        self.skipped = skipped
        self.channel = channel
        try data.withUnsafeBytes { bytes in
            var place = 0
            while place + Self.headBytes <= bytes.count {
                let kind = bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                let count = Int(bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self))
                let at = bytes.loadUnaligned(fromByteOffset: place + 8, as: Int64.self)
                let frame = Int(bytes.loadUnaligned(fromByteOffset: place + 16, as: UInt64.self))
                place += Self.headBytes
                guard place + count <= bytes.count else { return }
                let content = UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
                switch kind {
                case Kind.open: open(content)
                case Kind.frames: try hear(content, at: at, frame: frame)
                case Kind.event: events.append(Event(name: String(decoding: content, as: UTF8.self), at: at))
                default: throw Obstacle("the test card wrote a record of kind \(kind)")
                }
                place += count
            }
        }
    }

    private mutating func open(_ content: UnsafeRawBufferPointer) {
        let numbers = (0..<5).map { content.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
        agreements.append(
            Agreement(
                format: numbers[0], channels: Int(numbers[1]), rate: Int(numbers[2]), periodFrames: Int(numbers[3]),
                bufferFrames: Int(numbers[4])))
    }

    private mutating func hear(_ content: UnsafeRawBufferPointer, at: Int64, frame: Int) throws {
        guard let agreement = agreements.last else { throw Obstacle("frames came before the card was opened") }
        let count = content.count / agreement.frameBytes
        frames += count
        guard frames - count >= skipped else { return }
        stretches.append(Stretch(at: at, frame: frame, position: left.count, count: count))
        for index in 0..<count {
            let offset = index * agreement.frameBytes + channel * agreement.frameBytes / agreement.channels
            switch agreement.format {
            case Format.s16:
                left.append(Float(content.loadUnaligned(fromByteOffset: offset, as: Int16.self)) / 0x1p15)
            case Format.s32:
                left.append(Float(content.loadUnaligned(fromByteOffset: offset, as: Int32.self)) / 0x1p31)
            default: left.append(content.loadUnaligned(fromByteOffset: offset, as: Float.self))
            }
        }
    }

    /// Where each stream lies in the samples: from when the card was prepared until it was again.
    package var streams: [Range<Int>] {
        let firsts = stretches.filter { $0.frame == 0 }.map(\.position) + [left.count]
        return zip(firsts, firsts.dropFirst()).map { $0..<$1 }
    }

    /// When the frame at a place in the samples was heard.
    package func instant(at position: Int) -> Int64 {
        var (low, high) = (0, stretches.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if stretches[middle].position <= position { low = middle } else { high = middle }
        }
        let stretch = stretches[low]
        return stretch.at + Int64(Double(position - stretch.position) * 1e9 / Recording.rate)
    }

    /// Where sound begins after at least so many frames that are silent to a threshold.
    package func onsets(afterSilent frames: Int = 4800, above threshold: Float = 0) -> [Int] {
        var onsets: [Int] = []
        var silent = 0
        for (position, sample) in left.enumerated() {
            if abs(sample) <= threshold {
                silent += 1
            } else {
                if silent >= frames { onsets.append(position) }
                silent = 0
            }
        }
        return onsets
    }

    /// How far, in nanoseconds, the instant of each stretch is from where the one before it ended, at most; a new
    /// stream begins anew.
    package func largestStep(drift: Double = 0) -> Int64 {
        let frame = 1e9 / Recording.rate / (1 + drift / 1e6)
        return zip(stretches, stretches.dropFirst()).map { one, next in
            next.frame == 0 ? 0 : abs(next.at - one.at - Int64(Double(one.count) * frame))
        }.max() ?? 0
    }
}
