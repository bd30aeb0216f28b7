// SPDX-License-Identifier: Apache-2.0
import Glibc

/// How an output is doing, at one moment. Times are nanoseconds of CLOCK_MONOTONIC.
public struct OutputStatus: Sendable, Equatable {
    /// Whether sound reaches a card.
    public enum State: Sendable, Equatable {
        /// Not started yet, or stopped.
        case stopped
        /// A card takes the sound.
        case playing
        /// The programme runs on, unheard.
        case silent(SilenceReason)
    }

    /// Playing or not, and why not.
    public var state: State

    /// When `state` was entered.
    public var since: Int64

    /// The device asked for.
    public var device: String

    /// What the card agreed to; `nil` while there is none.
    public var stream: StreamFormat?

    /// How much of what was mixed is kept in the card, in nanoseconds: more than it was set to once underruns have
    /// repeated.
    public var bufferNs: Int64

    /// Buffers that ran empty since the start.
    public var underruns: Int

    /// Times a card was lost after it had played.
    public var losses: Int

    /// Frames that cards have taken since the start.
    public var framesWritten: Int64

    /// When a card last took frames; `nil` if never.
    public var lastWriteAt: Int64?

    /// How long a frame written now is under way until it is heard.
    public var latencyNs: Int64

    /// Whether the audio thread has a realtime priority (SCHED_FIFO). Without it a busy machine may stutter.
    public var isRealtime: Bool
}

/// Why no sound reaches a card.
public enum SilenceReason: Sendable, Equatable, CustomStringConvertible {
    /// The first attempt to open it is under way.
    case opening
    /// There is no such card, or it went away.
    case absent(ALSAError)
    /// Another program holds it.
    case busy(ALSAError)
    /// This user may not open it.
    case denied(ALSAError)
    /// It exists, and fails.
    case failing(ALSAError)

    /// Sorts an error by what a person would do about it.
    init(_ error: ALSAError) {
        switch error.code {
        case ENOENT, ENODEV, ENXIO, ECONNREFUSED: self = .absent(error)
        case EBUSY: self = .busy(error)
        case EACCES, EPERM: self = .denied(error)
        default: self = .failing(error)
        }
    }

    /// The error behind it, and what a person would do about it; nil where there is none.
    private var cause: (kind: Int, code: Int32)? {
        switch self {
        case .opening: nil
        case .absent(let error): (0, error.code)
        case .busy(let error): (1, error.code)
        case .denied(let error): (2, error.code)
        case .failing(let error): (3, error.code)
        }
    }

    /// Whether people are told the same of both, whichever call it was that failed.
    public func isLike(_ other: SilenceReason) -> Bool {
        guard let cause, let another = other.cause else { return self == other }
        return cause == another
    }

    /// What is the matter and what to do, in English.
    public var description: String {
        switch self {
        case .opening:
            "the card is being opened"
        case .absent(let error):
            "the card, or the sound server before it, is not there; plug it in, start it or correct the name: \(error)"
        case .busy(let error):
            "another program holds the card; end it or choose another device: \(error)"
        case .denied(let error):
            "this user may not use the card; add it to the group audio: \(error)"
        case .failing(let error):
            "the card, or the sound server before it, fails; check its connection: \(error)"
        }
    }
}

/// What an output and its card agreed on.
public struct StreamFormat: Sendable, Equatable {
    /// The name it was opened by: the device asked for, or that behind alsa-lib's converter (`plug:`).
    public var name: String
    /// How a sample is written.
    public var format: SampleFormat
    /// Frames a second.
    public var rate: Int
    /// Channels of the card.
    public var channels: Int
    /// Frames after which the card moves on.
    public var periodFrames: Int
    /// Frames it has room for.
    public var bufferFrames: Int
}
