// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The realtime kernel: voices, gain ramps, ducking and the limiter that guards the peak.
///
/// Three parties share it: the control side (`send`, `receive`; one thread at a time), the decoders
/// (`ring(of:)`; one producer a ring) and the audio thread (`render`). Anyone may look at `meter()`.
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

    private let rings: [FrameRing]
    private let exchange: Exchange
    private let kernel: UnsafeMutablePointer<Kernel>
    /// Which voices have a playback whose end was not received.
    private let isOccupied: FixedBuffer<Bool>
    private var sentCommands = 0

    /// - Parameters:
    ///   - voices: How many playbacks may sound at once; 1 or more.
    ///   - ringFrames: The capacity of each voice's ring, in frames.
    ///   - peak: The highest sample that leaves the mixer, linear, above 0; −1 dBFS unless told.
    public init(voices: Int = 8, ringFrames: Int, peak: Float = 0.891_250_9) {
        precondition(voices > 0 && peak > 0, "a mixer needs a voice and a peak")
        rings = (0..<voices).map { _ in FrameRing(capacityFrames: ringFrames) }
        exchange = Exchange(voices: voices)
        unsafe kernel = .allocate(capacity: 1)
        unsafe kernel.initialize(to: Kernel(rings: rings, peak: peak))
        isOccupied = FixedBuffer(repeating: false, count: voices)
    }

    deinit {
        unsafe kernel.deinitialize(count: 1)
        unsafe kernel.deallocate()
    }

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
        if case .start(let voice, _, _, _, _, _) = command {
            guard !isOccupied[voice] else { return false }
            isOccupied[voice] = true
        }
        let isQueued = exchange.commands.push(command.withinRange)
        precondition(isQueued, "the queue has room for every command that may wait")
        sentCommands += 1
        return true
    }

    /// The oldest report not yet received, or `nil`. Control side only. None is ever lost.
    public func receive() -> Report? {
        let report = exchange.reports.pop()
        if case .ended(let voice, _, _, _, _, _) = report { isOccupied[voice] = false }
        return report
    }

    /// Mixes the next frames. Audio thread only: takes no lock, allocates nothing, calls nothing outside.
    ///
    /// - Parameters:
    ///   - output: Interleaved house frames, an even count; all are overwritten.
    ///   - heardAt: When the first of them will be heard, in nanoseconds of CLOCK_MONOTONIC.
    #if !DEBUG  // A debug build compiles file by file, so the check would not see the kernel.
        @_noLocks
    #endif
    public func render(into output: inout MutableSpan<Float>, heardAt: Int64) {
        precondition(output.count.isMultiple(of: HouseFormat.channels), "the mixer renders whole frames")
        unsafe kernel.pointee.render(into: &output, heardAt: heardAt, exchange)
    }

    /// The highest absolute samples that left the mixer since the last call, linear.
    public func meter() -> (left: Float, right: Float) { exchange.meter.take() }
}
