// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

/// What the station tells of what was. The journal is read on its own thread, and answers are made beside the station: the
/// programme is not held up.
extension Station {
    /// How long the disk may take for one answer.
    private static let recordLimit = Duration.seconds(10)
    /// How far back the station's runs are looked through: to the one before a period of the longest length.
    private static let runsBefore = Duration.seconds(31 * 86_400)
    /// A shift is no longer: who hands over is to be told of all that nobody was told of, but not of last week.
    private static let longestShift = Duration.seconds(86_400)
    /// From when to when something of a broadcasting day may be planned, as `ClockTime` says.
    private static let farthest = (before: ClockTime(seconds: -12 * 3600), after: ClockTime(seconds: 48 * 3600))

    /// How long a clip is taken to last that is not prepared yet: about as long as a script.
    private static let assumedDuration = Duration.seconds(20)

    // MARK: Answers

    /// What aired in a time, when and why.
    ///
    /// - Parameter withMusic: whether songs are told of.
    /// - Throws: `RequestRefused` when the time cannot be read or is too long, or the journal cannot be read.
    public nonisolated func asRun(
        _ query: RecordQuery, withMusic: Bool
    ) async throws(RequestRefused) -> AsRunReport {
        let context = await recordContext()
        let period = try query.period(context.days, now: context.now, in: context.language)
        let record = try await record(of: period, context)
        return AsRunReport(record, context.words(for: period.date), zones: context.zones, withMusic: withMusic)
    }

    /// The handover book of a time; where none is given, of the present shift.
    ///
    /// - Throws: `RequestRefused` when the time cannot be read or is too long, or the journal cannot be read.
    public nonisolated func report(_ query: RecordQuery) async throws(RequestRefused) -> ShiftReport {
        let context = await recordContext()
        let isShift = query == RecordQuery()
        let period =
            isShift
            ? try await shift(context, until: context.now)
            : try query.period(context.days, now: context.now, in: context.language)
        return try await report(of: period, context)
    }

    /// Ends the present shift: the next one begins now. What is written down for it is in the book of both.
    ///
    /// - Returns: the handover book of the shift that has ended.
    /// - Throws: `RequestRefused` when the journal cannot be read; the shift goes on.
    public nonisolated func handOver(
        _ note: HandoverNote, by requester: Requester
    ) async throws(RequestRefused) -> ShiftReport {
        let context = await recordContext()
        let shift = try await shift(context, until: context.now)
        journal.note(
            StationAction(
                StationAction.handover, of: note.note, by: requester.user, atNs: context.now.nanoseconds))
        return try await report(of: shift, context)
    }

    /// Why something aired when it did, or did not.
    ///
    /// - Parameters:
    ///   - question: a cue's key, the beginning of an announcement's id, a time of the day, or a name.
    ///   - date: `2026-11-21`; nil for the day of the key, else the present one, else the last that had such a name.
    /// - Throws: `RequestRefused` when nothing fits, or the journal cannot be read.
    public nonisolated func why(_ question: String, on date: String?) async throws(RequestRefused) -> WhyAnswer {
        let context = await recordContext()
        let given = try RecordQuery(date: date).day(in: context.language)
        let ofKey = CivilDate(String(question.prefix(10)))
        let present = context.days.date(at: context.now)
        let search = try await search(given ?? ofKey ?? present, context, present)
        if let answer = search.answer(question) { return answer }
        if given == nil, ofKey == nil, let other = try await lastDay(of: question, context),
            let answer = try await self.search(other, context, present).answer(question)
        {
            return answer
        }
        throw unknown(question, search, context)
    }

    private nonisolated func unknown(
        _ question: String, _ search: WhySearch, _ context: RecordContext
    ) -> RequestRefused {
        let asked = question.shortened
        let near = search.nearestName(to: question)
        return RequestRefused(
            .unknown,
            Wording(
                en: "nothing on \(search.words.date) is called or airs at \"\(asked)\"",
                zh: "\(search.words.date) 没有名称或时间是“\(asked)”的内容"),
            near.map {
                Wording(
                    en: "did you mean \"\($0)\"? storecast log lists the day", zh: "是不是“\($0)”？storecast log 列出全天记录")
            }
                ?? Wording(
                    en: "give a time such as 10:07, a name, or a key of storecast log --json; another day with --date",
                    zh: "请写 10:07 这样的时间、名称，或 storecast log --json 中的编号；其他日期加 --date"),
            in: context.language)
    }

    // MARK: Parts of them

    private nonisolated func report(
        of period: RecordPeriod, _ context: RecordContext
    ) async throws(RequestRefused) -> ShiftReport {
        ShiftReport(
            try await record(of: period, context), store: context.store.schedule.settings.name,
            rotations: context.rotations(of: period), context.words(for: period.date))
    }

    /// From the last handover, or from the beginning of the day where that was too long ago.
    private nonisolated func shift(
        _ context: RecordContext, until now: Instant
    ) async throws(RequestRefused) -> RecordPeriod {
        let actions = try await reading(context) { [journal] limit throws(JournalError) in
            try await journal.actions(from: now - Self.longestShift, to: now, within: limit)
        }
        let present = context.days.date(at: now)
        let last = actions.last { $0.action == StationAction.handover }.map { Instant(nanoseconds: $0.atNs) }
        let from = last ?? min(context.days.begin(of: present), now)
        return RecordPeriod(
            date: last.map { context.days.date(at: $0) } ?? present, isWholeDay: false, from: from,
            to: max(now, from) + .milliseconds(1))
    }

    /// What a question is looked for in.
    private nonisolated func search(
        _ date: CivilDate, _ context: RecordContext, _ present: CivilDate
    ) async throws(RequestRefused) -> WhySearch {
        let record = try await record(of: context.days.period(of: date), context, withAllAnnouncements: date == present)
        let order = context.store.schedule.timetables.runningOrder(on: date, clock: context.clock)
        return WhySearch(
            record: record, order: order, forecasts: forecasts(of: order, context), mutedBy: context.mutedBy,
            words: context.words(for: date), present: present)
    }

    /// What of a day is still to come, as it would air: as its rehearsal says, and as the director does of what is near.
    private nonisolated func forecasts(of order: RunningOrder?, _ context: RecordContext) -> [String: CueRecord] {
        guard let order, order.cues.contains(where: { $0.planned + $0.lateness >= context.now }) else { return [:] }
        var plan = context.store.plan(of: [order]).plan
        for clip in plan.clips(neededAfter: context.now) {
            // Nobody waits for a script to be spoken to be told of it.
            plan.clips[clip] = context.clips[clip] ?? .ready(ClipFacts(duration: Self.assumedDuration))
        }
        let cues = Dictionary(order.cues.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var forecasts: [String: CueRecord] = [:]
        for record in context.store.rehearse(order, plan).records {
            guard let cue = cues[record.key] else { continue }
            let view = context.next[record.key]
            guard view != nil || cue.planned > context.now else { continue }
            forecasts[record.key] = record.onAir(from: view)
        }
        for view in context.next.values
        where view.key.hasPrefix("\(order.date)/") && cues[view.key] == nil && forecasts[view.key] == nil {
            forecasts[view.key] = CueRecord(
                key: view.key, when: view.when, verb: view.verb, name: view.name, zones: view.zones,
                planned: view.start, start: view.start, end: view.end, outcome: .aired)
        }
        return forecasts
    }

    /// The last day on which something of that name was planned; nil for none.
    private nonisolated func lastDay(
        of question: String, _ context: RecordContext
    ) async throws(RequestRefused) -> CivilDate? {
        let found = try await reading(context) { [journal] limit throws(JournalError) in
            try await journal.cues(matching: question, within: limit)
        }
        return found.first.flatMap { CivilDate(String($0.key.prefix(10))) }
    }

    // MARK: Reading

    /// What is on record of a time, with what the station knows of announcements that is newer.
    private nonisolated func record(
        of period: RecordPeriod, _ context: RecordContext, withAllAnnouncements: Bool = false
    ) async throws(RequestRefused) -> BroadcastRecord {
        let clock = context.clock
        let planned =
            period.isWholeDay
            ? (clock.instant(period.date, Self.farthest.before), clock.instant(period.date, Self.farthest.after))
            : (period.from, period.to)
        let until = max(period.to, context.now) + .nanoseconds(1)
        var record = try await reading(context) { [journal] limit throws(JournalError) in
            let deadline = ContinuousClock.now + limit
            var record = BroadcastRecord(period: period, now: context.now)
            record.cues = try await journal.cues(from: planned.0, to: planned.1, within: deadline - .now)
            record.airings = try await journal.airings(from: period.from, to: period.to, within: deadline - .now)
            record.faults = try await journal.faults(from: period.from, to: period.to, within: deadline - .now)
            record.runs = try await journal.runs(
                from: period.from - Self.runsBefore, to: until, within: deadline - .now)
            record.actions = try await journal.actions(from: period.from, to: period.to, within: deadline - .now)
            record.announcements = try await journal.announcements(
                from: period.from, to: period.to, within: deadline - .now
            ).map { RecordedAnnouncement($0) }
            return record
        }
        record.cues.removeAll { !period.holds($0) }
        record.living = context.living
        let living = Dictionary(
            context.announcements.map { ($0.entry.id, $0) }, uniquingKeysWith: { first, _ in first })
        let kept = Set(record.announcements.map(\.entry.id))
        record.announcements = record.announcements.map { living[$0.entry.id] ?? $0 }
        record.announcements += context.announcements.filter { announcement in
            let isOfNow =
                period.holds(announcement.received) || announcement.hearings.contains { period.holds($0.start) }
                || (!announcement.entry.isOver && announcement.received < period.to)
            return !kept.contains(announcement.entry.id) && (withAllAnnouncements || isOfNow)
        }
        return record
    }

    private nonisolated func reading<Value>(
        _ context: RecordContext, _ read: (Duration) async throws(JournalError) -> Value
    ) async throws(RequestRefused) -> Value {
        do throws(JournalError) {
            return try await read(Self.recordLimit)
        } catch {
            throw RequestRefused(
                .unread,
                Wording(
                    en: "the record cannot be read: \(error.wording.en)", zh: "无法读取播出记录：\(error.wording.zh)"),
                Wording(
                    en: "\(error.fix.en); the programme plays on meanwhile", zh: "\(error.fix.zh)；其间播出照常"),
                in: context.language)
        }
    }
}

extension CueRecord {
    /// The same with the start that the director gives; nil for none.
    fileprivate func onAir(from view: Director.View?) -> CueRecord {
        guard let view else { return self }
        var record = self
        record.start = view.start
        record.end = view.end
        record.outcome = .aired
        if outcome != .aired { record.reason = nil }
        return record
    }
}
