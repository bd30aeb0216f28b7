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

    init(_ settings: OutputSettings, _ handover: Handover, _ gauges: OutputGauges) {
        self.settings = settings
        self.handover = handover
        self.gauges = gauges
    }

    /// The connection at this moment.
    var current: Connection { connection.withLock { $0 } }

    /// Keeps the card until all stops.
    func run() {
        var backoff = Backoff()
        var wish = Wish(settings)
        enter(.silent(.opening))
        while !handover.isStopping {
            do throws(ALSAError) {
                let use = try play(wish)
                backoff.played(forNs: use.durationNs)
                if use.needsLargerBuffer {
                    wish.grow(from: use.format)
                    continue
                }
            } catch {
                enter(.silent(SilenceReason(error)))
            }
            handover.pause(nanoseconds: backoff.wait())
        }
        enter(.stopped)
    }

    /// What the card is asked for: the settings, but for the buffer, which grows and never shrinks again.
    private struct Wish {
        var settings: OutputSettings
        /// The buffer that was too small, in frames; 0 for none.
        private(set) var outgrownFrames = 0

        init(_ settings: OutputSettings) {
            self.settings = settings
        }

        /// Asks for twice as much as the card gave.
        mutating func grow(from format: StreamFormat) {
            outgrownFrames = format.bufferFrames
            settings.buffer = min(.nanoseconds(format.bufferNs * 2), OutputSettings.largestBuffer)
        }
    }

    /// What came of lending a card to the audio thread.
    private struct Use {
        var format: StreamFormat
        var durationNs: Int64
        var needsLargerBuffer: Bool
    }

    /// Opens the card and lends it to the audio thread until it comes back, lost or because all stops.
    private func play(_ wish: Wish) throws(ALSAError) -> Use {
        let opened = try PlaybackStream(opening: wish.settings, outgrownFrames: wish.outgrownFrames)
        let format = opened.format
        let begin = MonotonicClock.now()
        let framesBefore = gauges.framesWritten
        let stream = Handover.Stream.allocate(capacity: 1)
        unsafe stream.initialize(to: opened)
        unsafe handover.offer(stream)
        // A card that opens and takes no sound, or no more than its buffer holds, does not play.
        var hasPlayed = false
        let returned = unsafe handover.reclaim {
            guard !hasPlayed, gauges.framesWritten - framesBefore > format.bufferFrames else { return }
            hasPlayed = true
            enter(.playing, format)
        }.move()
        unsafe stream.deallocate()
        if let failure = returned.failure {
            enter(.silent(SilenceReason(failure)), isLoss: hasPlayed)
        }
        let use = Use(
            format: format, durationNs: MonotonicClock.now() - begin, needsLargerBuffer: returned.needsLargerBuffer)
        // May hang where a sound server does; by now the status says so.
        returned.close()
        return use
    }

    /// Takes note of a state; the time stays that of the first of equal ones.
    private func enter(_ state: OutputStatus.State, _ stream: StreamFormat? = nil, isLoss: Bool = false) {
        connection.withLock {
            if isLoss { $0.losses += 1 }
            if $0.state != state { $0.since = MonotonicClock.now() }
            $0.state = state
            $0.stream = stream
        }
    }
}
