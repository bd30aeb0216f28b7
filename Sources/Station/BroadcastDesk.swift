// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// What may be asked of a station from outside; the control socket speaks to this.
public protocol BroadcastDesk: Sendable {
    /// The language its staff are spoken to in.
    var language: Language { get async }

    /// Which Unix users and groups may do what.
    var roles: RoleTable { get async }

    /// What the station does now.
    func status() async -> StationStatus

    /// What the station's figures are, in Prometheus' text format 0.0.4.
    func metrics() async -> String

    /// What a broadcaster looks at before the store opens.
    func ready() async -> ReadyReport

    /// What a zone hears from now on, as a WAV without end, in pieces, or throws `RequestRefused`.
    ///
    /// - Parameters:
    ///   - zone: its name; nil for the first.
    ///   - drop: called when whoever reads it is too slow to be kept.
    func listen(
        to zone: String?, drop: @escaping @Sendable () -> Void
    ) async throws(RequestRefused) -> AsyncStream<[UInt8]>

    /// How loud each zone was since the last call; of those that were not measured nothing, which they are from now on.
    func levels() async -> [ZoneLevel]

    /// The scripts that may be announced, by name.
    func scripts() async -> [ScriptSummary]

    /// Accepts an announcement from somebody, or throws `RequestRefused`.
    func announce(_ request: AnnouncementRequest, by requester: Requester) async throws(RequestRefused)
        -> AnnouncementStatus

    /// Makes an announcement for whoever asks to hear it, and announces nothing, or throws `RequestRefused`.
    func audition(_ request: AnnouncementRequest) async throws(RequestRefused) -> Audition

    /// Makes a script, as somebody is writing it, for them to hear, or throws `RequestRefused`.
    ///
    /// - Parameters:
    ///   - fields: the values of its slots.
    ///   - languages: which of them, in order; nil for all it has.
    func auditionText(
        _ text: String, at path: TextPath, fields: [String: String], languages: [String]?
    ) async throws(RequestRefused) -> Audition

    /// The sound of an audition; nil when it is not known, or no more.
    func auditionSound(_ id: String) async -> AuditionSound?

    /// A place for a recording that somebody uploads, or throws `RequestRefused`.
    func beginUpload(by requester: Requester) async throws(RequestRefused) -> Upload

    /// Checks and keeps a recording that has come whole, or throws `RequestRefused`.
    func keep(_ upload: Upload, by requester: Requester) async throws(RequestRefused) -> Recording

    /// The facts of a recording; nil when there is none of that id.
    func recording(_ id: String) async -> Recording?

    /// Takes an announcement back or ends an emergency, or throws `RequestRefused`.
    func cancel(_ id: String, by requester: Requester) async throws(RequestRefused) -> AnnouncementStatus

    /// Notes that who or what an announcement seeks was found, or throws `RequestRefused`.
    func claim(_ id: String, by requester: Requester) async throws(RequestRefused) -> AnnouncementStatus

    /// Takes over what is written now, or throws `ReloadRefused`.
    func reload(by requester: Requester) async throws(ReloadRefused) -> ReloadReport

    /// Silences everything but emergencies.
    func mute(by requester: Requester) async -> StationStatus

    /// Lets the programme go on.
    func unmute(by requester: Requester) async -> StationStatus

    /// An announcement as it stands; nil when there is none of that id.
    func announcement(_ id: String) async -> AnnouncementStatus?

    /// Every announcement that is remembered, the newest first.
    func allAnnouncements() async -> [AnnouncementStatus]

    /// A day as it will air, rehearsed by the director that will run it; the programme is not held up.
    ///
    /// - Parameter date: `2026-11-21`; nil for the present day.
    func runningOrder(on date: String?) async throws(RequestRefused) -> RunningOrderReport

    /// The texts that staff write.
    func texts(for requester: Requester) async -> [TextSummary]

    /// One of them, or throws `RequestRefused`.
    func text(_ path: TextPath) async throws(RequestRefused) -> TextContent

    /// What it was before it was saved, the newest first.
    func textVersions(_ path: TextPath) async -> [TextVersion]

    /// What an editor offers.
    func vocabulary() async -> VocabularyReport

    /// What a text would change, and a day as it airs now and as it would, or throws `RequestRefused`.
    func previewText(_ text: String, at path: TextPath, on date: String?) async throws(RequestRefused) -> TextPreview

    /// Saves a text or, with nil, takes it away, and follows it, or throws `TextRefusal`.
    func saveText(
        _ text: String?, at path: TextPath, basedOn version: String?, by requester: Requester
    ) async throws(TextRefusal) -> TextSaved

    /// Approves a script, or throws `TextRefusal`.
    func approveText(
        _ path: TextPath, basedOn version: String, by requester: Requester
    ) async throws(TextRefusal) -> TextSaved

    /// The sound files there are.
    func media() async -> MediaReport

    /// Where a sound file lies, or throws `RequestRefused`.
    func mediaFile(_ path: MediaPath) async throws(RequestRefused) -> String

    /// A place for a sound file that somebody uploads, or throws `MediaRefusal`.
    ///
    /// - Parameters:
    ///   - version: that of the file that it is to replace, at its path or of its name; nil for none.
    ///   - byteCount: how many will come.
    func beginMedia(
        _ path: MediaPath, replacing version: String?, byteCount: Int
    ) async throws(MediaRefusal) -> Upload

    /// Checks a sound file that has come whole, puts it in its place and follows it, or throws `MediaRefusal`.
    func keepMedia(
        _ upload: Upload, at path: MediaPath, replacing version: String?, by requester: Requester
    ) async throws(MediaRefusal) -> MediaSaved

    /// Takes a sound file away, or throws `MediaRefusal`.
    func removeMedia(
        _ path: MediaPath, version: String, by requester: Requester
    ) async throws(MediaRefusal) -> MediaSaved

    /// Brings back a sound file that was replaced or removed, or throws `MediaRefusal`.
    func bringBackMedia(_ id: String, by requester: Requester) async throws(MediaRefusal) -> MediaSaved

    /// What aired in a time, when and why, or throws `RequestRefused`.
    ///
    /// - Parameter withMusic: whether songs are told of.
    func asRun(_ query: RecordQuery, withMusic: Bool) async throws(RequestRefused) -> AsRunReport

    /// Why something aired when it did, or did not, or throws `RequestRefused`.
    ///
    /// - Parameters:
    ///   - question: a cue's key, the beginning of an announcement's id, a time of the day, or a name.
    ///   - date: `2026-11-21`; nil to find the day.
    func why(_ question: String, on date: String?) async throws(RequestRefused) -> WhyAnswer

    /// The handover book of a time, or of the present shift where none is given, or throws `RequestRefused`.
    func report(_ query: RecordQuery) async throws(RequestRefused) -> ShiftReport

    /// Ends the present shift and gives its handover book, or throws `RequestRefused`.
    func handOver(_ note: HandoverNote, by requester: Requester) async throws(RequestRefused) -> ShiftReport
}

extension Station: BroadcastDesk {
    /// The roles that `store.yaml` gives.
    public var roles: RoleTable { schedule.settings.roles }
}
