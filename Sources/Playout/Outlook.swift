// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What will come of what waits if nothing intervenes: a copy of the director, run ahead of time.
///
/// Whatever the rules are, what is estimated so comes true: it is the same director that will decide.
struct Outlook {
    /// How far ahead is looked: so many steps while one item waits, so many fewer the more wait, as each step finds all
    /// of them a place. That is about fifty items of a queue, and some ten milliseconds; what begins later is estimated
    /// from there.
    private static let steps = 5_000

    private var director: Director
    private var now: Instant
    /// Items that wait and have not begun yet, by key.
    private var wanted: Set<String>
    private var begun: [String: Airing] = [:]

    /// The future of a director in which every card takes its sound.
    init(_ director: Director, at now: Instant) {
        self.director = director
        self.now = now
        self.director.lostZones = []
        wanted = Set(self.director.forecasts(at: now).map(\.item.key))
    }

    /// Where everything goes that waits and will be heard, by start.
    mutating func waiting() -> [Airing] {
        var left = Self.steps
        while left > 0, !wanted.isEmpty {
            left -= max(1, director.waiting.count)
            guard step() else { break }
        }
        let later = director.forecasts(at: now).filter { wanted.contains($0.item.key) }.map {
            Airing(id: PlaybackID(0), item: $0.item, start: $0.start, duration: $0.facts.duration)
        }
        return (begun.values + later).sorted { ($0.start, $0.item.key) < ($1.start, $1.item.key) }
    }

    /// Takes the next thing that happens; answers whether there was any.
    private mutating func step() -> Bool {
        let report = nextReport
        guard let next = [report?.at, director.nextDeadline].compactMap({ $0 }).min() else { return false }
        now = max(now, next)
        let isReport = report.map { $0.at <= next } ?? false
        _ = director.handle(isReport ? report?.event ?? .tick : .tick, at: now)
        for airing in director.airings where airing.hasStarted && airing.leaves == nil {
            guard wanted.remove(airing.item.key) != nil else { continue }
            begun[airing.item.key] = airing
        }
        let alive = Set((director.waiting + director.airings.map(\.item)).map(\.key))
        wanted.formIntersection(alive)
        return true
    }

    /// What the shell would report next: each playback begins and ends as planned.
    private var nextReport: (at: Instant, event: Event)? {
        let reports = director.airings.filter { $0.leaves == nil }.map { airing -> (at: Instant, event: Event) in
            airing.hasStarted
                ? (airing.end, .ended(airing.id, at: airing.end))
                : (airing.start, .started(airing.id, at: max(airing.start, now)))
        }
        return reports.min { $0.at < $1.at }
    }
}
