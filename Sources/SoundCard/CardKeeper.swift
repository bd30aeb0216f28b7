// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Opens the card, offers it to the audio thread, closes it when it is lost, and tries again for ever.
///
/// All that may block or allocate in alsa-lib happens here, on a thread of its own. Where opening hangs (a sound
/// server that does not answer), the audio thread goes on meanwhile on the clocked silent output.
final class CardKeeper: Sendable {
    /// The connection to the card, as people see it.
    struct Connection: Sendable {
        var state = OutputStatus.State.stopped
        var since = MonotonicClock.now()
        var stream: StreamFormat?
        var losses = 0
    }

    private let settings: OutputSettings
    private let handover: Handover
    private let gauges: OutputGauges
    private let connection = Mutex(Connection())
    private let hasChanged: @Sendable () -> Void

    /// - Parameter hasChanged: Called after each change of the connection.
    init(
        _ settings: OutputSettings, _ handover: Handover, _ gauges: OutputGauges,
        hasChanged: @escaping @Sendable () -> Void
    ) {
        self.settings = settings
        self.handover = handover
        self.gauges = gauges
        self.hasChanged = hasChanged
    }

    /// The connection at this moment.
    var current: Connection { connection.withLock { $0 } }

    /// Keeps the card until all stops.
    func run() {
        var backoff = Backoff()
        gauges.set(bufferFrames: OutputSettings.frames(settings.buffer))
        enter(.silent(.opening))
        while !handover.isStopping {
            do throws(ALSAError) {
                backoff.played(forNs: try play())
            } catch {
                enter(.silent(SilenceReason(error)))
            }
            handover.pause(nanoseconds: backoff.wait())
        }
        enter(.stopped)
    }

    /// Opens the card and lends it to the audio thread until it comes back, lost or because all stops.
    ///
    /// - Returns: For how long it was lent, in nanoseconds.
    private func play() throws(ALSAError) -> Int64 {
        // What proved too little before is too little on the same machine again.
        let opened = try PlaybackStream(opening: settings, bufferFrames: gauges.bufferFrames)
        let format = opened.format
        let begin = MonotonicClock.now()
        let framesBefore = gauges.framesWritten
        let stream = Handover.Stream.allocate(capacity: 1)
        unsafe stream.initialize(to: opened)
        unsafe handover.offer(stream)
        // A card that opens and plays nothing of what it was given at once does not play.
        var hasPlayed = false
        let returned = unsafe handover.reclaim {
            guard !hasPlayed, gauges.framesWritten > framesBefore else { return }
            hasPlayed = true
            enter(.playing, format)
        }.move()
        unsafe stream.deallocate()
        if let failure = returned.failure {
            enter(.silent(SilenceReason(failure)), isLoss: hasPlayed)
        }
        let durationNs = MonotonicClock.now() - begin
        // May hang where a sound server does; by now the status says so.
        returned.close()
        return durationNs
    }

    /// Takes note of a state; the time stays that of the first of equal ones.
    private func enter(_ state: OutputStatus.State, _ stream: StreamFormat? = nil, isLoss: Bool = false) {
        connection.withLock {
            if isLoss { $0.losses += 1 }
            if $0.state != state { $0.since = MonotonicClock.now() }
            $0.state = state
            $0.stream = stream
        }
        hasChanged()
    }
}
