// SPDX-License-Identifier: Apache-2.0
import Mixing
import Playout
import Timetable

/// What is known of a playback in the outputs that it is for, until it is over.
struct PlaybackCourse {
    private static let unknown = Wording(en: "its file gave no sound", zh: "文件没有声音")
    private static let tooMuch = Wording(en: "too much is sounding at once", zh: "同时播放的内容过多")

    private(set) var playback: Playback
    /// The places of the outputs in which it is not over.
    private(set) var remaining: Set<Int>
    /// When it began where that was reported first.
    private(set) var startedAt: Instant?
    /// When it ended where it is over, the last of them.
    private(set) var endedAt: Instant?
    /// How far the wall clock was set since it began.
    private var clockSteps = Duration.zero
    private var wasStopped = false
    /// Whether an output had no voice for it.
    private var wasRefused = false
    private var parts: [AiringProof.Part]

    /// - Parameter outputs: The places of those that it is for.
    init(_ playback: Playback, outputs: [Int]) {
        self.playback = playback
        remaining = Set(outputs)
        parts = outputs.map { AiringProof.Part(output: $0) }
    }

    /// An output has no voice for it.
    mutating func refuse(in output: Int) {
        remaining.remove(output)
        wasRefused = true
    }

    /// It was stopped before an output had a voice for it.
    mutating func noteStop(in output: Int, at instant: Instant) {
        noteEnd(AiringProof.Part(output: output), at: instant, wasStopped: true)
    }

    /// - Returns: Whether nothing had sounded before.
    mutating func noteStart(at instant: Instant) -> Bool {
        guard startedAt == nil else { return false }
        startedAt = instant
        return true
    }

    /// The wall clock was set.
    mutating func move(by step: Duration) {
        endedAt = endedAt.map { $0 + step }
        if startedAt == nil {
            playback.at = playback.at + step
        } else {
            clockSteps += step
        }
    }

    /// It is over in an output.
    mutating func noteEnd(_ part: AiringProof.Part, at instant: Instant, wasStopped: Bool) {
        remaining.remove(part.output)
        endedAt = max(endedAt ?? instant, instant)
        self.wasStopped = self.wasStopped || wasStopped
        if let index = parts.firstIndex(where: { $0.output == part.output }) { parts[index] = part }
    }

    /// What became of it.
    ///
    /// - Parameters:
    ///   - failure: Why its sound could not be played to its end.
    ///   - now: When it was given up, if it was over nowhere before.
    func proof(_ failure: Wording?, now: Instant) -> AiringProof {
        let hasPlayed = parts.contains { $0.framesMixed > 0 }
        let (ending, detail): (AiringProof.Ending, Wording?) =
            if !hasPlayed {
                (.neverBegan, wasStopped ? nil : failure ?? (wasRefused ? Self.tooMuch : Self.unknown))
            } else if wasStopped {
                (.stopped, nil)
            } else if let failure {
                (.brokeOff, failure)
            } else {
                (.whole, nil)
            }
        return AiringProof(
            playback: playback, start: startedAt, end: endedAt ?? now, clockSteps: clockSteps, ending: ending,
            detail: detail, parts: parts)
    }
}
