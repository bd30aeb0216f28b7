// SPDX-License-Identifier: Apache-2.0
import Mixing

/// Which card an output plays on, and how.
public struct OutputSettings: Sendable, Equatable {
    /// The most channels of a card that can be addressed.
    public static let channelLimit = 32

    /// The name of any ALSA PCM, such as `default` or `plughw:CARD=PCH,DEV=0`.
    public var device: String

    /// The card's channels, counted from 1, that carry each zone of the mixer, one list a zone: two channels get
    /// its left and right, one gets their mean. No channel may be named twice; those named nowhere are silent.
    ///
    /// The mean, (L + R) / 2, keeps the level of what is alike on both sides, as speech is, and never exceeds the
    /// peak that the zone's limiter holds; at 3 dB more, as ITU-R BS.775 has it, it could. What is opposite on both
    /// sides is not heard, as in any mono.
    public var channels: [[Int]]

    /// How much is mixed at a time, and how often.
    public var period: Duration

    /// How much of what was mixed the card holds after each time; doubled while the machine is held up, up to what
    /// the card has room for, and at most to ``largestBuffer``.
    public var buffer: Duration

    /// The most that is kept in a card.
    static let largestBuffer = Duration.milliseconds(500)

    /// Settings as given. `SoundOutput.start` checks them.
    public init(
        device: String = "default", channels: [[Int]] = [[1, 2]], period: Duration = .milliseconds(40),
        buffer: Duration = .milliseconds(70)
    ) {
        self.device = device
        self.channels = channels
        self.period = period
        self.buffer = buffer
    }
}

/// Why an output cannot be started.
public enum OutputError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The device has no name.
    case namelessDevice
    /// The zones name no channel, one twice, one outside 1 to `OutputSettings.channelLimit`, or more than two
    /// for one zone.
    case invalidChannels([[Int]])
    /// The period is not from 1 to 100 ms, or the buffer not from a period to 500 ms.
    case invalidTiming(period: Duration, buffer: Duration)
    /// It was started before; an output runs once.
    case alreadyStarted
    /// The system refused a thread, with its `errno`.
    case noThread(code: Int32)

    /// What is wrong and what to write instead, in English.
    public var description: String {
        switch self {
        case .namelessDevice:
            "the output has no device; name an ALSA PCM, such as default"
        case .invalidChannels(let channels):
            "channels \(channels) cannot be played: give each zone one or two of the card's channels, from 1 to"
                + " \(OutputSettings.channelLimit), none of them twice"
        case .invalidTiming(let period, let buffer):
            "a period of \(period) in a buffer of \(buffer) cannot be played: the period must be from 1 to 100 ms,"
                + " the buffer from a period to 500 ms"
        case .alreadyStarted:
            "the output was started before; make a new one"
        case .noThread(let code):
            "the system refused a thread for the sound (error \(code))"
        }
    }
}

extension OutputSettings {
    /// Throws what makes the settings unplayable, if anything does.
    func validate() throws(OutputError) {
        guard !device.isEmpty else { throw .namelessDevice }
        let named = channels.joined()
        guard !channels.isEmpty, channels.allSatisfy({ (1...2).contains($0.count) }),
            named.allSatisfy({ (1...Self.channelLimit).contains($0) }), Set(named).count == named.count
        else { throw .invalidChannels(channels) }
        guard (.milliseconds(1) ... .milliseconds(100)).contains(period), buffer >= period,
            buffer <= Self.largestBuffer
        else { throw .invalidTiming(period: period, buffer: buffer) }
    }
}

extension OutputSettings {
    /// A duration in frames of the house rate.
    static func frames(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return Int(HouseFormat.frames(nanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
    }
}
