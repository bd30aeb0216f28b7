// SPDX-License-Identifier: Apache-2.0

/// Where in its zones a voice is mixed.
public enum Bus: Sendable, Equatable {
    /// Background music; `Command.duck` lowers it.
    case bed
    /// Speech, chimes, promos; never ducked.
    case programme
}

/// An order to the mixer, sent ahead of the instant at which it must be heard.
///
/// Instants (`at`) and spans are nanoseconds of CLOCK_MONOTONIC. An instant becomes a frame as late as possible,
/// against the card's clock as it then runs, so drift of the card moves nothing. A past instant means
/// the next frame that can still be changed. Commands due on one frame act in the order in which they were sent.
///
/// A `fade` or `stop` means the playback that was started last on its voice; once that has ended it does
/// nothing. Gains are linear, from 0 to `Mixer.maximumGain`; others are moved inside, NaN to 0. Zones that the
/// mixer does not have are left out.
public enum Command: Sendable, Equatable {
    /// Plays the voice's ring from its first frame.
    ///
    /// A ring that is still empty at `at` delays the start until its first frame is there; nothing is skipped.
    ///
    /// - `playback`: the caller's name for this playback, returned in reports.
    /// - `zones`: where it is heard, in all of them on the same frame and alike; in none it runs unheard.
    /// - `gain`: of the voice, reached after `fadeIn`. With a `fadeIn` of 0 the content starts exactly as it is.
    case start(voice: Int, playback: UInt64, bus: Bus, zones: ZoneMask, at: Int64, gain: Float, fadeIn: Int64)

    /// Moves the voice's gain along a quarter of a sine: a fade to 0 and a fade-in of the same length, begun on
    /// one frame, keep constant power. While an empty ring holds the start back it sets the gain to start with;
    /// before the start is due it does nothing.
    case fade(voice: Int, at: Int64, to: Float, over: Int64)

    /// Fades the voice to silence and ends it; a start that has not come yet is cancelled.
    case stop(voice: Int, at: Int64, fade: Int64)

    /// Moves the gain of the bed in some zones along half a cosine.
    case duck(zones: ZoneMask, at: Int64, to: Float, over: Int64)

    /// The voice's start, sent just before, is due on the frame after the last of another voice, whatever its own
    /// instant says. Of a voice that is free by then the start is due at once.
    case follow(voice: Int, after: Int)
}

extension Command {
    /// Spans are cut to this many nanoseconds, one hour.
    static let longestSpan: Int64 = 3_600_000_000_000

    /// The voice it means; `nil` for the beds.
    var voice: Int? {
        switch self {
        case .start(let voice, _, _, _, _, _, _), .fade(let voice, _, _, _), .stop(let voice, _, _),
            .follow(let voice, _):
            voice
        case .duck: nil
        }
    }

    /// When it must be heard.
    var at: Int64 {
        switch self {
        case .start(_, _, _, _, let at, _, _), .fade(_, let at, _, _), .stop(_, let at, _), .duck(_, let at, _, _): at
        case .follow: .min
        }
    }

    /// The same with gains and spans inside their ranges, and with no zones but the first so many.
    func withinRange(zones count: Int) -> Command {
        switch self {
        case .start(let voice, let playback, let bus, let zones, let at, let gain, let fadeIn):
            .start(
                voice: voice, playback: playback, bus: bus, zones: zones.intersection(.first(count)), at: at,
                gain: Self.ranged(gain), fadeIn: Self.ranged(fadeIn))
        case .fade(let voice, let at, let gain, let span):
            .fade(voice: voice, at: at, to: Self.ranged(gain), over: Self.ranged(span))
        case .stop(let voice, let at, let span):
            .stop(voice: voice, at: at, fade: Self.ranged(span))
        case .follow: self
        case .duck(let zones, let at, let gain, let span):
            .duck(
                zones: zones.intersection(.first(count)), at: at, to: Self.ranged(gain), over: Self.ranged(span))
        }
    }

    private static func ranged(_ gain: Float) -> Float {
        gain.isNaN ? 0 : min(max(gain, 0), Mixer.maximumGain)
    }

    private static func ranged(_ span: Int64) -> Int64 {
        min(max(span, 0), longestSpan)
    }
}
