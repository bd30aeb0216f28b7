// SPDX-License-Identifier: Apache-2.0
public import Mixing
import Synchronization

/// Plays a mixer on a sound card, through thick and thin.
///
/// Two threads serve it. The audio thread mixes and writes, period by period, and tells the mixer when each will
/// be heard. The keeper opens the card, and opens it again whenever it is lost. While there is no card the
/// audio thread mixes on by the clock, so the timeline and the mixer's reports run on.
public final class SoundOutput: Sendable {
    /// Above ordinary programs, below the kernel's threads that serve the card.
    private static let realtimePriority: Int32 = 70
    /// Below the audio thread. The threads of alsa-lib's plugins, which carry the sound on to a sound server, are made
    /// by the keeper and inherit its priority: without one, a busy machine would starve them.
    private static let keeperPriority: Int32 = 60
    /// A sound server that hangs must not keep the daemon from ending.
    private static let stopLimitNs: Int64 = 2_000_000_000

    private let settings: OutputSettings
    private let mixer: Mixer
    private let handover = Handover()
    private let gauges = OutputGauges()
    private let keeper: CardKeeper
    private let loop: AudioLoop
    private let threads = Mutex(Threads())

    private struct Threads: ~Copyable {
        var wasStarted = false
        var audio: Thread?
        var keeper: Thread?
    }

    /// An output at rest.
    ///
    /// - Parameters:
    ///   - settings: Checked by `start()`.
    ///   - mixer: Has as many zones as the settings, in their order. Rendered by this output's audio thread alone
    ///     from `start()` to `stop()`.
    ///   - hasChanged: Called, from another thread, whenever the state in `status` may have changed.
    public init(
        settings: OutputSettings, mixer: Mixer, hasChanged: @escaping @Sendable () -> Void = {}
    ) {
        self.settings = settings
        self.mixer = mixer
        keeper = CardKeeper(settings, handover, gauges, hasChanged: hasChanged)
        loop = AudioLoop(mixer, handover, gauges)
    }

    deinit {
        stop()
    }

    /// Starts to play. Never fails because of a card: whether one takes the sound is in `status`.
    ///
    /// - Throws: `OutputError` for settings that no card could play, a second start, or a system without threads.
    public func start() throws(OutputError) {
        try settings.validate()
        precondition(settings.channels.count == mixer.zones, "an output has channels for each zone of its mixer")
        try threads.withLock { (threads) throws(OutputError) in
            guard !threads.wasStarted else { throw .alreadyStarted }
            threads.audio = try Thread(name: "storecast-audio") { [loop, gauges] in
                gauges.set(isRealtime: Thread.requestRealtime(priority: Self.realtimePriority))
                loop.run()
            }
            threads.wasStarted = true
            threads.keeper = try Thread(name: "storecast-card") { [keeper] in
                _ = Thread.requestRealtime(priority: Self.keeperPriority)
                keeper.run()
            }
        }
    }

    /// Plays what was written and ends; the caller has faded out before. Blocks until then: for the buffer's
    /// length, and at most for two seconds more where the card hangs.
    public func stop() {
        handover.stop()
        threads.withLock { threads in
            threads.audio.take()?.join(within: Self.stopLimitNs)
            threads.keeper.take()?.join(within: Self.stopLimitNs)
        }
    }

    /// For how long the audio thread has not moved on: neither written to a card nor, without one, let its time pass. Zero
    /// for an output that is not started, or stopped. May be asked from any thread.
    public var standstill: Duration {
        let since = gauges.lastAdvanceAt
        guard since > 0, !handover.isStopping else { return .zero }
        return .nanoseconds(max(0, MonotonicClock.now() - since))
    }

    /// How the output is doing. May be asked from any thread.
    public var status: OutputStatus {
        let connection = keeper.current
        return OutputStatus(
            state: connection.state, since: connection.since, device: settings.device,
            stream: connection.stream,
            bufferNs: HouseFormat.nanoseconds(frames: Int64(gauges.bufferFrames)), underruns: gauges.underruns,
            losses: connection.losses,
            framesWritten: gauges.framesWritten, lastWriteAt: gauges.lastWriteAt, latencyNs: gauges.latencyNs,
            isRealtime: gauges.isRealtime)
    }
}
