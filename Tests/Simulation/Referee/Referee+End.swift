// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What was foretold, and what must hold when all is over.
extension Referee {
    /// Each line of the music has its record, or is in force.
    func checkEnd(linesInForce: [CueRecord], in world: World) {
        guard written.plan.isClockTrusted else { return }
        let inForce = Set(linesInForce.map(\.key))
        let onAir = Set(world.sounds.compactMap(\.item?.key))
        for key in cues.begun.sorted() where cues.records[key] == nil && !inForce.contains(key) && !onAir.contains(key)
        {
            breach("\(key) began, and has no record")
        }
    }

    // MARK: Estimates

    /// How far off an estimate may be.
    private static let tolerance = Duration.seconds(2)

    /// The director says when what waits will begin if nothing intervenes.
    func estimated(_ queue: [Director.View]) {
        for view in queue where estimates[view.key] == nil { estimates[view.key] = elapsed(view.start) }
    }

    /// Something begins, as it was estimated.
    func checkEstimate(of item: ProgrammeItem, at start: Instant) {
        guard let estimate = estimates.removeValue(forKey: item.key) else { return }
        if elapsed(start) + Self.tolerance < estimate {
            breach("\(item.key) begins before its estimate, which was \(text(estimate + shift))")
        }
    }

    func checkEstimates() {
        guard !estimates.isEmpty else { return }
        for (key, estimate) in estimates where elapsed(now) > estimate + Self.tolerance {
            breach("\(key) has not begun as it was estimated, at \(text(estimate + shift))")
        }
    }
}
