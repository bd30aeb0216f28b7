// SPDX-License-Identifier: Apache-2.0
import Mixing
import SoundCard
public import Timetable

/// One output of a store, opened to play test tones in its zones, one at a time, on the way that the programme
/// takes: mixer, zone, channels of the card. Belongs to one task.
public final class ToneOutput: Sendable {
    /// How long a test tone may last, in seconds.
    public static let secondsRange = 1...60

    private static let openLimit = Duration.seconds(10)
    private static let pollStep = Duration.milliseconds(20)

    /// Why a tone is not heard.
    public struct Failure: Error {
        /// Whether another program holds the card.
        public let isBusy: Bool
        /// What is the matter and what to do.
        public let wording: Wording
        /// Whether the card is there and may play when it is tried again.
        let mayPass: Bool

        init(isBusy: Bool = false, mayPass: Bool = false, _ wording: Wording) {
            self.isBusy = isBusy
            self.mayPass = mayPass
            self.wording = wording
        }
    }

    private let settings: StoreSettings.Output
    private let mixer: Mixer
    private let sound: SoundOutput

    /// An output at rest.
    ///
    /// - Parameters:
    ///   - settings: With at least one zone.
    ///   - seconds: The longest tone that will be played, in ``secondsRange``.
    public init(_ settings: StoreSettings.Output, seconds: Int) {
        self.settings = settings
        mixer = Mixer(zones: settings.zones.count, voices: 1, ringFrames: seconds * HouseFormat.sampleRate)
        sound = SoundOutput(
            settings: OutputSettings(device: settings.device, channels: settings.zones.map(\.channels)), mixer: mixer)
    }

    /// Opens the card. One that fails is tried again, as the daemon does: a sound server that has just started may
    /// need some seconds.
    public func open() async throws(Failure) {
        do {
            try sound.start()
        } catch {
            throw Failure(Wording(en: "\(error)", zh: "\(error)"))
        }
        let limit = ContinuousClock.now + Self.openLimit
        var failure = Failure(
            Wording(
                en: "the card, or the sound server before it, does not answer; check it, then try again",
                zh: "声卡或其前面的声音服务没有响应；请检查后再试"))
        while ContinuousClock.now < limit {
            do throws(Failure) {
                if try isPlaying() { return }
            } catch {
                guard error.mayPass else { throw error }
                failure = error
            }
            await pause()
        }
        throw failure
    }

    /// Plays a tone to its end in one of the output's zones. After ``open()``.
    public func play(in zone: StoreSettings.Zone, seconds: Int) async throws(Failure) {
        guard let place = settings.zones.firstIndex(of: zone) else { return }
        let ring = mixer.ring(of: 0)
        ring.reset()
        ring.write(TestTone.samples(seconds: seconds, channels: zone.channels.count).span)
        ring.finish()
        let isSent = mixer.send(
            .start(voice: 0, playback: 1, bus: .programme, zones: .zone(place), at: 0, gain: 1, fadeIn: 0))
        assert(isSent, "the one voice is free")
        while try isPlaying() {
            while let report = mixer.receive() {
                if case .ended = report { return }
            }
            await pause()
        }
    }

    /// Lets the last of it be heard and gives the card back.
    public func close() async {
        await BlockingWork.run { [sound] in sound.stop() }
    }

    /// Whether the card plays; not yet while it is being opened.
    private func isPlaying() throws(Failure) -> Bool {
        switch sound.status.state {
        case .playing: return true
        case .stopped, .silent(.opening): return false
        case .silent(let reason):
            switch reason {
            case .busy: throw Failure(isBusy: true, reason.wording)
            case .failing: throw Failure(mayPass: true, reason.wording)
            case .opening, .absent, .denied: throw Failure(reason.wording)
            }
        }
    }

    private func pause() async {
        // Who cancels the task is answered at the next look.
        try? await Task.sleep(for: Self.pollStep)
    }
}
