// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// What the director shows of itself, for status pages and logs.
extension Director {
    /// Something on air or to come.
    public struct View: Sendable, Equatable {
        /// The cue's key, or the announcement's id.
        public var key: String
        /// As written in the timetable; empty for announcements.
        public var when: String
        /// What it does.
        public var verb: Verb
        /// The folder, file, script, promo or announcement.
        public var name: String
        /// Its first frame; a forecast while it has not begun.
        public var start: Instant
        /// Its last frame; nil for the bed's verbs.
        public var end: Instant?
    }

    /// The bed as it sounds.
    public struct BedView: Sendable, Equatable {
        /// The music folder.
        public var folder: String
        /// The song's title.
        public var title: String
        /// The song's first and last frame.
        public var start: Instant, end: Instant
    }

    /// The programme item that is heard at that instant.
    public func onAir(at now: Instant) -> View? {
        airings.last { $0.start <= now }?.view
    }

    /// The song of the bed; nil while the bed is silent or rests.
    public var bedView: BedView? {
        bed.current.map { BedView(folder: $0.folder, title: $0.song.title, start: $0.start, end: $0.end) }
    }

    /// The record of the `music` or `silence` line in force, which ends when the next one takes over.
    public var bedLine: CueRecord? {
        bed.line.map { bedRecord($0, until: nil) }
    }

    /// What comes next after that instant, as things stand, by start.
    public func next(_ count: Int, after now: Instant) -> [View] {
        let committed = airings.filter { $0.start > now }.map(\.view)
        let timed = upcoming.prefix(count).map {
            View(
                key: $0.cue.key, when: $0.cue.when, verb: $0.cue.verb, name: $0.cue.name, start: $0.start,
                end: $0.isBed ? nil : $0.end)
        }
        let promos = rotations.values.compactMap { state in
            nextSlot(state, at: now).map {
                View(
                    key: "\(state.rule.key)/\(state.count + 1)", when: state.rule.when, verb: .promo,
                    name: $0.clip.name, start: $0.start, end: $0.start + $0.facts.duration)
            }
        }
        let all = committed + queue(at: now) + timed + promos
        return Array(all.sorted { ($0.start, $0.key) < ($1.start, $1.key) }.prefix(count))
    }

    /// What waits for its turn, in the order in which it will air; the starts are estimates.
    public func queue(at now: Instant) -> [View] {
        var world = self
        var views: [View] = []
        for item in waiting.sorted(by: Item.precedes) {
            guard case .ready(let facts) = plan.clips[item.clip] else { continue }
            let start = world.place(of: item, lasting: facts.duration, at: now)
            guard item.mayStart(at: start) else { continue }
            let airing = Airing(id: PlaybackID(0), item: item, start: start, duration: facts.duration)
            views.append(airing.view)
            world.waiting.removeAll { $0.sequence == item.sequence }
            world.occupy(airing)
        }
        return views.sorted { ($0.start, $0.key) < ($1.start, $1.key) }
    }

    /// Those behind an airing in the queue find its place taken. What follows another at once is one with it,
    /// so that a long queue is quickly searched.
    private mutating func occupy(_ airing: Airing) {
        if let last = airings.last, last.leaves == nil, last.end + settings.spacing == airing.start,
            last.item.broadcastClass == airing.item.broadcastClass
        {
            airings[airings.count - 1].duration = airing.end - last.start
        } else {
            airings.append(airing)
        }
    }
}

extension Airing {
    fileprivate var view: Director.View {
        Director.View(
            key: item.key, when: item.when, verb: item.verb, name: item.name, start: start, end: end)
    }
}
