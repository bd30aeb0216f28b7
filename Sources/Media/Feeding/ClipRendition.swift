// SPDX-License-Identifier: Apache-2.0
import Mixing
import Synchronization

/// A clip as frames, as fast as somebody takes them: for one who hears it by themselves and not in its time.
public final class ClipRendition: Sendable {
    /// The most frames given at a time, a third of a second.
    public static let blockFrames = 16_384

    private let reader: Mutex<ClipReader>

    /// A clip from its beginning, all of which is made.
    public init(_ clip: Clip) {
        reader = Mutex(ClipReader(clip))
    }

    /// The next frames, interleaved; nil at the end. Blocks while a disk does.
    ///
    /// - Throws: why a file of it cannot be played, at its place.
    public func next() throws(MediaError) -> [Float]? {
        var block = [Float](repeating: 0, count: Self.blockFrames * HouseFormat.channels)
        var failure: MediaError?
        let frames = reader.withLock { reader in
            guard
                case .frames(let given) = reader.read(atMost: Self.blockFrames, into: &block, report: { failure = $0 })
            else { return 0 }
            return given
        }
        if let failure { throw failure }
        guard frames > 0 else { return nil }
        return Array(block.prefix(frames * HouseFormat.channels))
    }
}
