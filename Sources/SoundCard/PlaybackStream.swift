// SPDX-License-Identifier: Apache-2.0
import CALSA
import Glibc
import Mixing

/// A configured card with all the memory that playing on it takes: made beside the audio thread, used on it.
///
/// It is filled by the clock, not when the card asks: each period as much is mixed as brings what the card holds
/// up to `buffer`, however much it has room for.
struct PlaybackStream: ~Copyable {
    /// A card that plays nothing of what it holds for so long is lost. PulseAudio's null sink may move in steps of 2 s.
    private static let stallLimitNs: Int64 = 2_500_000_000
    /// A card that does not resume for so long is prepared anew, as one is that cannot resume at all.
    private static let resumeLimitNs: Int64 = 1_000_000_000
    /// The longest rest, so that the audio thread sees that it is to stop, and that the card is in trouble.
    private static let longestRestNs: Int64 = 50_000_000
    /// The shortest rest, so that no card makes a realtime thread spin.
    private static let shortestRestNs: Int64 = 1_000_000
    /// Periods filled up by the clock between two looks at the card, once its time is known: what a look costs with a
    /// sound server is more than what it takes to mix a period.
    private static let periodsUnseen = 4
    /// The most that is mixed at one go; a card that lacks more is filled up in several.
    private static let longestTurn = Duration.milliseconds(100)
    /// Underruns in a row, without a period played between, after which the card is lost.
    private static let vainRestartLimit = 5

    let format: StreamFormat

    /// Why the stream is of no use any more; `nil` while it is.
    private(set) var failure: ALSAError?

    private let pcm: PCM
    private let periodFrames: Int
    /// What `mix` and `bytes` have room for.
    private let turnFrames: Int
    /// How much the card holds after each period.
    private var length: BufferLength
    private var bufferFrames: Int { length.frames }
    private var writer: SampleWriter
    private var heard = HeardTime()
    private var mix: [Float]
    private var bytes: [UInt8]
    private var framesWritten = 0
    /// Of those, the ones that the mixer rendered; before them came silence.
    private var framesMixed = 0
    /// When the card held `bufferFrames`, or would have.
    private var fullAt: Int64 = 0
    /// Periods to come that are filled up by the clock.
    private var unseen = 0
    /// Of the frames written, those that the card held no more when it was last asked, and since when.
    private var framesPlayed = 0
    private var lastPlayedAt: Int64 = 0
    /// When the audio thread is to wake; `nil` when it did not sleep.
    private var wakeAt: Int64?
    private var vainRestarts = 0

    /// Opens and configures the card of the settings; where it does not play the house rate, or has no format
    /// or number of channels that fits, through alsa-lib's converter. May block and allocate.
    ///
    /// - Parameter bufferFrames: How much the card is to hold after each period, if it has room for it.
    init(opening settings: OutputSettings, bufferFrames: Int) throws(ALSAError) {
        do {
            try self.init(opening: settings.device, settings, bufferFrames)
        } catch {
            guard [.setRate, .setFormat, .setChannels, .setAccess].contains(error.call),
                !settings.device.contains("'")
            else { throw error }
            try self.init(opening: "plug:'\(settings.device)'", settings, bufferFrames)
        }
    }

    private init(opening name: String, _ settings: OutputSettings, _ bufferFrames: Int) throws(ALSAError) {
        let pcm = try PCM(opening: name)
        let agreement: PCM.Agreement
        do {
            agreement = try pcm.configure(
                PCM.Wish(rate: HouseFormat.sampleRate, channels: settings.channels.joined().max() ?? 1))
        } catch {
            pcm.close()
            throw error
        }
        self.pcm = pcm
        format = StreamFormat(
            name: name, format: agreement.format, rate: HouseFormat.sampleRate, channels: agreement.channels,
            periodFrames: agreement.periodFrames, bufferFrames: agreement.bufferFrames)
        periodFrames = min(OutputSettings.frames(settings.period), agreement.bufferFrames)
        length = BufferLength(
            frames: bufferFrames, smallest: OutputSettings.frames(settings.buffer), largest: agreement.bufferFrames,
            spent: periodFrames + agreement.periodFrames, at: MonotonicClock.now())
        writer = SampleWriter(format: agreement.format, zones: settings.channels, channels: agreement.channels)
        turnFrames = min(OutputSettings.frames(Self.longestTurn), agreement.bufferFrames)
        mix = [Float](repeating: 0, count: turnFrames * settings.channels.count * HouseFormat.channels)
        bytes = [UInt8](repeating: 0, count: turnFrames * writer.frameBytes)
    }

    /// Gives the card back. May block.
    consuming func close() {
        pcm.close()
    }

    /// When the frame after the last one written will be heard; `nil` before the card was started.
    var heardUntil: Int64? { heard.next }

    /// Plays until the card is lost (`failure` says why) or all stops. Audio thread only.
    mutating func play(_ mixer: Mixer, _ gauges: OutputGauges, until handover: Handover) {
        gauges.set(bufferFrames: bufferFrames)
        do throws(ALSAError) {
            try start()
            while !handover.isStopping { try advance(mixer, gauges) }
            // Let the listeners hear what was written.
            if let heardUntil { MonotonicClock.sleep(until: heardUntil) }
        } catch {
            failure = error
            mixer.noteLost(frames: unheardFrames)
        }
    }

    /// How many frames were mixed and written, and are not heard yet.
    private var unheardFrames: Int { min(aheadOfClock(MonotonicClock.now()), framesMixed) }

    /// Sets the card going, with silence ahead of the first frame: time for it to say when that will be heard.
    private mutating func start() throws(ALSAError) {
        try pcm.prepare()
        heard.reset()
        unseen = 0
        framesWritten = 0
        framesMixed = 0
        framesPlayed = 0
        lastPlayedAt = MonotonicClock.now()
        for index in bytes.indices { bytes[index] = 0 }
        while framesWritten < bufferFrames { try write(frames: min(turnFrames, bufferFrames - framesWritten)) }
        try pcm.start()
    }

    /// Writes frames from the front of `bytes`, however few the card takes at a time.
    ///
    /// - Throws: `ETIMEDOUT` where it takes none for long, even if it says that it would.
    private mutating func write(frames: Int) throws(ALSAError) {
        var written = 0
        while written < frames {
            let taken = try writeRest(written * writer.frameBytes..<frames * writer.frameBytes)
            written += taken
            guard taken == 0 else { continue }
            try checkForStall(.write)
            MonotonicClock.sleep(until: MonotonicClock.now() + Self.shortestRestNs)
        }
        framesWritten += frames
    }

    /// Writes a range of the bytes, once.
    private func writeRest(_ range: Range<Int>) throws(ALSAError) -> Int {
        try pcm.write(unsafe bytes.span.bytes.extracting(range), frameBytes: writer.frameBytes)
    }

    private func checkForStall(_ call: ALSAError.Call) throws(ALSAError) {
        guard MonotonicClock.now() - lastPlayedAt <= Self.stallLimitNs else {
            throw ALSAError(code: ETIMEDOUT, call: call)
        }
    }

    /// Fills the card up once, and rests until that is due again.
    private mutating func advance(_ mixer: Mixer, _ gauges: OutputGauges) throws(ALSAError) {
        do throws(ALSAError) {
            let now = MonotonicClock.now()
            if let wakeAt = wakeAt.take(), length.note(latenessNs: now - wakeAt, at: now) {
                gauges.set(bufferFrames: bufferFrames)
            }
            var missing = try unseen > 0 ? missingByTheClock(now) : look(now)
            if missing >= periodFrames / 2 {
                let frames = min(missing, turnFrames)
                try play(frames, mixer, now, gauges)
                missing -= frames
            }
            let rest = HouseFormat.nanoseconds(frames: Int64(max(periodFrames - missing, 0)))
            let next = now + min(max(rest, Self.shortestRestNs), Self.longestRestNs)
            MonotonicClock.sleep(until: next)
            wakeAt = next
        } catch {
            try recover(from: error, mixer, gauges)
        }
    }

    /// How many frames the card has played since it was full, if it plays as fast as the clock.
    private mutating func missingByTheClock(_ now: Int64) -> Int {
        unseen -= 1
        return Int(HouseFormat.frames(nanoseconds: max(now - fullAt, 0)))
    }

    /// Asks the card for its state and its time.
    ///
    /// - Returns: How many frames it can be given.
    private mutating func look(_ now: Int64) throws(ALSAError) -> Int {
        let status = try pcm.readStatus()
        guard status.state == SND_PCM_STATE_RUNNING else { throw ALSAError(code: EPIPE, call: .status) }
        let held = min(max(format.bufferFrames - status.writableFrames, 0), framesWritten)
        try noteProgress(held, now)
        measure(status, now)
        unseen = heard.isSettled ? Self.periodsUnseen : 0
        // A card that is not dry and holds nothing keeps no time, as ALSA's `null`: the clock does.
        let missing = bufferFrames - (held > 0 ? held : aheadOfClock(now))
        fullAt = now - HouseFormat.nanoseconds(frames: Int64(max(missing, 0)))
        return missing
    }

    /// How many frames were mixed that are not heard by an instant.
    private func aheadOfClock(_ instant: Int64) -> Int {
        heard.next.map { Int(HouseFormat.frames(nanoseconds: max($0 - instant, 0))) } ?? 0
    }

    /// Takes note of how much the card holds.
    ///
    /// - Throws: `ETIMEDOUT` where it plays nothing of it for long.
    private mutating func noteProgress(_ held: Int, _ now: Int64) throws(ALSAError) {
        let played = framesWritten - held
        if played > framesPlayed {
            framesPlayed = played
            lastPlayedAt = now
        } else {
            try checkForStall(.status)
        }
    }

    /// Takes note of when the card says that the next frame will be heard.
    private mutating func measure(_ status: PCM.Status, _ now: Int64) {
        // A card without timestamps, or with those of another clock: what it says is true now.
        let at = abs(now - status.at) < 1_000_000_000 ? status.at : now
        if status.delayFrames > 0 {
            heard.measure(at + HouseFormat.nanoseconds(frames: Int64(status.delayFrames)))
        } else if heard.next == nil {
            heard.measure(now + HouseFormat.nanoseconds(frames: Int64(bufferFrames)))
        }
    }

    private mutating func play(
        _ frames: Int, _ mixer: Mixer, _ now: Int64, _ gauges: OutputGauges
    ) throws(ALSAError) {
        guard let heardAt = heard.next else { return }
        var samples = mix.mutableSpan
        // The name it has until Swift settles on one.
        var span = samples._mutatingExtracting(first: frames * mixer.channels)
        mixer.render(into: &span, heardAt: heardAt)
        writer.write(frames, of: mix, to: &bytes)
        do throws(ALSAError) {
            try write(frames: frames)
        } catch {
            mixer.noteLost(frames: frames)
            throw error
        }
        framesMixed += frames
        vainRestarts = 0
        fullAt += HouseFormat.nanoseconds(frames: Int64(frames))
        heard.advance(frames: frames)
        gauges.wrote(frames: frames, at: now, latencyNs: max(heardAt - now, 0))
    }

    /// Puts the card right, by its state, after MPD's `AlsaOutput::Recover`.
    private mutating func recover(
        from error: ALSAError, _ mixer: Mixer, _ gauges: OutputGauges
    ) throws(ALSAError) {
        switch stateBehind(error) {
        case SND_PCM_STATE_XRUN:
            gauges.countUnderrun()
            mixer.noteUnderrun()
            // Nothing, where the card played all that it held.
            mixer.noteLost(frames: unheardFrames)
            vainRestarts += 1
            guard vainRestarts <= Self.vainRestartLimit else { throw error }
            // One that follows another with nothing played between is no lack of room.
            if vainRestarts == 1, length.noteUnderrun(at: MonotonicClock.now()) {
                gauges.set(bufferFrames: bufferFrames)
            }
            try start()
        case SND_PCM_STATE_SUSPENDED:
            try wake(mixer)
        case SND_PCM_STATE_DISCONNECTED:
            throw ALSAError(code: ENODEV, call: error.call)
        default:
            throw error
        }
    }

    /// The state of the card after an error. What a write says of an underrun or a sleep is newer than the state that a
    /// plugin remembers.
    private func stateBehind(_ error: ALSAError) -> snd_pcm_state_t {
        let state = pcm.state
        guard state == SND_PCM_STATE_RUNNING || state == SND_PCM_STATE_PREPARED else { return state }
        return switch error.code {
        case EPIPE: SND_PCM_STATE_XRUN
        case ESTRPIPE: SND_PCM_STATE_SUSPENDED
        default: state
        }
    }

    /// Wakes the card after it slept, without blocking in alsa-lib.
    private mutating func wake(_ mixer: Mixer) throws(ALSAError) {
        let begin = MonotonicClock.now()
        let unheard = unheardFrames
        while MonotonicClock.now() - begin < Self.resumeLimitNs {
            do throws(ALSAError) {
                // A plugin may answer that it woke when it did not: alsa-lib drops what it really said.
                if try pcm.resume(), pcm.state != SND_PCM_STATE_SUSPENDED {
                    heard.reset()
                    lastPlayedAt = MonotonicClock.now()
                    return
                }
            } catch {
                // A card that cannot go on where it was says so.
                guard error.code == ENOSYS else { throw error }
                break
            }
            MonotonicClock.sleep(until: MonotonicClock.now() + Self.longestRestNs)
        }
        // What the card held goes.
        mixer.noteLost(frames: unheard)
        try start()
    }
}
