// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Playout
import Timetable

/// Finds what somebody asks about on a day: by key, id, time or name, whatever of it is on record or still to come.
struct WhySearch {
    /// A shorter beginning of an id names too many.
    private static let shortestBeginning = 4

    /// What is on record of the day.
    let record: BroadcastRecord
    /// What is planned for it.
    let order: RunningOrder?
    /// What is to come of it as things stand, by key.
    let forecasts: [String: CueRecord]
    /// Who has muted the store; nil where nobody has.
    let mutedBy: String?
    let words: RecordWords
    /// The present day: on others the answer names the date.
    let present: CivilDate

    /// What can be asked about.
    private struct Candidate {
        let kind: String, key: String, name: String
        /// When it was planned, and all the time it was heard.
        let planned: Instant, span: ClosedRange<Instant>
        /// What a name may be found in.
        let names: [String]
        let sentence: () -> String
    }

    /// What fits a question; nil where nothing does.
    func answer(_ question: String) -> WhyAnswer? {
        let question = question.trimmingCharacters(in: .whitespacesAndNewlines)
        let all = candidates
        let found = [byKey, byTime, byName, byWords].lazy.map { $0(question, all) }.first { !$0.isEmpty } ?? []
        guard !found.isEmpty else { return nil }
        func distance(_ candidate: Candidate) -> Duration {
            max(candidate.planned - record.now, record.now - candidate.planned)
        }
        let told = found.sorted { distance($0) < distance($1) }.prefix(WhyAnswer.limit)
            .sorted { ($0.planned, $0.key) < ($1.planned, $1.key) }
        return WhyAnswer(
            question: question,
            answers: told.map {
                WhyAnswer.Answer(kind: $0.kind, key: $0.key, name: $0.name, sentence: dated($0.sentence()))
            }, more: found.count - told.count)
    }

    /// The name that was most likely meant; nil where none is near.
    func nearestName(to question: String) -> String? {
        nearest(to: question, among: Set(candidates.flatMap(\.names)))
    }

    private func dated(_ sentence: String) -> String {
        words.date == present ? sentence : words.say("On \(words.date): \(sentence)", "\(words.date)：\(sentence)")
    }

    // MARK: What there is

    private var candidates: [Candidate] {
        let recorded = Set(record.cues.map(\.key))
        let planned = (order?.cues ?? []).filter { !recorded.contains($0.key) && forecasts[$0.key] == nil }
        return record.cues.map(candidate) + forecasts.values.filter { !recorded.contains($0.key) }.map(coming)
            + planned.map(unrecorded) + record.announcements.map(candidate)
    }

    private func candidate(_ cue: CueRecord) -> Candidate {
        // Of a line of the bed its beginning counts: it is in force at any time.
        let start = cue.start ?? cue.planned
        let from = min(cue.planned, start)
        let end: Instant =
            switch record.standing(of: cue) {
            case .over: cue.end ?? start
            case .onAir: record.now
            case .cutOff(let at): at
            }
        return Candidate(
            kind: "cue", key: cue.key, name: cue.name, planned: cue.planned,
            span: from...max(from, cue.verb.isBed ? start : end),
            names: names(cue.name, cue.verb, cue.key)
        ) { record.sentence(of: cue, words) }
    }

    private func coming(_ cue: CueRecord) -> Candidate {
        let from = min(cue.planned, cue.start ?? cue.planned)
        return Candidate(
            kind: "cue", key: cue.key, name: cue.name, planned: cue.planned, span: from...max(from, cue.planned),
            names: names(cue.name, cue.verb, cue.key)
        ) { ComingSentence(forecast: cue, mutedBy: mutedBy, words: words).text }
    }

    private func unrecorded(_ cue: Cue) -> Candidate {
        Candidate(
            kind: "cue", key: cue.key, name: cue.name, planned: cue.planned, span: cue.planned...cue.planned,
            names: names(cue.name, cue.verb, cue.key)
        ) {
            let subject = CueSentence(
                record: CueRecord(
                    key: cue.key, when: cue.when, verb: cue.verb, name: cue.name, zones: cue.zones,
                    planned: cue.planned, outcome: .missed), words: words
            ).subject
            let isDue = cue.planned + cue.lateness >= record.now
            let fate =
                isDue
                ? Wording(en: " is due and has not begun yet", zh: "已到时间，尚未开始")
                : Wording(en: " is in the timetable, but nothing about it is on record", zh: "在播出表中，但没有播出记录")
            return (subject + fate).sentence.text(in: words.language)
        }
    }

    private func candidate(_ announcement: RecordedAnnouncement) -> Candidate {
        let hearings = announcement.hearings
        let last = hearings.last.map { $0.end ?? max($0.start, $0.isCutShort ? $0.start : record.now) }
        let from = min(announcement.received, hearings.first?.start ?? announcement.received)
        return Candidate(
            kind: "announcement", key: announcement.entry.id, name: announcement.name,
            planned: announcement.received, span: from...max(from, last ?? from),
            names: names(announcement.name, nil, "")
        ) { AnnouncementSentence(announcement: announcement, words: words).text }
    }

    /// Its name, what people call it, and of a message its rotation.
    private func names(_ name: String, _ verb: Verb?, _ key: String) -> [String] {
        let rotation = verb == .promo ? key.split(separator: "/").dropFirst(4).first.map(String.init) : nil
        return [name, words.title(name), rotation].compactMap { $0 }.filter { !$0.isEmpty }
    }

    // MARK: What fits

    private func byKey(_ question: String, _ all: [Candidate]) -> [Candidate] {
        let same = all.filter { $0.key == question }
        guard same.isEmpty, question.count >= Self.shortestBeginning else { return same }
        return all.filter { $0.kind == "announcement" && $0.key.hasPrefix(question.lowercased()) }
    }

    private func byTime(_ question: String, _ all: [Candidate]) -> [Candidate] {
        span(of: question).map { span in all.filter { isOn($0, in: span) } } ?? []
    }

    /// Whether it was planned or heard then; between two hearings an announcement is not.
    private func isOn(_ candidate: Candidate, in span: ClosedRange<Instant>) -> Bool {
        guard candidate.span.overlaps(span) else { return false }
        guard candidate.kind == "announcement",
            let announcement = record.announcements.first(where: { $0.entry.id == candidate.key })
        else { return true }
        return span.contains(announcement.received)
            || announcement.hearings.contains { hearing in
                (hearing.start...max(hearing.start, hearing.end ?? candidate.span.upperBound)).overlaps(span)
            }
    }

    /// The minute, or second, that a time of the day means.
    private func span(of question: String) -> ClosedRange<Instant>? {
        guard let time = ClockTime(ofTimetable: question) else { return nil }
        let from = words.clock.instant(words.date, time)
        let hasSeconds = question.count(where: { $0 == ":" || $0 == "：" }) > 1
        return from...(from + .seconds(hasSeconds ? 1 : 60) - .nanoseconds(1))
    }

    private func byName(_ question: String, _ all: [Candidate]) -> [Candidate] {
        let wanted = question.lowercased()
        return all.filter { $0.names.contains { $0.lowercased() == wanted } }
    }

    /// Each word is a time, or is found in a name or the key.
    private func byWords(_ question: String, _ all: [Candidate]) -> [Candidate] {
        let wanted = question.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        guard !wanted.isEmpty, wanted.allSatisfy({ $0.utf8.count > 1 }) else { return [] }
        return all.filter { candidate in
            wanted.allSatisfy { word in
                (span(of: word).map { isOn(candidate, in: $0) } ?? false)
                    || (candidate.names + [candidate.key]).contains { $0.lowercased().contains(word) }
            }
        }
    }
}
