// SPDX-License-Identifier: Apache-2.0
import Journal
import Timetable

/// Something that was wrong for a while.
public struct RecordedFault: Encodable, Sendable, Equatable {
    /// `noSound`, `stationOff`, `unkept`, `speech`, `clock`, `mistake`, `muted` or `heldUp`.
    public let kind: String
    /// What it was about, such as an output or a file.
    @OrNull public private(set) var subject: String?
    /// When it began.
    public let from: String
    /// When it was over; nil while it lasts.
    @OrNull public private(set) var to: String?
    /// How long it lasted inside the time that is told of, in seconds.
    public let seconds: Double
    /// What was wrong, in the store's language.
    public let text: String
    /// The same as instants.
    let span: (from: Instant, to: Instant?)

    private enum CodingKeys: String, CodingKey {
        case kind, subject, from, to, seconds, text
    }

    init(
        kind: String, subject: String?, from: Instant, to: Instant?, lasting span: Duration, _ text: Wording,
        _ words: RecordWords
    ) {
        self.kind = kind
        self.from = words.clock.iso8601(from)
        seconds = (span / .milliseconds(1)).rounded() / 1000
        self.text = text.text(in: words.language)
        self.span = (from, to)
        self.subject = subject
        self.to = to.map(words.clock.iso8601)
    }

    /// Whether two tell the same.
    public static func == (left: RecordedFault, right: RecordedFault) -> Bool {
        (left.kind, left.from, left.to, left.text) == (right.kind, right.from, right.to, right.text)
            && left.subject == right.subject
    }

    /// What was wrong, with what it was about.
    func label(_ words: RecordWords) -> String {
        subject.map { $0 + words.say(": ", "：") + text } ?? text
    }

    /// What it is called where its length is told.
    static func label(of kind: String) -> Wording {
        if kind == stationOff { return Wording(en: "station off", zh: "播音台停机") }
        // A later version may have noted what this one does not know.
        return FaultBook.Kind(rawValue: kind)?.label ?? Wording(en: kind, zh: kind)
    }

    static let stationOff = "stationOff"
}

extension BroadcastRecord {
    /// What was wrong in its time, the oldest first, with the times at which the station was off.
    func recordedFaults(_ words: RecordWords) -> [RecordedFault] {
        let noted = faults.compactMap { fault -> (Instant, RecordedFault)? in
            let end = end(of: fault)
            // What is told of at all took some time.
            guard let part = period.part(from: fault.from, to: max(end ?? now, fault.from + .nanoseconds(1))) else {
                return nil
            }
            return (
                fault.from,
                RecordedFault(
                    kind: fault.kind, subject: fault.subject, from: fault.from, to: end,
                    lasting: part.to - part.from, fault.wording, words)
            )
        }
        let off = stops.compactMap { stop -> (Instant, RecordedFault)? in
            guard let part = period.part(from: stop.from, to: stop.to) else { return nil }
            return (
                stop.from,
                RecordedFault(
                    kind: RecordedFault.stationOff, subject: nil, from: stop.from, to: stop.to,
                    lasting: part.to - part.from, Wording(en: "the station was off", zh: "播音台未运行"), words)
            )
        }
        return (noted + off).sorted { $0.0 < $1.0 }.map(\.1)
    }
}
