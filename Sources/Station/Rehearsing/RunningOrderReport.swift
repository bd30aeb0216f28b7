// SPDX-License-Identifier: Apache-2.0
import Timetable

/// A day as it will air: the JSON of `GET /v1/running-order`.
public struct RunningOrderReport: Encodable, Sendable, Equatable {
    /// The day.
    public var date: String
    /// The store's IANA time zone.
    public var timezone: String
    /// Its cues in order; empty when the store is closed.
    public var cues: [ReportedCue]
    /// What is wrong with the store and with the sound of that day.
    public var problems: [Problem]
}

extension Station {
    /// A day as it will air. It runs beside the station, on what the station has loaded; only what the day plays and
    /// nobody has prepared yet is spoken and measured first.
    ///
    /// - Parameter date: `2026-11-21`; nil for the present day.
    /// - Throws: `RequestRefused` when that is no date.
    public nonisolated func runningOrder(on date: String?) async throws(RequestRefused) -> RunningOrderReport {
        // A reload in the meantime does not change what is being answered.
        let store = await store
        let schedule = store.schedule
        let clock = schedule.clock
        let language = schedule.settings.language
        let day = try RecordQuery(date: date).day(in: language) ?? clock.date(of: now)
        let (cues, soundProblems) = await store.cues(on: day)
        return RunningOrderReport(
            date: day.description, timezone: clock.identifier, cues: cues, problems: store.problems + soundProblems)
    }
}
