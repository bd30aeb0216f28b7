// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Zones that always hear the same music share one bed.
extension Director {
    /// Gives each area of the plan its bed. Where a plan divides the store otherwise than the one before, the
    /// beds of areas that stay the same go on untouched; the others crossfade into a new song.
    mutating func formBeds(at now: Instant) {
        // An item that plays alone may be from a line the plan has no more.
        let alone = airings.map(\.item) + waiting
        let divisions = plan.divisions.union(alone.filter(\.isAlone).map(\.zones))
        let areas = plan.areas(dividedBy: divisions)
        guard areas != beds.map(\.zones) else { return }
        for area in beds.indices where !areas.contains(beds[area].zones) {
            stopSongs(area, at: now, fade: settings.crossfade, now)
        }
        let former = beds
        beds = areas.map { zones in
            former.first { $0.zones == zones }
                ?? Bed(
                    zones: zones, seed: seed, after: former.filter { $0.zones.intersects(zones) },
                    restsUntil: endOfRest(in: zones))
        }
        for line in former.compactMap(\.line) { recordEnd(of: line, at: max(line.since, now)) }
    }
}

extension Bed {
    /// The bed of a new area, which goes on where those of its zones were: by the line that came last of theirs.
    fileprivate init(zones: ZoneSet, seed: UInt64, after former: [Bed], restsUntil: Instant?) {
        self.init(zones: zones, seed: seed)
        let leading = former.filter { $0.line != nil }.max { one, other in
            guard let one = one.line, let other = other.line else { return false }
            return one.since < other.since
        }
        folder = leading?.folder
        line = leading?.line
        shuffles = leading?.shuffles ?? [:]
        fading = former.flatMap(\.fading)
        self.restsUntil = restsUntil
    }
}
