// SPDX-License-Identifier: Apache-2.0
import Mixing

/// Keeps what somebody listens to in step with time, so that they never fall behind: what was not mixed is silence, and
/// what comes on top of it is left out.
///
/// A card that is lost or held up gives nothing for a while, and then perhaps all of it at once. Whoever plays what
/// comes would have run dry, and be later by that for good.
struct ListeningPace {
    /// When nothing has come for so long, silence takes its place.
    static let patienceNs: Int64 = 150_000_000
    /// How far what was given may be ahead of time or behind it: more than the steps in which a card is filled. What the
    /// clocks of two machines differ by adds up to it in the better part of an hour.
    static let slackFrames = Int64(HouseFormat.sampleRate / 4)
    /// The longest silence at one go: after a longer one, as when the machine slept, time counts anew.
    static let longestSilence = Int64(HouseFormat.sampleRate / 2)

    /// When the first frame was due, if all that was given since was in time.
    private var originNs: Int64
    private var given: Int64 = 0
    private var lastAt: Int64

    /// - Parameter now: In nanoseconds, as all here, of a clock that nobody sets.
    init(at now: Int64) {
        (originNs, lastAt) = (now, now)
    }

    /// What to do with the frames that have come.
    ///
    /// - Returns: How many frames of silence are heard in place of them, where none have come; how many of them are left
    ///   out, from the first.
    mutating func take(_ frames: Int, at now: Int64) -> (silence: Int, skipped: Int) {
        let due = HouseFormat.frames(nanoseconds: max(now - originNs, 0))
        guard frames > 0 else { return (silence(until: due, at: now), 0) }
        lastAt = now
        // What is late for good comes from a slower clock.
        if given < due - Self.slackFrames { originNs = now - HouseFormat.nanoseconds(frames: given) }
        let skipped = given + Int64(frames) > due + Self.slackFrames ? frames - Int(max(due - given, 0)) : 0
        given += Int64(frames - skipped)
        return (0, skipped)
    }

    private mutating func silence(until due: Int64, at now: Int64) -> Int {
        guard now - lastAt >= Self.patienceNs, due > given else { return 0 }
        let silence = min(due - given, Self.longestSilence)
        given += silence
        if given < due { originNs = now - HouseFormat.nanoseconds(frames: given) }
        return Int(silence)
    }
}
