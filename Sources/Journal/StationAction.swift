// SPDX-License-Identifier: Apache-2.0
import GRDB

/// Something a person did to the station as a whole; what they do to an announcement is in its entry.
public struct StationAction: Sendable, Equatable {
    /// What was done, in the words of the API, such as `mute`.
    public var action: String
    /// To what, such as the id of a recording; nil for the station.
    public var subject: String?
    /// The Unix user who did it.
    public var by: String
    /// When, in nanoseconds since 1970 by the store's clock.
    public var atNs: Int64

    /// An action from what, who and when.
    public init(_ action: String, of subject: String? = nil, by: String, atNs: Int64) {
        self.action = action
        self.subject = subject
        self.by = by
        self.atNs = atNs
    }

    /// Adds it to the table of ``JournalSchema``.
    func write(to database: Database) throws {
        try database.execute(
            sql: #"INSERT INTO stationActions (action, subject, "by", atNs) VALUES (?, ?, ?, ?)"#,
            arguments: [action, subject, by, atNs])
    }
}
