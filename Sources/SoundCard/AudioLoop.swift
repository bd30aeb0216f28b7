// SPDX-License-Identifier: Apache-2.0
import Mixing

/// What the audio thread does: plays on the card while there is one, on the clock while there is none.
///
/// Once it runs: no allocation, no lock, no call into the system but ALSA's and the clock's.
final class AudioLoop: Sendable {
    /// Frames that the silent output mixes at a time, 30 ms.
    private static let silentFrames = 1440
    /// The silent output goes on at the present moment when it is this late: the machine had slept.
    private static let latenessLimitNs: Int64 = 1_000_000_000
    /// How far the timeline may be ahead of the clock when a card is lost; more is an error of the card.
    private static let leadLimitNs: Int64 = 2_000_000_000

    private let mixer: Mixer
    private let handover: Handover
    private let gauges: OutputGauges

    init(_ mixer: Mixer, _ handover: Handover, _ gauges: OutputGauges) {
        self.mixer = mixer
        self.handover = handover
        self.gauges = gauges
    }

    /// Runs until all stops.
    func run() {
        var unheard = [Float](repeating: 0, count: Self.silentFrames * mixer.channels)
        var heardUntil = MonotonicClock.now()
        while let stream = unsafe playSilently(from: heardUntil, into: &unheard) {
            unsafe stream.pointee.play(mixer, gauges, until: handover)
            heardUntil = unsafe stream.pointee.heardUntil ?? MonotonicClock.now()
            unsafe handover.giveBack(stream)
        }
    }

    /// Keeps the timeline running without a card.
    ///
    /// - Parameters:
    ///   - instant: When the next frame is to be heard, or would be.
    ///   - samples: Room for a period of what nobody hears.
    /// - Returns: The card to go on with, or `nil` because all stops.
    private func playSilently(from instant: Int64, into samples: inout [Float]) -> Handover.Stream? {
        let period = HouseFormat.nanoseconds(frames: Int64(Self.silentFrames))
        let now = MonotonicClock.now()
        var heardAt = min(max(instant, now), now + Self.leadLimitNs)
        while !handover.isStopping {
            if let stream = unsafe handover.take() { return unsafe stream }
            if MonotonicClock.now() - heardAt > Self.latenessLimitNs { heardAt = MonotonicClock.now() }
            MonotonicClock.sleep(until: heardAt - period)
            var span = samples.mutableSpan
            mixer.render(into: &span, heardAt: heardAt, isHeard: false)
            gauges.playsSilently(at: MonotonicClock.now(), latencyNs: period)
            heardAt += period
        }
        return nil
    }
}
