// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// Something that was wrong for a while, for the handover book.
public struct FaultEntry: Sendable, Equatable {
    /// Its identity: one that is noted again under it takes its place.
    public var id: String
    /// What kind: `noSound`, `unkept`, `speech`, `clock`, `mistake`, `muted` or `heldUp`.
    public var kind: String
    /// What it was about, such as an output or a file; nil for the station.
    public var subject: String?
    /// When it began, and when it was over; nil while it lasts.
    public var from: Instant, to: Instant?
    /// What was wrong, for people.
    public var wording: Wording

    /// A fault of its parts; it lasts unless its end is given.
    public init(id: String, kind: String, subject: String? = nil, from: Instant, to: Instant? = nil, wording: Wording) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.from = from
        self.to = to
        self.wording = wording
    }
}
