// SPDX-License-Identifier: Apache-2.0
import CALSA
import Glibc
import Mixing

/// A configured card with all the memory that playing on it takes: made beside the audio thread, used on it.
struct PlaybackStream: ~Copyable {
    /// A card that takes nothing for so long is lost.
    private static let stallLimitNs: Int64 = 1_000_000_000
    /// A card that does not resume for so long is prepared anew, as one is that cannot resume at all.
    private static let resumeLimitNs: Int64 = 1_000_000_000
    /// How long one wait for the card may last, so that the audio thread sees that it is to stop.
    private static let waitMs: Int32 = 50
    /// How long to rest where a card would make a realtime thread spin.
    private static let restNs: Int64 = 1_000_000
    /// Underruns in a row, without a period played between, after which the card is lost.
    private static let vainRestartLimit = 5
    /// Periods of silence that a stream starts with: time for the card to say when it will be heard.
    private static let leadPeriods = 2

    let format: StreamFormat

    /// Why the stream is of no use any more; `nil` while it is.
    private(set) var failure: ALSAError?

    /// Whether it was given up because underruns repeat: a larger buffer may do better.
    private(set) var needsLargerBuffer = false

    private let pcm: PCM
    private var writer: SampleWriter
    private var heard = HeardTime()
    private var mix: [Float]
    private var bytes: [UInt8]
    private var lastTakenAt: Int64 = 0
    private var vainRestarts = 0
    private var recentUnderruns: RecentUnderruns

    /// Opens and configures the card of the settings; where it does not play the house rate, or has no format
    /// or number of channels that fits, through alsa-lib's converter. May block and allocate.
    ///
    /// - Parameter outgrownFrames: A buffer that was too small before. A card that now gives no more has no more.
    init(opening settings: OutputSettings, outgrownFrames: Int) throws(ALSAError) {
        do {
            try self.init(opening: settings.device, settings, outgrownFrames)
        } catch {
            guard [.setRate, .setFormat, .setChannels, .setAccess].contains(error.call),
                !settings.device.contains("'")
            else { throw error }
            try self.init(opening: "plug:'\(settings.device)'", settings, outgrownFrames)
        }
    }

    private init(
        opening name: String, _ settings: OutputSettings, _ outgrownFrames: Int
    ) throws(ALSAError) {
        let pcm = try PCM(opening: name)
        let agreement: PCM.Agreement
        do {
            agreement = try pcm.configure(
                PCM.Wish(
                    rate: HouseFormat.sampleRate, channels: settings.channels.joined().max() ?? 1,
                    periodFrames: Self.frames(settings.period), bufferFrames: Self.frames(settings.buffer)))
        } catch {
            pcm.close()
            throw error
        }
        self.pcm = pcm
        format = StreamFormat(
            name: name, format: agreement.format, rate: HouseFormat.sampleRate, channels: agreement.channels,
            periodFrames: agreement.periodFrames, bufferFrames: agreement.bufferFrames)
        recentUnderruns = RecentUnderruns(
            mayAsk: agreement.bufferFrames > outgrownFrames && settings.buffer < OutputSettings.largestBuffer)
        writer = SampleWriter(
            format: agreement.format, zones: settings.channels, channels: agreement.channels)
        mix = [Float](repeating: 0, count: agreement.periodFrames * settings.channels.count * HouseFormat.channels)
        bytes = [UInt8](repeating: 0, count: agreement.periodFrames * writer.frameBytes)
    }

    /// Gives the card back. May block.
    consuming func close() {
        pcm.close()
    }

    /// When the frame after the last one written will be heard; `nil` before the card has said anything.
    var heardUntil: Int64? { heard.next }

    /// Plays until the card is lost (`failure` says why), a larger buffer is needed, or all stops. Audio thread
    /// only.
    mutating func play(_ mixer: Mixer, _ gauges: OutputGauges, until handover: Handover) {
        do throws(ALSAError) {
            try start()
            while !handover.isStopping, !needsLargerBuffer { try advance(mixer, gauges) }
            // Let the listeners hear what was written.
            if handover.isStopping, let heardUntil { MonotonicClock.sleep(until: heardUntil) }
        } catch {
            failure = error
        }
    }

    /// Sets the card going, with some silence ahead of the first frame.
    private mutating func start() throws(ALSAError) {
        try pcm.prepare()
        heard.reset()
        lastTakenAt = MonotonicClock.now()
        for index in bytes.indices { bytes[index] = 0 }
        for _ in 0..<min(Self.leadPeriods, format.bufferFrames / format.periodFrames) { try writePeriod() }
        try pcm.start()
    }

    /// Writes a period, however few frames the card takes at a time.
    ///
    /// - Throws: `ETIMEDOUT` where it takes none for long, even if it says that it would.
    private mutating func writePeriod() throws(ALSAError) {
        var written = 0
        while written < format.periodFrames {
            let taken = try writeRest(after: written)
            written += taken
            if taken > 0 {
                lastTakenAt = MonotonicClock.now()
            } else {
                try checkForStall(.write)
                if try pcm.wait(milliseconds: Self.waitMs) { pauseBriefly() }
            }
        }
    }

    /// Writes what comes after so many frames of a period, once.
    private func writeRest(after written: Int) throws(ALSAError) -> Int {
        let rest = unsafe bytes.span.bytes.extracting((written * writer.frameBytes)...)
        return try pcm.write(rest, frameBytes: writer.frameBytes)
    }

    private func checkForStall(_ call: ALSAError.Call) throws(ALSAError) {
        guard MonotonicClock.now() - lastTakenAt <= Self.stallLimitNs else {
            throw ALSAError(code: ETIMEDOUT, call: call)
        }
    }

    /// Some cards and plugins wake us for nothing.
    private func pauseBriefly() {
        MonotonicClock.sleep(until: MonotonicClock.now() + Self.restNs)
    }

    /// Waits a moment for the card and plays a period if it wants one.
    private mutating func advance(_ mixer: Mixer, _ gauges: OutputGauges) throws(ALSAError) {
        do throws(ALSAError) {
            let isReady = try pcm.wait(milliseconds: Self.waitMs)
            let status = try pcm.readStatus()
            if status.state != SND_PCM_STATE_RUNNING {
                throw ALSAError(code: EPIPE, call: .status)
            } else if isReady, status.writableFrames >= format.periodFrames {
                try playPeriod(mixer, status, gauges)
            } else {
                try checkForStall(.wait)
                pauseBriefly()
            }
        } catch {
            try recover(from: error, gauges)
        }
    }

    private mutating func playPeriod(
        _ mixer: Mixer, _ status: PCM.Status, _ gauges: OutputGauges
    ) throws(ALSAError) {
        let now = MonotonicClock.now()
        // A card without timestamps, or with those of another clock: what it says is true now.
        let at = abs(now - status.at) < 1_000_000_000 ? status.at : now
        let delay = HouseFormat.nanoseconds(frames: Int64(max(status.delayFrames, 0)))
        guard !heard.isAhead(ofAnswer: at + delay) else {
            MonotonicClock.sleep(until: now + Self.restNs)
            return
        }
        let heardAt = heard.measure(at + delay)
        var frames = mix.mutableSpan
        mixer.render(into: &frames, heardAt: heardAt)
        writer.write(mix, to: &bytes)
        try writePeriod()
        vainRestarts = 0
        heard.advance(frames: format.periodFrames)
        gauges.wrote(frames: format.periodFrames, at: lastTakenAt, latencyNs: heardAt - now)
    }

    /// Puts the card right, by its state, after MPD's `AlsaOutput::Recover`.
    private mutating func recover(from error: ALSAError, _ gauges: OutputGauges) throws(ALSAError) {
        switch try pcm.readStatus().state {
        case SND_PCM_STATE_XRUN:
            gauges.countUnderrun()
            vainRestarts += 1
            guard vainRestarts <= Self.vainRestartLimit else { throw error }
            // One that follows another with nothing played between is no lack of room.
            if vainRestarts == 1 { needsLargerBuffer = recentUnderruns.add(at: MonotonicClock.now()) }
            if !needsLargerBuffer { try start() }
        case SND_PCM_STATE_SUSPENDED:
            try wake()
        case SND_PCM_STATE_DISCONNECTED:
            throw ALSAError(code: ENODEV, call: error.call)
        default:
            throw error
        }
    }

    /// Wakes the card after it slept, without blocking in alsa-lib.
    private mutating func wake() throws(ALSAError) {
        let begin = MonotonicClock.now()
        while MonotonicClock.now() - begin < Self.resumeLimitNs {
            do throws(ALSAError) {
                // A plugin may answer that it woke when it did not: alsa-lib drops what it really said.
                if try pcm.resume(), try pcm.readStatus().state != SND_PCM_STATE_SUSPENDED {
                    heard.reset()
                    lastTakenAt = MonotonicClock.now()
                    return
                }
            } catch {
                // A card that cannot go on where it was says so.
                guard error.code == ENOSYS else { throw error }
                break
            }
            MonotonicClock.sleep(until: MonotonicClock.now() + Int64(Self.waitMs) * 1_000_000)
        }
        try start()
    }

    private static func frames(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return Int(HouseFormat.frames(nanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
    }
}
