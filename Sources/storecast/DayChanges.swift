// SPDX-License-Identifier: Apache-2.0
import Playout
import Station
import Timetable

/// How one rehearsed day differs from another, line by line.
struct DayChanges {
    /// One difference.
    struct Change: Encodable {
        enum Kind: String, Encodable {
            case added, removed, moved
        }

        var change: Kind
        var key: String
        var when: String
        var verb: String
        var name: String
        /// Start and outcome on the day compared with, and on this one; nil where it does not occur.
        var before: Airing?
        var after: Airing?
    }

    /// How an item aired.
    struct Airing: Encodable, Equatable {
        var planned: String
        var start: String?
        var end: String?
        var outcome: String
    }

    /// Starts closer than this count as the same.
    private static let tolerance = Duration.seconds(1)

    /// The differences, by the time of the day.
    let all: [Change]

    /// The same day, rehearsed twice: every item that starts at another time or ends in another way.
    init(from before: RehearsedDay, to after: RehearsedDay, _ clock: CivilClock) {
        all = Self.changes(Self.items(before), Self.items(after), clock)
    }

    /// Two dates: what the lines of the timetables give; where a promo lands depends on the songs and is no difference.
    init(
        from before: RehearsedDay?, on first: CivilDate, to after: RehearsedDay?, on second: CivilDate,
        _ clock: CivilClock
    ) {
        all = Self.changes(
            Self.items(before) { .seconds(clock.clockTime(of: $0, countedFrom: first).seconds) },
            Self.items(after) { .seconds(clock.clockTime(of: $0, countedFrom: second).seconds) }, clock)
    }

    private struct Item {
        var record: CueRecord
        /// What to compare: what the clocks show, where dates differ.
        var start: Duration
    }

    /// The records by what they say: the key, without the date where two dates are compared.
    private static func items(
        _ day: RehearsedDay?, comparing civilTime: ((Instant) -> Duration)? = nil
    ) -> [String: Item] {
        guard let day else { return [:] }
        let rotations = Set(day.order.rotations.map(\.key))
        var items: [String: Item] = [:]
        for record in day.records {
            let start = record.start ?? record.planned
            guard let civilTime else {
                items[record.key] = Item(record: record, start: start.sinceEpoch)
                continue
            }
            guard !rotations.contains(record.key.droppingCount) else { continue }
            items[String(record.key.dropFirst(day.order.date.description.count + 1))] = Item(
                record: record, start: civilTime(start))
        }
        return items
    }

    private static func changes(_ before: [String: Item], _ after: [String: Item], _ clock: CivilClock) -> [Change] {
        let keys = Set(before.keys).union(after.keys)
        let changes = keys.compactMap { key -> (start: Duration, change: Change)? in
            let (old, new) = (before[key], after[key])
            guard let item = new ?? old else { return nil }
            if let old, let new, old.record.outcome == new.record.outcome,
                abs((new.start - old.start).seconds) < tolerance.seconds
            {
                return nil
            }
            let record = item.record
            return (
                item.start,
                Change(
                    change: old == nil ? .added : new == nil ? .removed : .moved, key: record.key, when: record.when,
                    verb: record.verb.rawValue, name: record.name,
                    before: old.map { Airing($0.record, clock) }, after: new.map { Airing($0.record, clock) })
            )
        }
        return changes.sorted { ($0.start, $0.change.key) < ($1.start, $1.change.key) }.map(\.change)
    }
}

extension DayChanges.Airing {
    init(_ record: CueRecord, _ clock: CivilClock) {
        planned = clock.iso8601(record.planned)
        start = record.start.map(clock.iso8601)
        end = record.end.map(clock.iso8601)
        outcome = record.outcome.rawValue
    }
}

extension Instant {
    fileprivate var sinceEpoch: Duration { self - Instant(nanoseconds: 0) }
}

extension String {
    /// The key of a rotation, from that of one of its promos.
    fileprivate var droppingCount: String {
        lastIndex(of: "/").map { String(self[..<$0]) } ?? self
    }
}
