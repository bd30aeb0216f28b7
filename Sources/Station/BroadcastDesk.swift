// SPDX-License-Identifier: Apache-2.0

/// What may be asked of a station from outside; the control socket speaks to this.
public protocol BroadcastDesk: Sendable {
    /// What the station does now.
    func status() async -> StationStatus

    /// The scripts that may be announced, by name.
    func scripts() async -> [ScriptSummary]

    /// Accepts an announcement, or throws `RequestRefused`.
    func announce(_ request: AnnouncementRequest) async throws(RequestRefused) -> AnnouncementStatus

    /// An announcement as it stands; nil when there is none of that id.
    func announcement(_ id: String) async -> AnnouncementStatus?

    /// Every announcement that is remembered, the newest first.
    func allAnnouncements() async -> [AnnouncementStatus]
}

extension Station: BroadcastDesk {}
