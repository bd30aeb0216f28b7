// SPDX-License-Identifier: Apache-2.0
import Media
import Mixing
import Playout
import SoundCard
import Synchronization
import Timetable

/// The sound of an audition as a WAV of 16 bits: decoded while it is read, so that a long one takes no memory.
public final class AuditionSound: Sendable {
    /// How many bytes there are in all.
    public let byteCount: Int

    private struct State {
        var head: [UInt8]?
        var missingFrames: Int64
        var writer = SampleWriter(format: .s16, zones: [[1, 2]], channels: HouseFormat.channels)
    }

    private let rendition: ClipRendition
    private let state: Mutex<State>

    /// One hearing of a clip, from its beginning.
    init(_ prepared: PreparedClip) {
        let frames = min(HouseFormat.frames(nanoseconds: prepared.facts.duration.nanoseconds), WaveHead.longest)
        let head = WaveHead.bytes(frames: frames)
        byteCount = head.count + Int(frames) * WaveHead.frameBytes
        rendition = ClipRendition(prepared.clip)
        state = Mutex(State(head: head, missingFrames: frames))
    }

    /// The next bytes; nil once ``byteCount`` were given. For one reader.
    ///
    /// - Throws: `MediaError` when a file of it cannot be played any more.
    public func next() async throws -> [UInt8]? {
        if let head = state.withLock({ $0.head.take() }) { return head }
        guard state.withLock({ $0.missingFrames > 0 }) else { return nil }
        let frames = try await BlockingWork.run { [rendition] in
            Result { () throws(MediaError) in try rendition.next() }
        }.get()
        // Its length was added up from spans, which are rounded to the frame: it may lack one or two.
        return state.withLock { state in Self.bytes(of: frames ?? [0, 0], &state) }
    }

    private static func bytes(of frames: [Float], _ state: inout State) -> [UInt8] {
        let count = Int(min(Int64(frames.count / HouseFormat.channels), state.missingFrames))
        var bytes = [UInt8](repeating: 0, count: count * WaveHead.frameBytes)
        state.writer.write(count, of: frames, to: &bytes)
        state.missingFrames -= Int64(count)
        return bytes
    }
}
