// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

/// One line of the as-run log: an item, a hearing of an announcement, a fault or a song.
struct AsRunLine {
    /// What it tells of.
    enum Kind {
        case cue(Verb), announcement, fault, song
    }

    let kind: Kind
    /// When it was to begin; nil where it was not planned.
    var planned: Instant?
    /// From when to when it was heard, or lasted; nil where it was not heard, and while it is.
    var start: Instant?, end: Instant?
    /// Whether it lasts.
    var isOn = false
    let name: String
    let zones: [String]
    /// How a cue ended; nil for others.
    var outcome: CueRecord.Outcome?
    /// What there is to explain.
    var remark: String?
    /// Who pushed it.
    var by: String?
    /// How loud it was, in dBFS; nil where that was not measured.
    var level: Double?
    /// The cue's key or the announcement's id.
    var key = ""

    /// Where it stands among the others.
    var at: Instant { start ?? planned ?? Instant(nanoseconds: 0) }

    /// What it does, or what kind of thing it is.
    var word: Wording {
        switch kind {
        case .cue(let verb): Wording(en: verb.words(in: .en), zh: verb.words(in: .zh))
        case .announcement: Wording(en: "announced", zh: "插播")
        case .fault: Wording(en: "FAULT", zh: "故障")
        case .song: Wording(en: "song", zh: "曲目")
        }
    }

    // MARK: From a record

    /// The lines of a record by when they were heard, or should have been.
    static func all(
        _ record: BroadcastRecord, _ cues: [CueRecord], _ announcements: [RecordedAnnouncement], _ songs: [AiringEntry],
        allZones: [String], _ words: RecordWords
    ) -> [AsRunLine] {
        let planned = cues.map { AsRunLine($0, record, words) }
        let pushed = announcements.flatMap { lines(of: $0, record, allZones, words) }
        let faults = record.recordedFaults(words).map { fault in
            AsRunLine(
                kind: .fault, start: fault.span.from, end: fault.span.to, isOn: fault.span.to == nil,
                name: fault.label(words), zones: [])
        }
        let played = songs.map { song in
            AsRunLine(
                kind: .song, planned: nil, start: song.start ?? song.end, end: song.end, name: song.name,
                zones: song.zones, remark: song.ending == .brokeOff ? song.detail?.text(in: words.language) : nil,
                level: song.levelDB, key: song.subject.key)
        }
        let all = faults + planned + pushed + played
        return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    private init(_ cue: CueRecord, _ record: BroadcastRecord, _ words: RecordWords) {
        let standing = record.standing(of: cue)
        kind = .cue(cue.verb)
        planned = cue.planned
        start = cue.start
        end = cue.end
        if case .cutOff(let at) = standing { end = at }
        isOn = standing == .onAir
        name = cue.name
        zones = cue.zones
        outcome = cue.outcome
        let airings = record.airings(of: .cue, cue.key)
        level = airings.compactMap(\.levelDB).last
        key = cue.key
        let why =
            standing.remark(words) ?? cue.reason?.wording(clock: words.clock).text(in: words.language)
            ?? Self.lateness(of: cue, record, words)
        let lacking = record.gap(in: airings).map(words.seconds).map { gap in
            words.say("\(gap.en) of it silent: the sound came too late", "其中 \(gap.zh)因声音来迟而无声")
        }
        let told = [why, lacking].compactMap { $0 }
        remark = told.isEmpty ? nil : told.joined(separator: words.say("; ", "；"))
    }

    /// That a cue aired late, and what held it up; nil where it was on time. Music takes its time from its line.
    private static func lateness(of cue: CueRecord, _ record: BroadcastRecord, _ words: RecordWords) -> String? {
        guard !cue.verb.isBed, let start = cue.start, start - cue.planned >= CueSentence.tolerance else { return nil }
        let late = words.span(start - cue.planned)
        var plain = words
        // As the other names of the log: as they are written in the timetable.
        plain.titles = [:]
        let why = record.holder(of: cue, plain)
        return words.say(
            "\(late.en) late" + (why.map { ", \($0.en)" } ?? ""), "晚 \(late.zh)" + (why.map { "，\($0.zh)" } ?? ""))
    }

    /// A line for each hearing, or one where there was none.
    private static func lines(
        of announcement: RecordedAnnouncement, _ record: BroadcastRecord, _ allZones: [String], _ words: RecordWords
    ) -> [AsRunLine] {
        let level = record.airings(of: .announcement, announcement.entry.id).compactMap(\.levelDB).last
        func line(_ start: Instant?, _ end: Instant?, _ remark: String) -> AsRunLine {
            AsRunLine(
                kind: .announcement, planned: announcement.received, start: start, end: end,
                isOn: start != nil && end == nil, name: announcement.name,
                zones: announcement.order?.zones ?? allZones, remark: remark, by: announcement.entry.requestedBy,
                level: start == nil ? nil : level, key: announcement.entry.id)
        }
        let summary = AnnouncementRemark(announcement: announcement, words: words)
        let hearings = announcement.hearings.enumerated().filter { record.period.holds($0.element.start) }
        guard !hearings.isEmpty else {
            // One that was heard at another time only is none of this.
            let isOfNow = announcement.hearings.isEmpty && record.period.holds(announcement.received)
            return isOfNow ? [line(nil, nil, summary.unheard)] : []
        }
        return hearings.map { count, hearing in
            let cut = hearing.isCutShort ? record.standing(since: hearing.start) : .over
            var end = hearing.end
            if case .cutOff(let at) = cut { end = at }
            return line(hearing.start, end, summary.text(of: count, hearing))
        }
    }

    private init(
        kind: Kind, planned: Instant? = nil, start: Instant?, end: Instant?, isOn: Bool = false, name: String,
        zones: [String], remark: String? = nil, by: String? = nil, level: Double? = nil, key: String = ""
    ) {
        self.kind = kind
        self.planned = planned
        self.start = start
        self.end = end
        self.isOn = isOn
        self.name = name
        self.zones = zones
        self.remark = remark
        self.by = by
        self.level = level
        self.key = key
    }
}
