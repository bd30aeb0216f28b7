// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// All that passes between the control side and the audio thread.
struct Exchange: ~Copyable {
    /// Control side to audio thread.
    let commands = RealtimeQueue<Command>(capacity: Mixer.commandCapacity)

    /// How many commands the audio thread is done with: acted on, or dropped as stale.
    let settledCommands = Atomic<Int>(0)

    /// Audio thread to control side. Never full: a voice makes two reports, and is not started again before the
    /// control side has received the second.
    let reports: RealtimeQueue<Report>

    /// Audio thread to whoever looks, one a zone.
    let meters: FixedBuffer<PeakMeter>

    /// Audio thread to whoever listens in.
    let taps: ZoneTaps

    init(zones: Int, voices: Int) {
        taps = ZoneTaps(zones: zones)
        meters = FixedBuffer(count: zones) { _ in PeakMeter() }
        reports = RealtimeQueue(capacity: voices * 2)
    }

    func report(_ report: Report) {
        let isQueued = reports.push(report)
        precondition(isQueued, "a voice reported more than its start and its end")
    }
}
