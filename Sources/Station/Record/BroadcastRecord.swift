// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Playout
import Timetable

/// What is on record of a period: rows of the journal, as values.
struct BroadcastRecord: Sendable {
    /// What is told of.
    var period: RecordPeriod
    /// The present instant by the station's clock.
    var now: Instant
    /// What was planned or heard, in no order.
    var cues: [CueRecord] = []
    /// What was pushed or heard.
    var announcements: [RecordedAnnouncement] = []
    /// What sounded at the cards.
    var airings: [AiringEntry] = [] {
        didSet { airingsBySubject = Dictionary(grouping: airings, by: \.subject) }
    }
    /// The same by what they are of.
    private(set) var airingsBySubject: [AiringEntry.Subject: [AiringEntry]] = [:]
    /// What was wrong.
    var faults: [FaultEntry] = []
    /// When the program ran, the present run included.
    var runs: [RunEntry] = []
    /// What people did to the station.
    var actions: [StationAction] = []
    /// The keys of the cues that are heard, or in force, now: a line of the bed is taken up again after a restart.
    var living: Set<String> = []

    /// When the station was off between two runs.
    var stops: [(from: Instant, to: Instant)] {
        let runs = runs.sorted { $0.start < $1.start }
        return zip(runs, runs.dropFirst()).compactMap { run, next in
            let from = run.end ?? run.lastAlive
            // A clock that was set back may have a run begin before the one before it ended.
            return from < next.start ? (from, next.start) : nil
        }
    }

    /// How something stands that began and of which no end is on record.
    func standing(since start: Instant) -> CueStanding {
        guard let stop = stops.first(where: { $0.to > start }) else { return .onAir }
        return .cutOff(max(stop.from, start))
    }

    /// When a fault was over; nil while it lasts. One of which no end is on record was so when its run ended: what is
    /// still wrong after that is noted anew.
    func end(of fault: FaultEntry) -> Instant? {
        fault.to ?? stops.first { $0.to > fault.from }.map { max($0.from, fault.from) }
    }

    /// How a cue stands.
    func standing(of cue: CueRecord) -> CueStanding {
        guard cue.outcome == .aired, cue.end == nil, let start = cue.start else { return .over }
        return living.contains(cue.key) ? .onAir : standing(since: start)
    }
}

/// How a cue stands that is on record.
enum CueStanding: Sendable, Equatable {
    /// It has ended.
    case over
    /// It is heard, or in force, now.
    case onAir
    /// The station ended meanwhile, at that instant.
    case cutOff(Instant)
}

/// An announcement of the journal with what it came to.
struct RecordedAnnouncement: Sendable, Equatable {
    /// How it stands.
    var entry: AnnouncementEntry
    /// What it came to; nil where this version cannot read it.
    var order: AnnouncementOrder?
    /// When it will be heard next as things stand; nil where that is not known.
    var next: Instant?

    /// An announcement as the journal has it.
    init(_ entry: AnnouncementEntry) {
        // What an older version wrote may lack what this one needs; its name is then its id.
        self.init(entry, try? JSONDecoder().decode(AnnouncementOrder.self, from: Data(entry.order.utf8)))
    }

    /// An announcement as the station knows it.
    init(_ entry: AnnouncementEntry, _ order: AnnouncementOrder?, next: Instant? = nil) {
        self.entry = entry
        self.order = order
        self.next = next
    }

    /// The script's name, the first words, or the recording's name.
    var name: String { order?.name ?? String(entry.id.prefix(8)) }

    /// How it stands.
    var state: AnnouncementStatus.State { AnnouncementStatus.State(rawValue: entry.state) ?? .failed }

    /// Who gives way to it.
    var broadcastClass: BroadcastClass { order?.ranked ?? .urgent }

    /// When it was accepted.
    var received: Instant { Instant(nanoseconds: entry.receivedNs) }

    /// When it was heard, each from its first frame to its last; what follows without a pause, as an emergency does, is
    /// one.
    var hearings: [Hearing] {
        var hearings: [Hearing] = []
        for airing in entry.airings {
            let start = Instant(nanoseconds: airing.startNs)
            let end = airing.endNs.map { Instant(nanoseconds: $0) }
            if let last = hearings.last, let lastEnd = last.end, start - lastEnd < Self.pause {
                hearings[hearings.count - 1].end = end
                hearings[hearings.count - 1].times += 1
                hearings[hearings.count - 1].isCutShort = airing.isCutShort
            } else {
                hearings.append(Hearing(start: start, end: end, isCutShort: airing.isCutShort))
            }
        }
        return hearings
    }

    /// A shorter time between two hearings is none.
    private static let pause = Duration.seconds(1)

    /// One time it was heard, or several without a pause.
    struct Hearing: Sendable, Equatable {
        var start: Instant
        /// Nil while it is on air, and for ever where it was cut short.
        var end: Instant?
        var times = 1
        /// Whether the program ended meanwhile.
        var isCutShort = false
    }

    /// What somebody did to it last, of that kind; nil for nothing.
    func last(_ action: AnnouncementAction) -> AnnouncementEntry.Action? {
        entry.actions.last { $0.action == action.rawValue }
    }
}
