// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Timetable

@testable import Station

/// A desk that answers from memory.
actor StubDesk: BroadcastDesk {
    static let fixed = StationStatus(
        name: "Test", language: "en",
        clock: StationStatus.Clock(
            now: "2026-11-21T09:00:00.000+08:00", timezone: "Asia/Shanghai", isAsIf: true,
            isTrusted: true),
        zones: [StationStatus.Zone(name: "store", bed: nil, onAir: nil)], next: [], queue: [],
        outputs: [
            StationStatus.Output(
                name: "main", zones: ["store"], device: "default", state: "silent", reason: "no card", rate: nil,
                channels: nil,
                format: nil, latencyMs: 0, underruns: 0, isRealtime: false)
        ],
        health: StationStatus.Health(isGood: false, problems: ["no sound"]))

    private var mutedBy: String?
    nonisolated let roles: RoleTable
    nonisolated var language: Language { .en }
    /// Who pushed each announcement.
    private(set) var requesters: [Requester] = []
    private var accepted: [AnnouncementStatus] = []

    /// What is answered to whoever announces or uploads; nil to accept it.
    private var refusal: RequestRefused?
    /// What keeps a reload from being made.
    private let mistakes: [Problem]
    /// What a rehearsal waits for.
    private let rehearsal: @Sendable () async -> Void
    /// What a listener hears instead of `sound`.
    private let programme: AsyncStream<[UInt8]>?

    /// - Parameter roles: none for anybody but who runs the test, unless given.
    init(
        roles: RoleTable = RoleTable(), refusal: RequestRefused? = nil, mistakes: [Problem] = [],
        rehearsal: @escaping @Sendable () async -> Void = {}, programme: AsyncStream<[UInt8]>? = nil
    ) {
        self.roles = roles
        self.refusal = refusal
        self.mistakes = mistakes
        self.rehearsal = rehearsal
        self.programme = programme
    }

    static let script = ScriptSummary(
        name: "wet-floor", title: "Wet floor", broadcastClass: "notice", slots: ["place"], languages: ["zh", "en"],
        texts: [
            ScriptSummary.Text(language: "zh", title: "地面湿滑", text: "{place}地面湿滑"),
            ScriptSummary.Text(language: "en", title: "Wet floor", text: "The floor is wet at {place}."),
        ], repetition: AnnouncementRequest.Repetition(times: 3, every: "5m", until: "claimed"))

    func status() -> StationStatus {
        var status = Self.fixed
        status.mutedBy = mutedBy
        return status
    }

    func metrics() -> String { "# TYPE storecast_problems gauge\nstorecast_problems 1\n" }

    func ready() async -> ReadyReport {
        await rehearsal()
        return ReadyReport([.dayClosed], of: "Test", in: .en, at: "2026-11-21T09:00:00.000+08:00")
    }

    /// What each listener gets, before it ends.
    static let sound: [[UInt8]] = [[1, 2], [3, 4]]

    func listen(to zone: String?, drop: @escaping @Sendable () -> Void) throws(RequestRefused) -> AsyncStream<[UInt8]> {
        if let refusal { throw refusal }
        if let programme { return programme }
        return AsyncStream { sound in
            for piece in Self.sound { sound.yield(piece) }
            sound.finish()
        }
    }

    /// How loud each zone is; changed by tests.
    private(set) var levelsNow: [ZoneLevel] = []

    func show(_ levels: [ZoneLevel]) { levelsNow = levels }

    func levels() -> [ZoneLevel] { levelsNow }

    func scripts() -> [ScriptSummary] { [Self.script] }

    func announce(
        _ request: AnnouncementRequest, by requester: Requester
    ) throws(RequestRefused) -> AnnouncementStatus {
        if let refusal { throw refusal }
        guard let text = request.text, !text.isEmpty else {
            throw RequestRefused(kind: .unusable, message: "there is nothing to say", fix: "give a text")
        }
        let announcement = AnnouncementStatus(
            id: "id-\(accepted.count + 1)", name: text, broadcastClass: "urgent", state: .queued, by: requester.user,
            zones: ["store"],
            durable: false, airings: [], actions: [])
        accepted.append(announcement)
        requesters.append(requester)
        return announcement
    }

    func audition(_ request: AnnouncementRequest) throws(RequestRefused) -> Audition {
        if let refusal { throw refusal }
        return Audition(id: "heard", seconds: 1.5, texts: [request.text ?? ""])
    }

    func auditionText(
        _ text: String, at path: TextPath, fields: [String: String], languages: [String]?
    ) throws(RequestRefused) -> Audition {
        Audition(id: "heard", seconds: 1.5, texts: [text])
    }

    func auditionSound(_ id: String) -> AuditionSound? { nil }

    func cancel(_ id: String, by requester: Requester) throws(RequestRefused) -> AnnouncementStatus {
        try end(id, .cancelled)
    }

    func claim(_ id: String, by requester: Requester) throws(RequestRefused) -> AnnouncementStatus {
        try end(id, .claimed)
    }

    private func end(_ id: String, _ state: AnnouncementStatus.State) throws(RequestRefused) -> AnnouncementStatus {
        guard let index = accepted.firstIndex(where: { $0.id == id }) else {
            throw RequestRefused(kind: .unknown, message: "there is no announcement \(id)")
        }
        accepted[index].state = state
        return accepted[index]
    }

    func reload(by requester: Requester) throws(ReloadRefused) -> ReloadReport {
        guard mistakes.isEmpty else {
            throw ReloadRefused(message: "not loaded", fix: "mend it", problems: mistakes)
        }
        return ReloadReport(changed: ["everyday: 10:00 say store-guide is new"], problems: [])
    }

    func mute(by requester: Requester) -> StationStatus {
        mutedBy = requester.user
        return status()
    }

    func unmute(by requester: Requester) -> StationStatus {
        mutedBy = nil
        return status()
    }

    /// Where uploads lie.
    nonisolated let folder = NSTemporaryDirectory() + "storecast-stub-\(UUID().uuidString.prefix(8))"
    private let uploads = UploadCount()
    /// How many bytes each upload had that was kept.
    private(set) var keptBytes: [Int] = []

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func refuse(_ refusal: RequestRefused) { self.refusal = refusal }

    func beginUpload(by requester: Requester) throws(RequestRefused) -> Upload {
        guard let place = uploads.take() else { throw RequestRefused(kind: .full, message: "many", fix: "wait") }
        return try Upload(in: "\(folder)/incoming", place: place, language: .en)
    }

    func keep(_ upload: Upload, by requester: Requester) throws(RequestRefused) -> Recording {
        if let refusal { throw refusal }
        keptBytes.append(FileManager.default.contents(atPath: upload.path)?.count ?? 0)
        return Recording(id: upload.id, duration: 1.5, loudness: -20, trimmed: 0.5)
    }

    func recording(_ id: String) -> Recording? { nil }

    func announcement(_ id: String) -> AnnouncementStatus? { accepted.first { $0.id == id } }

    func allAnnouncements() -> [AnnouncementStatus] { accepted.reversed() }

    func runningOrder(on date: String?) async throws(RequestRefused) -> RunningOrderReport {
        await rehearsal()
        return RunningOrderReport(date: date ?? "2026-11-21", timezone: "Asia/Shanghai", cues: [], problems: [])
    }

    /// The texts that were saved, by path.
    private(set) var saved: [String: String] = [:]

    func texts(for requester: Requester) -> [TextSummary] { [] }

    func text(_ path: TextPath) throws(RequestRefused) -> TextContent {
        guard let text = saved[path.path] else { throw RequestRefused(kind: .unknown, message: "no text") }
        return TextContent(path: path.path, kind: path.kind, text: text, version: "\(text.count)")
    }

    func textVersions(_ path: TextPath) -> [TextVersion] { [] }

    func vocabulary() -> VocabularyReport {
        VocabularyReport(music: [], items: [], scripts: [], rotations: [], chimes: [], zones: ["store"])
    }

    func previewText(_ text: String, at path: TextPath, on date: String?) throws(RequestRefused) -> TextPreview {
        TextPreview(
            date: date ?? "2026-11-21", timezone: "Asia/Shanghai", problems: [], changed: [], before: [], after: [])
    }

    func saveText(
        _ text: String?, at path: TextPath, basedOn version: String?, by requester: Requester
    ) throws(TextRefusal) -> TextSaved {
        saved[path.path] = text
        return TextSaved(path: path.path, version: text.map { "\($0.count)" }, changed: [], problems: [])
    }

    func approveText(
        _ path: TextPath, basedOn version: String, by requester: Requester
    ) throws(TextRefusal) -> TextSaved {
        throw .conflict(nil)
    }

    /// The sound files that were kept, by path, with what each replaced.
    private(set) var keptMedia: [String: String?] = [:]

    func media() -> MediaReport {
        MediaReport(
            limitBytes: MediaFile.largestUploadBytes, extensions: ["wav"],
            folders: MediaReport.Folders(music: [], promos: []), files: keptMedia.keys.sorted().map(mediaFile),
            problems: [], former: [])
    }

    private func kept(_ path: MediaPath) -> String { "\(folder)/\(path.path.split(separator: "/").last ?? "")" }

    private func mediaFile(_ path: String) -> MediaFile {
        MediaFile(
            path: path, kind: .item, name: "a", group: nil, version: "1", bytes: 3, modified: "now", duration: nil,
            loudness: nil, peak: nil, warnings: [])
    }

    func mediaFile(_ path: MediaPath) throws(RequestRefused) -> String {
        guard keptMedia[path.path] != nil else { throw RequestRefused(kind: .unknown, message: "no file") }
        return kept(path)
    }

    func beginMedia(_ path: MediaPath, replacing version: String?, byteCount: Int) throws(MediaRefusal) -> Upload {
        if let refusal { throw .refused(refusal) }
        if keptMedia[path.path] != nil, version != "1" { throw .conflict(mediaFile(path.path)) }
        do throws(RequestRefused) {
            return try beginUpload(by: Requester(user: "test", roles: []))
        } catch {
            throw .refused(error)
        }
    }

    func keepMedia(
        _ upload: Upload, at path: MediaPath, replacing version: String?, by requester: Requester
    ) throws(MediaRefusal) -> MediaSaved {
        let data = FileManager.default.contents(atPath: upload.path)
        guard FileManager.default.createFile(atPath: kept(path), contents: data) else {
            throw .refused(RequestRefused(kind: .noRoom, message: "not written"))
        }
        keptMedia[path.path] = .some(version)
        return MediaSaved(file: mediaFile(path.path), changed: ["new"], problems: [])
    }

    func removeMedia(_ path: MediaPath, version: String, by requester: Requester) throws(MediaRefusal) -> MediaSaved {
        guard keptMedia.removeValue(forKey: path.path) != nil else {
            throw .refused(RequestRefused(kind: .unknown, message: "no file"))
        }
        return MediaSaved(file: nil, changed: [], problems: [])
    }

    func bringBackMedia(_ id: String, by requester: Requester) throws(MediaRefusal) -> MediaSaved {
        throw .conflict(nil)
    }

    /// The time that the record was asked of last.
    private(set) var asked: (query: RecordQuery, withMusic: Bool)?

    func asRun(_ query: RecordQuery, withMusic: Bool) async throws(RequestRefused) -> AsRunReport {
        await rehearsal()
        if let refusal { throw refusal }
        asked = (query, withMusic)
        return AsRunReport(Self.record, Self.words, zones: ["store"], withMusic: withMusic)
    }

    func why(_ question: String, on date: String?) throws(RequestRefused) -> WhyAnswer {
        guard question != "nobody" else { throw RequestRefused(kind: .unknown, message: "nothing", fix: "look") }
        return WhyAnswer(
            question: question,
            answers: [.init(kind: "cue", key: "\(date ?? "none")/key", name: "guide", sentence: "It aired on time.")])
    }

    func report(_ query: RecordQuery) throws(RequestRefused) -> ShiftReport {
        asked = (query, false)
        return ShiftReport(Self.record, store: "Test", rotations: [], Self.words)
    }

    /// What was written down at the last handover, and by whom.
    private(set) var handover: (note: HandoverNote, user: String)?

    func handOver(_ note: HandoverNote, by requester: Requester) throws(RequestRefused) -> ShiftReport {
        handover = (note, requester.user)
        return ShiftReport(Self.record, store: "Test", rotations: [], Self.words)
    }

    private static let words = RecordWords(
        clock: CivilClock(timeZone: "Asia/Shanghai")!, language: .en, date: CivilDate("2026-11-21")!)

    private static var record: BroadcastRecord {
        let period = RecordPeriod(
            date: words.date, isWholeDay: true, from: words.clock.instant(parsing: "2026-11-21T00:00")!,
            to: words.clock.instant(parsing: "2026-11-22T00:00")!)
        let planned = words.clock.instant(parsing: "2026-11-21T09:00")!
        var record = BroadcastRecord(period: period, now: planned + .seconds(3600))
        record.cues = [
            CueRecord(
                key: "2026-11-21/everyday/09:00/say/=guide", when: "09:00", verb: .say, name: "=guide",
                zones: ["store"],
                planned: planned, start: planned, end: planned + .seconds(30), outcome: .aired)
        ]
        return record
    }
}
