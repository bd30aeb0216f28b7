// SPDX-License-Identifier: Apache-2.0

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

    /// How much is mixed at a time; the card may choose a value near it.
    public var period: Duration

    /// How much is written ahead of what is heard; the card may choose a value near it.
    public var buffer: Duration

    /// A buffer that turns out too small is doubled up to this.
    static let largestBuffer = Duration.milliseconds(500)

    /// Settings as given. `SoundOutput.start` checks them.
    public init(
        device: String = "default", channels: [[Int]] = [[1, 2]], period: Duration = .milliseconds(30),
        buffer: Duration = .milliseconds(60)
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
    /// The period is not from 1 to 100 ms, or the buffer not from two periods to 2 s.
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
                + " the buffer from two periods to 2 s"
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
        guard (.milliseconds(1) ... .milliseconds(100)).contains(period), buffer >= period * 2,
            buffer <= .seconds(2)
        else { throw .invalidTiming(period: period, buffer: buffer) }
    }
}
