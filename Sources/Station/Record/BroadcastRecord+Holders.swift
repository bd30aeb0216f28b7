// SPDX-License-Identifier: Apache-2.0
import Journal
import Mixing
import Playout
import Timetable

/// What kept a cue from its time, where its record does not say.
extension BroadcastRecord {
    /// What is known to have sounded, and where.
    private struct Sounding {
        let key: String, name: String
        let from: Instant, to: Instant
        /// Nil for all.
        let zones: [String]?
    }

    /// What kept a cue that aired late, as the end of a sentence: `because "Lost child" was on air`; nil where it was not
    /// late, or nothing on record tells.
    func holder(of cue: CueRecord, _ words: RecordWords) -> Wording? {
        guard let start = cue.start, start - cue.planned >= CueSentence.tolerance else { return nil }
        let soundings = soundings.filter { sounding in
            sounding.key != cue.key && sounding.from < start && sounding.to > cue.planned
                && (sounding.zones.map { !Set($0).isDisjoint(with: cue.zones) } ?? true)
        }
        if let last = soundings.max(by: { $0.to < $1.to }) {
            let name = words.quoted(last.name)
            return Wording(en: "because \(name.en) was on air", zh: "因\(name.zh)正在播出")
        }
        if let stop = stops.last(where: { $0.from < start && $0.to > cue.planned }) {
            let reason = Reason.stationOff(from: stop.from, to: stop.to).clause(words)
            return Wording(en: "because \(reason.en)", zh: "因\(reason.zh.spaced)")
        }
        let fault = faults.last {
            $0.from < start && (end(of: $0) ?? now) > cue.planned && $0.kind != FaultBook.Kind.mistake.rawValue
        }
        return fault.map { Wording(en: "because of this: \($0.wording.en.trimmed)", zh: "原因：\($0.wording.zh.trimmed)") }
    }

    private var soundings: [Sounding] {
        let planned = cues.compactMap { cue -> Sounding? in
            guard !cue.verb.isBed, let start = cue.start else { return nil }
            return Sounding(key: cue.key, name: cue.name, from: start, to: cue.end ?? now, zones: cue.zones)
        }
        let pushed = announcements.flatMap { announcement in
            announcement.hearings.map { hearing in
                Sounding(
                    key: announcement.entry.id, name: announcement.name, from: hearing.start,
                    to: hearing.end ?? (hearing.isCutShort ? hearing.start : now), zones: announcement.order?.zones)
            }
        }
        let measured = airings.compactMap { airing -> Sounding? in
            guard airing.subject.kind != .song, let start = airing.start else { return nil }
            return Sounding(
                key: airing.subject.key, name: airing.name, from: start, to: airing.end, zones: airing.zones)
        }
        return planned + pushed + measured
    }

    /// The soundings of a cue or an announcement at the cards, the oldest first.
    func airings(of kind: AiringEntry.Subject.Kind, _ key: String) -> [AiringEntry] {
        (airingsBySubject[AiringEntry.Subject(kind, key)] ?? []).sorted { $0.end < $1.end }
    }

    /// How much of what was heard to its end was silence because it came too late; nil for less than anybody hears.
    func gap(in airings: [AiringEntry]) -> Duration? {
        let frames = airings.last.map(\.framesMissing) ?? 0
        let gap = Duration.seconds(1) * Double(frames) / Double(HouseFormat.sampleRate)
        return gap < Self.smallestGap ? nil : gap
    }

    /// A shorter one is told as frames alone.
    private static let smallestGap = Duration.milliseconds(100)

    /// What became of a cue, in one sentence.
    func sentence(of cue: CueRecord, _ words: RecordWords) -> String {
        let airings = airings(of: .cue, cue.key)
        return CueSentence(
            record: cue, standing: standing(of: cue), holder: holder(of: cue, words),
            hadBegun: airings.contains { $0.start != nil }, gap: gap(in: airings), words: words
        ).text
    }
}
