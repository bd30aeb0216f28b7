// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// What became of a cue: a row of `rehearse --json` and `GET /v1/running-order` in simulated time, of `log --json` and
/// `GET /v1/as-run` with times measured at the card. Instants are ISO 8601 with the store's offset and milliseconds.
public struct ReportedCue: Encodable, Sendable, Equatable {
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
    /// Its last frame; nil where it did not air, and while it is heard.
    @OrNull public private(set) var end: String?
    /// `aired`, `gaveWay` or `missed`.
    public let outcome: String
    /// Why it did not air, or why there, in the store's language.
    @OrNull public private(set) var reason: String?

    /// A record in words.
    ///
    /// - Parameter remark: what is told instead of its reason; nil for nothing.
    public init(_ record: CueRecord, _ clock: CivilClock, _ language: Language, remark: String? = nil) {
        key = record.key
        when = record.when
        verb = record.verb.rawValue
        name = record.name
        zones = record.zones
        planned = clock.iso8601(record.planned)
        start = record.start.map(clock.iso8601)
        end = record.end.map(clock.iso8601)
        outcome = record.outcome.rawValue
        reason = remark ?? record.reason?.wording(clock: clock).text(in: language)
    }
}
