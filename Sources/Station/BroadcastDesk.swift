// SPDX-License-Identifier: Apache-2.0

/// What may be asked of a station from outside; the control socket speaks to this.
public protocol BroadcastDesk: Sendable {
    /// What the station does now.
    func status() async -> StationStatus

    /// The scripts that may be announced, by name.
    func scripts() async -> [ScriptSummary]

    /// Accepts an announcement, or throws `RequestRefused`.
    func announce(_ request: AnnouncementRequest) async throws(RequestRefused) -> AnnouncementStatus

    /// Takes an announcement back or ends an emergency, or throws `RequestRefused`.
    func cancel(_ id: String) async throws(RequestRefused) -> AnnouncementStatus

    /// Notes that who or what an announcement seeks was found, or throws `RequestRefused`.
    func claim(_ id: String) async throws(RequestRefused) -> AnnouncementStatus

    /// Silences everything but emergencies, on behalf of somebody.
    func mute(by name: String) async -> StationStatus

    /// Lets the programme go on.
    func unmute() async -> StationStatus

    /// An announcement as it stands; nil when there is none of that id.
    func announcement(_ id: String) async -> AnnouncementStatus?

    /// Every announcement that is remembered, the newest first.
    func allAnnouncements() async -> [AnnouncementStatus]
}

extension Station: BroadcastDesk {}
