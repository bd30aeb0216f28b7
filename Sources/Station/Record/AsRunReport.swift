// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

/// What aired in a time, when and why: the JSON of `GET /v1/as-run`. Its cues have the shape of `rehearse --json` with
/// measured times. Instants are ISO 8601 with the store's offset and milliseconds.
public struct AsRunReport: Encodable, Sendable {
    /// The broadcasting day.
    public let date: String
    /// The time that is told of.
    public let from: String, to: String
    /// The store's IANA time zone.
    public let timezone: String
    /// What was planned, in the order in which it aired or should have.
    public let cues: [AsRunCue]
    /// What was pushed, in the order in which it was.
    public let announcements: [AsRunAnnouncement]
    /// What was wrong meanwhile, the oldest first.
    public let faults: [RecordedFault]
    /// The songs, where they were asked for.
    public let music: [Sounding]?
    /// Nothing: what is wrong with the store is told by `storecast check`.
    public let problems: [Problem]
    /// All of it in the order in which it was heard, for text and tables.
    let lines: [AsRunLine]
    let words: RecordWords
    /// Whether the store has more than one zone, so that they are worth telling.
    let tellsZones: Bool

    private enum CodingKeys: String, CodingKey {
        case date, from, to, timezone, cues, announcements, faults, music, problems
    }

    /// A record in words.
    ///
    /// - Parameters:
    ///   - zones: all zones of the store.
    ///   - withMusic: whether songs are told of.
    init(_ record: BroadcastRecord, _ words: RecordWords, zones: [String], withMusic: Bool) {
        let clock = words.clock
        self.words = words
        tellsZones = zones.count > 1
        date = record.period.date.description
        from = clock.iso8601(record.period.from)
        to = clock.iso8601(record.period.to)
        timezone = clock.identifier
        func heard(_ kind: AiringEntry.Subject.Kind, _ key: String) -> [Sounding] {
            record.airings(of: kind, key).map { Sounding($0, words) }
        }
        let planned = record.cues.sorted { ($0.start ?? $0.planned, $0.key) < ($1.start ?? $1.planned, $1.key) }
        cues = planned.map { AsRunCue($0, record.standing(of: $0), heard(.cue, $0.key), words) }
        let pushed = record.announcements.sorted { $0.received < $1.received }
        announcements = pushed.map {
            AsRunAnnouncement($0, heard(.announcement, $0.entry.id), zones: zones, words)
        }
        faults = record.recordedFaults(words)
        let songs = record.airings.filter { $0.subject.kind == .song && withMusic }
        music = withMusic ? songs.map { Sounding($0, words) } : nil
        problems = []
        lines = AsRunLine.all(record, planned, pushed, songs, allZones: zones, words)
    }
}

/// What became of a cue: a row of `GET /v1/as-run`, which has what it sounded like at the cards beside what a rehearsal
/// would tell.
public struct AsRunCue: Encodable, Sendable, Equatable {
    /// What became of it.
    public let cue: ReportedCue
    /// Whether it is heard, or in force, now.
    public let onAir: Bool
    /// True where the station ended meanwhile, so that it was not heard to its end.
    public let isCutShort: Bool?
    /// Each time it sounded at the cards, also where it then gave way.
    public let airings: [Sounding]

    private enum CodingKeys: String, CodingKey {
        case onAir, isCutShort, airings
    }

    init(_ record: CueRecord, _ standing: CueStanding, _ airings: [Sounding], _ words: RecordWords) {
        var record = record
        if case .cutOff(let at) = standing { record.end = at }
        cue = ReportedCue(record, words.clock, words.language, remark: standing.remark(words))
        onAir = standing == .onAir
        isCutShort = standing.isCutOff ? true : nil
        self.airings = airings
    }

    /// Writes all of it as one row.
    public func encode(to encoder: any Encoder) throws {
        try cue.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(onAir, forKey: .onAir)
        try container.encodeIfPresent(isCutShort, forKey: .isCutShort)
        try container.encode(airings, forKey: .airings)
    }
}

extension CueStanding {
    /// That it was cut off, for people; nil where it was not.
    func remark(_ words: RecordWords) -> String? {
        guard case .cutOff(let at) = self else { return nil }
        return words.say("cut off at \(words.time(at)): the station stopped", "\(words.time(at)) 播音台停止运行，中断")
    }
}

/// One sounding at the cards, as it was measured there.
public struct Sounding: Encodable, Sendable, Equatable {
    /// What sounded.
    public let name: String
    /// Where.
    public let zones: [String]
    /// Its first frame; nil where none was heard.
    @OrNull public private(set) var start: String?
    /// Its last frame.
    public let end: String
    /// How many frames the cards took.
    public let frames: Int64
    /// How loud it was, in dBFS (RMS); nil where that was not measured.
    @OrNull public private(set) var level: Double?
    /// Its highest sample, in dBFS.
    @OrNull public private(set) var peak: Double?
    /// How many frames of it were not heard somewhere, because they came too late, or no card took them.
    public let framesMissing: Int64
    /// How often a card ran empty meanwhile.
    public let underruns: Int
    /// `whole`, `stopped`, `brokeOff` or `neverBegan`.
    public let ending: String
    /// Why it ended so, in the store's language.
    @OrNull public private(set) var reason: String?

    init(_ entry: AiringEntry, _ words: RecordWords) {
        name = entry.name
        zones = entry.zones
        end = words.clock.iso8601(entry.end)
        frames = entry.frames
        framesMissing = entry.framesMissing
        underruns = entry.underruns
        ending = entry.ending.rawValue
        start = entry.start.map(words.clock.iso8601)
        level = entry.levelDB.flatMap(Self.tenths)
        peak = entry.peakDB.flatMap(Self.tenths)
        reason = entry.detail?.text(in: words.language)
    }

    /// Rounded; nil for silence, which is no number in JSON.
    private static func tenths(_ level: Double) -> Double? {
        level.isFinite ? level.rounded(toParts: 10) : nil
    }
}

/// What became of an announcement.
public struct AsRunAnnouncement: Encodable, Sendable, Equatable {
    /// Its identity.
    public let id: String
    /// The script's name, the beginning of the text, or the recording's name.
    public let name: String
    /// Who gives way to it.
    public let broadcastClass: String
    /// How it stands.
    public let state: String
    /// The Unix user who pushed it.
    public let by: String
    /// When it was accepted.
    public let received: String
    /// The zones it was for.
    public let zones: [String]
    /// From when to when it was heard, each time; an end is absent while it is on air.
    public let hearings: [AnnouncementStatus.Airing]
    /// What people did to it.
    public let actions: [AnnouncementStatus.Action]
    /// Each time it sounded at the cards.
    public let airings: [Sounding]
    /// The remark that came with it.
    @OrNull public private(set) var note: String?
    /// What became of it, in one sentence of the store's language.
    public let sentence: String

    private enum CodingKeys: String, CodingKey {
        case id, name, state, by, received, zones, hearings, actions, airings, note, sentence
        case broadcastClass = "class"
    }

    init(_ announcement: RecordedAnnouncement, _ airings: [Sounding], zones all: [String], _ words: RecordWords) {
        let entry = announcement.entry
        func text(_ nanoseconds: Int64) -> String { words.clock.iso8601(Instant(nanoseconds: nanoseconds)) }
        id = entry.id
        name = announcement.name
        broadcastClass = announcement.broadcastClass.name
        state = announcement.state.rawValue
        by = entry.requestedBy
        received = text(entry.receivedNs)
        zones = announcement.order?.zones ?? all
        hearings = entry.airings.map {
            AnnouncementStatus.Airing(
                start: text($0.startNs), end: $0.endNs.map(text), isCutShort: $0.isCutShort ? true : nil)
        }
        actions = entry.actions.map { AnnouncementStatus.Action(action: $0.action, by: $0.by, at: text($0.atNs)) }
        self.airings = airings
        sentence = AnnouncementSentence(announcement: announcement, words: words).text
        note = announcement.order?.note
    }
}
