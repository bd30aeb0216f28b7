// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Zones by name and by place.
extension Plan {
    /// All zones of the store.
    public var allZones: ZoneSet {
        zones.count >= ZoneSet.limit ? .all : ZoneSet(rawValue: 1 << UInt64(zones.count) - 1)
    }

    /// The zones of those names, all for none; names the store has not are left out.
    public func zones(named names: [String]) -> ZoneSet {
        guard !names.isEmpty else { return allZones }
        return names.reduce(into: ZoneSet()) { set, name in
            if let place = zones.prefix(ZoneSet.limit).firstIndex(of: name) { set.insert(ZoneSet(zone: place)) }
        }
    }

    /// The names of zones, in the order of the store.
    public func names(of set: ZoneSet) -> [String] {
        guard set != allZones else { return zones }
        return zones.indices.filter { set.contains(ZoneSet(zone: $0)) && $0 < ZoneSet.limit }.map { zones[$0] }
    }

    /// The store divided into areas: the fewest parts of which every given set is made up, by their first zone.
    ///
    /// Zones of one area always hear the same bed.
    func areas(dividedBy sets: Set<ZoneSet>) -> [ZoneSet] {
        let undivided = zones.isEmpty ? [] : [allZones]
        let areas = sets.reduce(undivided) { areas, set in
            areas.flatMap { [$0.intersection(set), $0.subtracting(set)].filter { !$0.isEmpty } }
        }
        return areas.sorted { $0.first < $1.first }
    }

    /// What divides the store: the zones of each line of the bed, and of each item the bed rests for.
    var divisions: Set<ZoneSet> {
        let cues = orders.flatMap(\.cues).filter { ($0.isBed || $0.isAlone) && !$0.zones.isEmpty }.map(\.zones)
        let rules = orders.flatMap(\.rotations).filter { $0.isAlone && !$0.zones.isEmpty }.map(\.zones)
        return Set(Set(cues + rules).map(zones(named:)))
    }
}

extension Cue {
    /// Whether it is a line of the bed: `music` or `silence`.
    var isBed: Bool { verb.isBed }
}
