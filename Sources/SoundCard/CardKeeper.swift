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
    private let connection = Mutex(Connection())

    init(_ settings: OutputSettings, _ handover: Handover) {
        self.settings = settings
        self.handover = handover
    }

    /// The connection at this moment.
    var current: Connection { connection.withLock { $0 } }

    /// Keeps the card until all stops.
    func run() {
        var backoff = Backoff()
        enter(.silent(.opening))
        while !handover.isStopping {
            do {
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
    /// - Returns: How long it was lent, in nanoseconds.
    private func play() throws(ALSAError) -> Int64 {
        let opened = try PlaybackStream(opening: settings)
        let format = opened.format
        let begin = MonotonicClock.now()
        let stream = Handover.Stream.allocate(capacity: 1)
        unsafe stream.initialize(to: opened)
        enter(.playing, format)
        unsafe handover.offer(stream)
        let returned = unsafe handover.reclaim().move()
        unsafe stream.deallocate()
        let duration = MonotonicClock.now() - begin
        if let failure = returned.failure {
            connection.withLock { $0.losses += 1 }
            enter(.silent(SilenceReason(failure)))
        }
        // May hang where a sound server does; by now the status says so.
        returned.close()
        return duration
    }

    /// Takes note of a state; the time stays that of the first of equal ones.
    private func enter(_ state: OutputStatus.State, _ stream: StreamFormat? = nil) {
        connection.withLock {
            if $0.state != state { $0.since = MonotonicClock.now() }
            $0.state = state
            $0.stream = stream
        }
    }
}
