// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The realtime kernel: voices, gain ramps, and for each zone a ducked bed, a programme and the limiter that
/// guards the peak.
///
/// A voice is decoded and ramped once and added to each of its zones, and zones that hear the same are mixed once, so
/// that a zone more costs little, and one without sound hardly anything. What one zone hears does not depend on how
/// many others there are.
///
/// Four parties share it: the control side (`send`, `receive`; one thread at a time), the decoders (`ring(of:)`; one
/// producer a ring), who listens in (`setTap`, `readTap`; one thread) and the audio thread (`render`). Anyone may look at
/// `meter(zone:)`.
///
/// `@unchecked Sendable`: the control side and the audio thread meet only in `exchange`, which is lock-free;
/// `playing` and `sentCommands` belong to the control side, `kernel` to whoever calls `render`.
@safe public final class Mixer: @unchecked Sendable {
    /// The loudest gain of a voice or of the bed: +12 dB.
    public static let maximumGain: Float = 4

    /// Commands that may wait for their instant at one time.
    public static let commandCapacity = 256

    /// How long the limiter holds sound back. A command acts on its frame when its instant is at least this
    /// many frames after the `heardAt` of the next `render`; a later one acts as soon as it can.
    public static let lookaheadFrames = Limiter.lookaheadFrames

    /// How many parts of the store hear their own programme.
    public let zones: Int

    private let rings: [FrameRing]
    let exchange: Exchange
    private let kernel: UnsafeMutablePointer<Kernel>
    /// Which voices have a playback whose end was not received.
    private let isOccupied: FixedBuffer<Bool>
    private var sentCommands = 0

    /// - Parameters:
    ///   - zones: How many parts of the store hear their own programme; from 1 to `ZoneMask.limit`.
    ///   - voices: How many playbacks may sound at once; 1 or more.
    ///   - ringFrames: The capacity of each voice's ring, in frames.
    ///   - peak: The highest true peak that leaves the mixer (ITU-R BS.1770-4), linear, above 0; −1 dBTP unless told.
    public init(zones: Int, voices: Int = 8, ringFrames: Int, peak: Float = 0.891_250_9) {
        precondition(zones > 0 && zones <= ZoneMask.limit, "a mixer has from 1 to 64 zones")
        precondition(voices > 0 && peak > 0, "a mixer needs a voice and a peak")
        self.zones = zones
        rings = (0..<voices).map { _ in FrameRing(capacityFrames: ringFrames) }
        exchange = Exchange(zones: zones, voices: voices)
        unsafe kernel = .allocate(capacity: 1)
        unsafe kernel.initialize(to: Kernel(zones: zones, rings: rings, peak: peak))
        isOccupied = FixedBuffer(repeating: false, count: voices)
    }

    deinit {
        unsafe kernel.deinitialize(count: 1)
        unsafe kernel.deallocate()
    }

    /// Channels that `render` writes: left and right of each zone.
    public var channels: Int { zones * HouseFormat.channels }

    /// How many playbacks may sound at once.
    public var voices: Int { rings.count }

    /// The ring that feeds a voice. It may be written until the mixer is gone.
    ///
    /// - Parameter voice: From 0 to one below `voices`.
    public func ring(of voice: Int) -> FrameRing { rings[voice] }

    /// Hands a command to the audio thread. Control side only.
    ///
    /// - Returns: `false`, and nothing happens, when `commandCapacity` commands are waiting already, or when a
    ///   `start` names a voice whose last playback was not yet received as `Report.ended`.
    public func send(_ command: Command) -> Bool {
        guard sentCommands - exchange.settledCommands.load(ordering: .acquiring) < Self.commandCapacity else {
            return false
        }
        if case .start(let voice, _, _, _, _, _, _) = command {
            guard !isOccupied[voice] else { return false }
            isOccupied[voice] = true
        }
        let isQueued = exchange.commands.push(command.withinRange(zones: zones))
        precondition(isQueued, "the queue has room for every command that may wait")
        sentCommands += 1
        return true
    }

    /// Whether a report waits to be received. Anyone may ask.
    public var hasReport: Bool { !exchange.reports.isEmpty }

    /// The oldest report not yet received, or `nil`. Control side only. None is ever lost.
    public func receive() -> Report? {
        let report = exchange.reports.pop()
        if case .ended(let voice, _, _, _, _, _, _) = report { isOccupied[voice] = false }
        return report
    }

    /// Mixes the next frames. Audio thread only: takes no lock, allocates nothing, calls nothing outside.
    ///
    /// - Parameters:
    ///   - output: Interleaved, `channels` samples a frame: zone 0 left, right, zone 1 left and so on; all are
    ///     overwritten.
    ///   - heardAt: When the first of them will be heard, in nanoseconds of CLOCK_MONOTONIC.
    ///   - isHeard: Whether a card takes them; otherwise time goes on and they do not count as heard.
    #if !DEBUG  // A debug build compiles file by file, so the check would not see the kernel.
        @_noLocks
    #endif
    public func render(into output: inout MutableSpan<Float>, heardAt: Int64, isHeard: Bool = true) {
        // A precondition that looks into the object would count a reference to it.
        let channels = channels
        precondition(output.count.isMultiple(of: channels), "the mixer renders whole frames")
        unsafe kernel.pointee.render(into: &output, heardAt: heardAt, isHeard: isHeard, exchange)
    }

    /// Takes back that the frames rendered last were heard: the card was lost with them, or did not take them. Audio
    /// thread only.
    ///
    /// What was reported stays as it was: a playback that ended among them counts for more than was heard of it, by no
    /// more than a card holds.
    #if !DEBUG
        @_noLocks
    #endif
    public func noteLost(frames: Int) {
        unsafe kernel.pointee.noteLost(Int64(frames))
    }

    /// Takes note that the card ran dry, for the reports on what is on air. Audio thread only.
    #if !DEBUG
        @_noLocks
    #endif
    public func noteUnderrun() {
        unsafe kernel.pointee.noteUnderrun()
    }

    /// The highest absolute samples that left the mixer in a zone since the last call for it, linear.
    ///
    /// - Parameter zone: From 0 to one below `zones`.
    public func meter(zone: Int) -> (left: Float, right: Float) { exchange.meters[zone].take() }
}
