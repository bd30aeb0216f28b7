// SPDX-License-Identifier: Apache-2.0

/// How the messages of one rotation are spaced on one date.
public struct RotationRule: Sendable, Hashable {
    /// What names the rule for good: `2026-11-21/everyday/every-5-10m/promo/offers`, a twin ends in `/2`.
    public let key: String
    /// When, in canonical English: `every 5-10m`.
    public let when: String
    /// What it does: `promo` takes the next message of a rotation, `say` and `play` the same one each time.
    public let verb: Verb
    /// The rotation, script or file.
    public let name: String
    /// The shortest time from the end of one message to the start of the next.
    public let minimum: Duration
    /// The longest time from the end of one message to the start of the next; never below ``minimum``.
    public let maximum: Duration
    /// The first instant at which a message may be on air.
    public let from: Instant
    /// The instant by which the last message has ended. On a day on which the clocks change it may come
    /// before ``from``; then nothing airs.
    public let to: Instant
    /// The chime before each message, or nil for none.
    public let chime: String?
    /// Whether the bed fades out and rests instead of ducking.
    public let isAlone: Bool
    /// The zones that hear it; empty for all.
    public let zones: [String]
    /// How often each message is heard in a row, at least 1.
    public let times: Int
    /// Who gives way to whom; nil for the class of its verb.
    public let broadcastClass: BroadcastClass?
    /// Where it is written.
    public let location: Location

    /// Makes a rule; the running order makes those of a timetable.
    public init(
        key: String, when: String, verb: Verb = .promo, name: String, minimum: Duration, maximum: Duration,
        from: Instant, to: Instant, chime: String? = nil, isAlone: Bool = false, zones: [String] = [],
        times: Int = 1, broadcastClass: BroadcastClass? = nil, location: Location
    ) {
        self.key = key
        self.when = when
        self.verb = verb
        self.name = name
        self.minimum = minimum
        self.maximum = maximum
        self.from = from
        self.to = to
        self.chime = chime
        self.isAlone = isAlone
        self.zones = zones
        self.times = times
        self.broadcastClass = broadcastClass
        self.location = location
    }
}
