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
        /// The names of its zones, in the order of the store.
        public var zones: [String]
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

    /// What one zone hears.
    public struct ZoneView: Sendable, Equatable {
        /// The zone.
        public var name: String
        /// The programme item that is heard; nil for none.
        public var onAir: View?
        /// The song of the bed; nil while the bed is silent or rests.
        public var bed: BedView?
        /// The record of the `music` or `silence` line in force, which ends when the next one takes over; nil
        /// before the first.
        public var line: CueRecord?
    }

    /// What each zone of the plan hears at that instant, in their order.
    public func zones(at now: Instant) -> [ZoneView] {
        plan.zones.prefix(ZoneSet.limit).enumerated().map { place, name in
            let zone = ZoneSet(zone: place)
            let bed = beds.first { $0.zones.contains(zone) }
            return ZoneView(
                name: name,
                onAir: airings.last { $0.start <= now && $0.item.zones.contains(zone) }.map(view),
                bed: bed?.current.map {
                    BedView(folder: $0.folder, title: $0.song.title, start: $0.start, end: $0.end)
                },
                line: bed?.line.map { bedRecord($0, until: nil) })
        }
    }

    /// The names of zones of the present plan, in the order of the store.
    public func names(of zones: ZoneSet) -> [String] { plan.names(of: zones) }

    /// What is known of the clips of the plan, as far as they have been prepared.
    public var clips: [ClipID: ClipState] { plan.clips }

    /// The records of the `music` and `silence` lines in force in any zone, each once.
    public var linesInForce: [CueRecord] {
        var keys: Set<String> = []
        return beds.compactMap(\.line).filter { keys.insert($0.cue.key).inserted }
            .map { bedRecord($0, until: nil) }
    }

    /// What comes next after that instant, as things stand, by start.
    public func next(_ count: Int, after now: Instant) -> [View] {
        let timed = upcoming.prefix(count).map {
            View(
                key: $0.cue.key, when: $0.cue.when, verb: $0.cue.verb, name: $0.cue.name,
                zones: plan.names(of: $0.zones), start: $0.start, end: $0.isBed ? nil : $0.end)
        }
        var world = self
        let places = rotations.begun.lowerBound..<rotations.states.count
        let rotated = rotations.states[places].prefix(rotations.begun.count + count).compactMap { state in
            world.forecast(of: state, at: now).map {
                View(
                    key: "\(state.rule.key)/\(state.count + 1)", when: state.rule.when, verb: state.rule.verb,
                    name: $0.clip.name, zones: plan.names(of: state.claim.zones), start: $0.start,
                    end: $0.start + $0.facts.duration)
            }
        }
        let all = queue(at: now) + timed + rotated
        return Array(all.sorted { ($0.start, $0.key) < ($1.start, $1.key) }.prefix(count))
    }

    /// What has its turn still to come, in the order in which it will air: what is committed to begin, and what waits.
    /// The starts come true if nothing intervenes; what waits for the end of an emergency has none, and is left out.
    public func queue(at now: Instant) -> [View] {
        // An emergency is followed by itself; what follows is no news.
        let committed = airings.filter {
            $0.start > now && !$0.hasStarted && $0.leaves == nil && !isEndless($0)
        }
        guard !waiting.isEmpty else { return committed.map(view) }
        var outlook = Outlook(self, at: now)
        let all = committed + outlook.waiting()
        return all.sorted { ($0.start, $0.item.key) < ($1.start, $1.item.key) }.map(view)
    }

    private func view(_ airing: Airing) -> View {
        let item = airing.item
        return View(
            key: item.key, when: item.when, verb: item.verb, name: item.name, zones: plan.names(of: item.zones),
            start: airing.start, end: airing.end)
    }
}
