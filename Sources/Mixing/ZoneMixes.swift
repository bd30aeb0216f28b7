// SPDX-License-Identifier: Apache-2.0

/// The zones of a mixer, and how a voice reaches those it is for.
///
/// Zones that hear the same are mixed once: they form a group, and the lowest of them, its leader, mixes for all. A
/// command or a voice that is for some of a group splits it, and groups in step with each other join again.
struct ZoneMixes: ~Copyable {
    /// Frames that are laid side by side at one go: few enough to stay in the processor's nearest cache.
    private static let tileFrames = 32

    private let zones: FixedBuffer<ZoneMix>
    /// Which zones each zone mixes for: none, unless it is a leader.
    private let groups: FixedBuffer<ZoneMask>
    /// Which zone mixes for each zone.
    private let leaders: FixedBuffer<Int>
    private let detector: TruePeakDetector
    private let silence: FrameBlock
    /// Which zone's group was last tried to join to another.
    private var tried = 0

    init(count: Int, blockFrames: Int, peak: Float) {
        zones = FixedBuffer(count: count) { _ in ZoneMix(blockFrames: blockFrames, peak: peak) }
        groups = FixedBuffer(count: count) { $0 == 0 ? .first(count) : [] }
        leaders = FixedBuffer(repeating: 0, count: count)
        detector = TruePeakDetector(blockFrames: blockFrames)
        silence = FrameBlock(capacity: blockFrames)
    }

    /// Moves the gain of the bed in some zones.
    func duck(_ mask: ZoneMask, to gain: Float, over frames: Int) {
        split(at: mask)
        for zone in 0..<zones.count where groups[zone].meets(mask) {
            zones[zone].bedGain.move(to: gain, over: max(frames, Ramp.shortestFrames), shape: .smooth)
        }
    }

    /// Starts a block of so many frames in every zone.
    func begin(_ frames: Int) {
        for zone in 0..<zones.count where groups[zone].holds(zone) { zones[zone].begin(frames) }
    }

    /// Adds a voice's frames to the same bus of some zones, from the block's first on.
    ///
    /// - Returns: What the bus does to their level, over all of these zones.
    func add(
        _ voice: borrowing FrameBlock, _ frames: Int, to bus: Bus, of mask: ZoneMask, _ sine: borrowing QuarterSine
    ) -> GainStretch {
        split(at: mask)
        var sum = GainStretch(of: 0)
        for zone in 0..<zones.count where groups[zone].meets(mask) {
            zones[zone].add(voice, frames, to: bus)
            sum.add(zones[zone].gain(of: bus, over: frames, sine), times: groups[zone].count)
        }
        return sum.mean(over: mask.count)
    }

    /// Smoothes a step that a voice makes in some zones; see `BusSum.absorb`.
    func absorb(_ step: (left: Float, right: Float), from frame: Int, of bus: Bus, _ mask: ZoneMask) {
        split(at: mask)
        for zone in 0..<zones.count where groups[zone].meets(mask) { zones[zone].absorb(step, from: frame, of: bus) }
    }

    /// Ends the block and lays the frames of each zone that sounds side by side; what the others have in `output`
    /// is left alone.
    ///
    /// - Parameters:
    ///   - output: Interleaved, two channels a zone.
    ///   - start: The frame of `output` to begin at.
    ///   - meters: One a zone.
    mutating func finish(
        _ frames: Int, into output: inout MutableSpan<Float>, from start: Int,
        _ meters: borrowing FixedBuffer<PeakMeter>, _ sine: borrowing QuarterSine
    ) {
        for zone in 0..<zones.count {
            // A leader is the lowest of its group: it comes before those it mixes for.
            if groups[zone].holds(zone) {
                let peak = zones[zone].finish(frames, sine, detector)
                if zones[zone].isSounding { raise(meters, of: groups[zone], to: peak) }
            }
        }
        interleave(frames, into: &output, from: start)
        join()
    }

    private func raise(
        _ meters: borrowing FixedBuffer<PeakMeter>, of group: ZoneMask, to peak: (left: Float, right: Float)
    ) {
        for zone in 0..<zones.count where group.holds(zone) { meters[zone].raise(peak) }
    }
}

extension ZoneMixes {
    /// Splits the groups that are partly inside a mask.
    private func split(at mask: ZoneMask) {
        for leader in 0..<zones.count {
            let group = groups[leader]
            let (inside, outside) = (group.common(with: mask), group.without(mask))
            guard inside.rawValue != 0, outside.rawValue != 0 else { continue }
            let leaving = inside.holds(leader) ? outside : inside
            let newLeader = leaving.lowest
            zones[newLeader].become(zones[leader])
            groups[leader] = group.without(leaving)
            lead(leaving, by: newLeader)
        }
    }

    /// Tries to join one group, the next in turn, to a lower one that is in step with it.
    private mutating func join() {
        tried = tried + 1 < zones.count ? tried + 1 : 0
        let group = groups[tried]
        guard group.holds(tried) else { return }
        for leader in 0..<tried where groups[leader].holds(leader) && zones[tried].isInStep(with: zones[leader]) {
            groups[tried] = ZoneMask(rawValue: 0)
            lead(groups[leader].joined(with: group), by: leader)
            return
        }
    }

    private func lead(_ group: ZoneMask, by leader: Int) {
        groups[leader] = group
        for zone in 0..<zones.count where group.holds(zone) { leaders[zone] = leader }
    }

    private func interleave(_ frames: Int, into output: inout MutableSpan<Float>, from start: Int) {
        let channels = zones.count * HouseFormat.channels
        precondition(start >= 0 && (start + frames) * channels <= output.count, "past the end of the output")
        var bytes = unsafe output.mutableBytes
        for tile in stride(from: 0, to: frames, by: Self.tileFrames) {
            let tileFrames = min(Self.tileFrames, frames - tile)
            let first = (start + tile) * zones.count * FrameBlock.frameBytes
            // Two zones at a time, as wide as one store.
            for zone in stride(from: 0, to: zones.count - 1, by: 2) where isSounding(zone) || isSounding(zone + 1) {
                let (even, odd) = unsafe (source(of: zone, frames), source(of: zone + 1, frames))
                var offset = first + zone * FrameBlock.frameBytes
                for frame in tile..<(tile + tileFrames) {
                    // A frame is moved as the 64 bits it is.
                    let pair = unsafe SIMD2(even[frame], odd[frame])
                    unsafe bytes.storeBytes(of: pair, toUncheckedByteOffset: offset, as: SIMD2<UInt64>.self)
                    offset &+= zones.count &* FrameBlock.frameBytes
                }
            }
            let last = zones.count - 1
            guard !zones.count.isMultiple(of: 2), isSounding(last) else { continue }
            let source = unsafe source(of: last, frames)
            var offset = first + last * FrameBlock.frameBytes
            for frame in tile..<(tile + tileFrames) {
                unsafe bytes.storeBytes(of: source[frame], toUncheckedByteOffset: offset, as: UInt64.self)
                offset &+= zones.count &* FrameBlock.frameBytes
            }
        }
    }

    private func isSounding(_ zone: Int) -> Bool { zones[leaders[zone]].isSounding }

    /// The frames that a zone hears, each as 64 bits.
    private func source(of zone: Int, _ frames: Int) -> UnsafePointer<UInt64> {
        let leader = leaders[zone]
        let samples = unsafe zones[leader].isSounding ? zones[leader].heard.base(frames) : silence.base(frames)
        return unsafe UnsafePointer(UnsafeMutableRawPointer(samples).assumingMemoryBound(to: UInt64.self))
    }
}
