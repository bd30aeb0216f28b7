// SPDX-License-Identifier: Apache-2.0

/// The zones of a mixer, and how a voice reaches those it is for.
struct ZoneMixes: ~Copyable {
    /// Frames that are laid side by side at one go: few enough to stay in the processor's nearest cache.
    private static let tileFrames = 32

    private let zones: FixedBuffer<ZoneMix>

    init(count: Int, blockFrames: Int, peak: Float) {
        zones = FixedBuffer(count: count) { _ in ZoneMix(blockFrames: blockFrames, peak: peak) }
    }

    /// Moves the gain of the bed in some zones.
    func duck(_ mask: ZoneMask, to gain: Float, over frames: Int) {
        for zone in 0..<zones.count where mask.holds(zone) {
            zones[zone].bedGain.move(to: gain, over: max(frames, Ramp.shortestFrames), shape: .smooth)
        }
    }

    /// Starts a block of so many frames in every zone.
    func begin(_ frames: Int) {
        for zone in 0..<zones.count { zones[zone].begin(frames) }
    }

    /// Adds a voice's frames to the same bus of some zones, from the block's first on.
    func add(_ voice: borrowing FrameBlock, _ frames: Int, to bus: Bus, of mask: ZoneMask) {
        for zone in 0..<zones.count where mask.holds(zone) { zones[zone].add(voice, frames, to: bus) }
    }

    /// Smoothes a step that a voice makes in some zones; see `BusSum.absorb`.
    func absorb(_ step: (left: Float, right: Float), from frame: Int, of bus: Bus, _ mask: ZoneMask) {
        for zone in 0..<zones.count where mask.holds(zone) { zones[zone].absorb(step, from: frame, of: bus) }
    }

    /// Ends the block and lays the frames of each zone that sounds side by side; what the others have in `output`
    /// is left alone.
    ///
    /// - Parameters:
    ///   - output: Interleaved, two channels a zone.
    ///   - start: The frame of `output` to begin at.
    ///   - meters: One a zone.
    func finish(
        _ frames: Int, into output: inout MutableSpan<Float>, from start: Int,
        _ meters: borrowing FixedBuffer<PeakMeter>, _ sine: borrowing QuarterSine
    ) {
        for zone in 0..<zones.count {
            let peak = zones[zone].finish(frames, sine)
            if zones[zone].isSounding { meters[zone].raise(peak) }
        }
        var done = 0
        while done < frames {
            let tile = done..<min(done + Self.tileFrames, frames)
            for zone in 0..<zones.count where zones[zone].isSounding {
                zones[zone].interleave(tile, into: &output, from: start, zone: zone, of: zones.count)
            }
            done = tile.upperBound
        }
    }
}
