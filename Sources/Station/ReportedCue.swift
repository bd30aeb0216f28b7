// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// What became of a cue in simulated time: a row of `rehearse --json` and of `GET /v1/running-order`. Instants are
/// ISO 8601 with the store's offset and milliseconds.
public struct RehearsedCue: Encodable, Sendable, Equatable {
    /// The cue's key.
    public let key: String
    /// As written in the timetable.
    public let when: String
    /// What it does.
    public let verb: String
    /// The folder, file, script or promo.
    public let name: String
    /// The zones that hear it.
    public let zones: [String]
    /// When it was planned.
    public let planned: String
    /// Its first frame; nil where it did not air.
    @OrNull public private(set) var start: String?
    /// Its last frame; nil where it did not air.
    @OrNull public private(set) var end: String?
    /// `aired`, `gaveWay` or `missed`.
    public let outcome: String
    /// Why it did not air, or why there, in the store's language.
    @OrNull public private(set) var reason: String?

    /// A record in words.
    public init(_ record: CueRecord, _ clock: CivilClock, _ language: Language) {
        key = record.key
        when = record.when
        verb = record.verb.rawValue
        name = record.name
        zones = record.zones
        planned = clock.iso8601(record.planned)
        start = record.start.map(clock.iso8601)
        end = record.end.map(clock.iso8601)
        outcome = record.outcome.rawValue
        reason = record.reason?.wording(clock: clock).text(in: language)
    }
}
