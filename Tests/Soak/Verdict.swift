// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Whether anything grew over the second half of a soak: what a start and first uses cost is over by then.
struct Verdict {
    /// What of one thing is to be judged.
    private struct Judged {
        let name: String, unit: String
        /// By how much it grew over the whole second half, and by how much it may: what settles late, and noise.
        let grown: Double, limit: Double

        var isGood: Bool { grown <= limit }

        var text: String {
            "  \(name.padding(toLength: 26, withPad: " ", startingAt: 0))"
                + String(format: "%9.2f of %.2f ", grown, limit) + unit + (isGood ? "" : "  TOO MUCH")
        }
    }

    /// What may be remembered of each cue, in MB, and for how long, in minutes: no reload brings it back for three days.
    private static let megabytesACue = 0.000_3, remembered = 3.0 * 24 * 60
    /// The journal grows with what happens. As many messages are announced in a minute as on a busy day, and as many cues
    /// air as in half an hour: a day may take 1 MB, and this minute a tenth of it.
    private static let journalKilobytesAMinute = 100.0
    /// The spoken texts and the recordings that are kept have limits of their own; in between no more lies about than this.
    private static let otherKilobytes = 60_000.0
    /// No more points than that are looked at, each the median of its share of the samples.
    private static let points = 300
    private static let fewest = 10

    let isGood: Bool
    let text: String

    init(_ samples: [Sample]) {
        let half = Array(samples.suffix(samples.count / 2))
        guard let first = half.first, let last = half.last, half.count >= Self.fewest else {
            (isGood, text) = (false, "soak: FAILED, for there are too few samples to judge by")
            return
        }
        let seconds = last.seconds - first.seconds
        let judged = Self.judged(half, seconds: seconds)
        let bad = judged.filter { !$0.isGood }
        isGood = bad.isEmpty
        text =
            "over the last \(String(format: "%.1f", seconds / 60)) min grew\n"
            + judged.map(\.text).joined(separator: "\n")
            + (bad.isEmpty ? "\nsoak: good" : "\nsoak: FAILED: \(bad.map(\.name).joined(separator: ", ")) grew")
    }

    private static func judged(_ half: [Sample], seconds: Double) -> [Judged] {
        let minutes = seconds / 60
        func judged(_ name: String, _ unit: String, limit: Double, _ value: (Sample) -> Double) -> Judged {
            Judged(
                name: name, unit: unit, grown: slope(half.map { ($0.seconds, value($0)) }) * seconds, limit: limit)
        }
        let loads = zip(half, half.dropFirst()).map { one, next in
            (next.seconds, 100 * (next.busySeconds - one.busySeconds) / (next.seconds - one.seconds))
        }
        let cues = SoakStore.cuesAMinute * min(minutes, remembered)
        return [
            judged("memory", "MB", limit: 4 + cues * megabytesACue, \.ownMegabytes),
            judged("descriptors", "", limit: 2, \.descriptors),
            judged("threads", "", limit: 2, \.threads),
            // What a client asks takes as long as ever, whatever is remembered.
            Judged(name: "load", unit: "% of a processor", grown: slope(loads) * seconds, limit: 3),
            judged("the journal", "kB", limit: journalKilobytesAMinute * minutes, \.journalKilobytes),
            // SQLite takes over its log again and again.
            judged("the journal's log", "kB", limit: 2_000, \.logKilobytes),
            Judged(
                name: "other files, all of them", unit: "kB", grown: half[half.count - 1].otherKilobytes,
                limit: otherKilobytes),
        ]
    }

    /// The median of the slopes between all pairs of points, a second: Theil (1950) and Sen (1968). A third of the points
    /// may be anything.
    private static func slope(_ samples: [(seconds: Double, value: Double)]) -> Double {
        let share = max(1, (samples.count + points - 1) / points)
        let thinned = stride(from: 0, to: samples.count, by: share).map { start in
            let some = samples[start..<min(start + share, samples.count)]
            return (at: median(some.map(\.seconds)), value: median(some.map(\.value)))
        }
        var slopes: [Double] = []
        for (place, one) in thinned.enumerated() {
            for next in thinned[(place + 1)...] { slopes.append((next.value - one.value) / (next.at - one.at)) }
        }
        return median(slopes)
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
