// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Copies of what leaves the mixer, one a zone, for whoever listens in or measures.
///
/// The audio thread copies a zone only while its tap is open, and what its ring has no room for is dropped: nobody who
/// listens can hold the programme up.
struct ZoneTaps: ~Copyable {
    /// Half a second: whoever reads comes many times in that.
    static let capacityFrames = HouseFormat.sampleRate / 2

    /// A bit a zone.
    private let open = Atomic<UInt64>(0)
    /// Memory only once they were written to.
    private let rings: FixedBuffer<FrameRing.Storage>

    init(zones: Int) {
        rings = FixedBuffer(count: zones) { _ in FrameRing.Storage(capacity: Self.capacityFrames) }
    }

    deinit {
        for zone in 0..<rings.count { rings[zone].deallocate() }
    }

    /// Lets the audio thread copy a zone from now on, or no more. What an earlier listener left goes. Listening side only.
    func set(_ zone: Int, isOpen: Bool) {
        if isOpen {
            rings[zone].discard()
            open.bitwiseOr(ZoneMask.zone(zone).rawValue, ordering: .relaxed)
        } else {
            open.bitwiseAnd(~ZoneMask.zone(zone).rawValue, ordering: .relaxed)
        }
    }

    /// Moves the oldest frames of a zone to the front of `output`. Listening side only.
    ///
    /// - Returns: How many: as many as there are, or as there is room for.
    func read(_ zone: Int, into output: inout MutableSpan<Float>) -> Int {
        rings[zone].read(into: &output)
    }

    /// Copies the zones that are open. Audio thread only.
    ///
    /// - Parameter output: All of what was mixed, two channels a zone.
    func take(_ output: borrowing MutableSpan<Float>) {
        let open = ZoneMask(rawValue: open.load(ordering: .relaxed))
        guard open.rawValue != 0 else { return }
        for zone in 0..<rings.count where open.holds(zone) {
            rings[zone].write(output, from: zone * HouseFormat.channels, every: rings.count * HouseFormat.channels)
        }
    }
}

extension Mixer {
    /// Has the audio thread copy what a zone hears, or stop that; see `readTap(zone:into:)`. For one thread at a time.
    ///
    /// - Parameter zone: From 0 to one below `zones`.
    public func setTap(zone: Int, isOpen: Bool) { exchange.taps.set(zone, isOpen: isOpen) }

    /// Takes what left the mixer in a zone while its tap was open, the oldest first: as a card gets it, a little before
    /// it is heard. More than half a second is not kept. For the thread that opened it.
    ///
    /// - Parameters:
    ///   - zone: From 0 to one below `zones`.
    ///   - output: Has room for some frames; filled from its front, interleaved.
    /// - Returns: Frames given; 0 when there are none at the moment.
    public func readTap(zone: Int, into output: inout MutableSpan<Float>) -> Int {
        exchange.taps.read(zone, into: &output)
    }
}
