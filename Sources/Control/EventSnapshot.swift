// SPDX-License-Identifier: Apache-2.0
import Station

/// Everything that events tell of, at one moment: each thing with its JSON.
struct EventSnapshot: Sendable {
    /// What an event is about.
    enum Kind: String, Sendable {
        case announcement, zone, output, health
    }

    /// One thing and how it stands.
    struct Entry: Sendable, Equatable {
        let kind: Kind
        /// Which of its kind.
        let name: String
        let data: String
        /// Whether a subscriber who comes is to know it: announcements that are over are history.
        var isCurrent = true
    }

    private var entries: [Entry] = []

    /// Nothing is known yet.
    init() {}

    init(_ status: StationStatus, _ announcements: [AnnouncementStatus]) {
        entries = announcements.reversed().compactMap {
            // Where it stands in the queue moves with every other one; that is asked for, not told.
            var told = $0
            told.queuePosition = nil
            told.estimatedStart = nil
            return Self.entry(.announcement, told.id, told, isCurrent: !told.isOver)
        }
        entries += status.zones.compactMap { Self.entry(.zone, $0.name, $0) }
        entries += status.outputs.compactMap {
            // What is in the card changes with every look.
            Self.entry(.output, $0.name, OutputEvent($0))
        }
        entries += [Self.entry(.health, "", status.health)].compactMap { $0 }
    }

    /// What of this is new or different.
    func changes(since earlier: EventSnapshot) -> [Entry] {
        let before = Dictionary(
            earlier.entries.map { ("\($0.kind) \($0.name)", $0.data) }, uniquingKeysWith: { first, _ in first })
        return entries.filter { before["\($0.kind) \($0.name)"] != $0.data }
    }

    /// How everything stands, as events under the identity of the last one.
    func all(id: String) -> [ServerSentEvent] {
        entries.filter(\.isCurrent).map { ServerSentEvent(id: id, event: $0.kind.rawValue, data: $0.data) }
    }

    private static func entry(_ kind: Kind, _ name: String, _ value: some Encodable, isCurrent: Bool = true) -> Entry? {
        // Nothing of the station's values can fail to be written as JSON.
        guard let data = try? JSONReply.data(value) else { return nil }
        return Entry(kind: kind, name: name, data: String(decoding: data, as: UTF8.self), isCurrent: isCurrent)
    }
}

/// An output as an event tells it: without what changes all the time.
private struct OutputEvent: Encodable {
    let name: String
    let state: String
    let device: String
    let reason: String?
    let underruns: Int

    init(_ output: StationStatus.Output) {
        name = output.name
        state = output.state
        device = output.device
        reason = output.reason
        underruns = output.underruns
    }
}
