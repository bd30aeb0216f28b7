// SPDX-License-Identifier: Apache-2.0
import Media
import Mixing
import SoundCard

/// Takes what leaves the mixer in one zone, while somebody listens in there or looks at its level.
struct ZoneEar {
    /// One who listens.
    struct Listener {
        let sound: AsyncStream<[UInt8]>.Continuation
        /// Called when they are too slow to be kept.
        let drop: @Sendable () -> Void
    }

    let name: String
    private let mixer: Mixer
    private let place: Int
    var listeners: [Int: Listener] = [:]
    private var pace: ListeningPace?
    private var writer = SampleWriter(format: .s16, zones: [[1, 2]], channels: HouseFormat.channels)
    private var level: PassingLevel?
    private var hasLevel = false

    /// - Parameter place: Of the zone among those of its mixer.
    init(_ name: String, _ mixer: Mixer, place: Int) {
        (self.name, self.mixer, self.place) = (name, mixer, place)
    }

    /// Whether sound is taken.
    var isOpen: Bool { pace != nil }

    /// Begins to take sound, or ends it; does nothing where it is so already.
    mutating func set(isOpen: Bool, at now: Int64) {
        guard isOpen != self.isOpen else { return }
        mixer.setTap(zone: place, isOpen: isOpen)
        pace = isOpen ? ListeningPace(at: now) : nil
    }

    /// Begins to measure, or ends it.
    mutating func set(isMeasured: Bool) {
        guard isMeasured != (level != nil) else { return }
        level = isMeasured ? PassingLevel() : nil
        hasLevel = false
    }

    /// Measures what has come and hands it to those who listen.
    ///
    /// - Parameter frames: Has room for what a tap holds.
    /// - Returns: Those who were too slow; they are no listeners any more.
    mutating func turn(at now: Int64, through frames: inout [Float]) -> [Listener] {
        var tapped = frames.mutableSpan
        let count = mixer.readTap(zone: place, into: &tapped)
        guard let (silence, skipped) = pace?.take(count, at: now) else { return [] }
        let heard =
            silence > 0
            ? [Float](repeating: 0, count: silence * HouseFormat.channels)
            : Array(frames[(skipped * HouseFormat.channels)..<(count * HouseFormat.channels)])
        guard !heard.isEmpty else { return [] }
        if let level {
            level.add(heard.span)
            hasLevel = true
        }
        return hand(heard)
    }

    private mutating func hand(_ heard: [Float]) -> [Listener] {
        guard !listeners.isEmpty else { return [] }
        let frames = heard.count / HouseFormat.channels
        var piece = [UInt8](repeating: 0, count: frames * WaveHead.frameBytes)
        writer.write(frames, of: heard, to: &piece)
        var slow: [Listener] = []
        for (id, listener) in listeners {
            guard case .dropped = listener.sound.yield(piece) else { continue }
            listeners[id] = nil
            slow.append(listener)
        }
        return slow
    }

    /// How loud it was since the last call; nil where nothing was measured since.
    mutating func takeLevel() -> ZoneLevel? {
        guard hasLevel, let level else { return nil }
        hasLevel = false
        return ZoneLevel(zone: name, peaks: level.takePeaksDBFS(), loudness: level.momentaryLUFS)
    }
}
