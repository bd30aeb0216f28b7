// SPDX-License-Identifier: Apache-2.0

/// One planned item of the running order.
public struct Cue: Sendable, Hashable, Identifiable {
    /// What names the cue for good: `2026-11-21/everyday/09:00/say/store-guide`, a twin ends in `/2`. One of an
    /// `every SPAN` has its time after the name: `2026-11-21/everyday/every-1h/say/slips-reminder/14:00`.
    ///
    /// It is made of what the line says in its canonical spelling, not of where the line stands, so that
    /// editing other lines never changes it.
    public let key: String
    /// When, in canonical English: `09:00`, `open-5m`.
    public let when: String
    /// What it does.
    public let verb: Verb
    /// What is heard: a folder, file, script or rotation; empty for `silence`.
    public let name: String
    /// The written time: the start, or the end where ``isEnding``.
    public let planned: Instant
    /// Whether the item ends at ``planned`` instead of starting then.
    public let isEnding: Bool
    /// The chime before it, or nil for none.
    public let chime: String?
    /// Whether the bed fades out and rests instead of ducking.
    public let isAlone: Bool
    /// The zones that hear it; empty for all.
    public let zones: [String]
    /// How often it is heard in a row, at least 1.
    public let times: Int
    /// Who gives way to whom; nil for the class of its verb.
    public let broadcastClass: BroadcastClass?
    /// Whether a `music` folder plays in the order of its names instead of shuffled.
    public let isInOrder: Bool
    /// How long after ``planned`` it may still start.
    public let lateness: Duration
    /// Where it is written.
    public let location: Location

    /// The ``key``.
    public var id: String { key }

    /// How late a cue may still start when its line does not say: 60 s.
    public static let defaultLateness = Duration.seconds(60)

    /// Makes a cue; the running order makes those of a timetable.
    public init(
        key: String, when: String, verb: Verb, name: String, planned: Instant, isEnding: Bool = false,
        chime: String? = nil, isAlone: Bool = false, zones: [String] = [], times: Int = 1,
        broadcastClass: BroadcastClass? = nil, isInOrder: Bool = false,
        lateness: Duration = Cue.defaultLateness, location: Location
    ) {
        self.key = key
        self.when = when
        self.verb = verb
        self.name = name
        self.planned = planned
        self.isEnding = isEnding
        self.chime = chime
        self.isAlone = isAlone
        self.zones = zones
        self.times = times
        self.broadcastClass = broadcastClass
        self.isInOrder = isInOrder
        self.lateness = lateness
        self.location = location
    }
}
