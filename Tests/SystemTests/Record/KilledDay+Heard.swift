// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// What must be so of a whole day, by what its card heard and what is on record at the end.
extension KilledDay {
    /// What was heard, and when by the store's clock.
    struct Heard: CustomStringConvertible {
        let chord: Chord
        /// In seconds after the beginning.
        let start: Double, end: Double
        /// On CLOCK_MONOTONIC.
        let startNs: Int64
        /// Heard to its end.
        let isWhole: Bool
        /// A kill took no more than what the card held when its last frame was mixed, which is not heard again, as
        /// docs/decisions/0063 says; or an edge was hidden by another sound.
        let isAllButTheEnd: Bool

        var description: String {
            let extent = isWhole ? "whole" : isAllButTheEnd ? "but for its end" : "in part"
            return "\(start) to \(end) \(extent)"
        }
    }

    /// How exact the search for chords is, in seconds; and what the card holds of a sound when its last frame is mixed, with
    /// what it had heard and not written down when the daemon was killed: it is asked every 40 ms.
    private static let tolerance = 0.012, inCard = 0.2
    /// What another sound may hide of the edges of one, in seconds.
    private static let hidden = 0.03
    /// What is heard more briefly may be two sounds at once that are taken for a third, in seconds.
    private static let brief = 0.15
    /// How long after its end a kill may still come before a machine that is held up has written down that it began, in
    /// nanoseconds.
    private static let unwrittenNs = 300_000_000 as Int64
    /// How long after its end a kill may still come before it is written down that it is over, in nanoseconds: then it is
    /// heard once more.
    private static let unfinishedNs = 150_000_000 as Int64
    /// How much earlier or later than it may be a cue is still taken for itself, in seconds.
    private static let margin = 0.4
    /// What may still be heard of a message whose end was acknowledged, in nanoseconds: it fades.
    private static let fadeNs = 100_000_000 as Int64

    /// All that was heard but the bed.
    func heard(_ recording: CardRecording, _ search: ChordSearch) -> [Heard] {
        search.passages().map { passage in
            let start = recording.instant(at: passage.start), end = recording.instant(at: passage.end)
            let life = past.first { start < $0.killed }
            let ahead = (life?.life ?? stopped?.life)?.ahead ?? 0
            func second(_ at: Int64) -> Double { Double(at + ahead - KilledStore.beginning) / 1e9 }
            return Heard(
                chord: passage.chord, start: second(start), end: second(end), startNs: start,
                isWhole: passage.duration > KilledStore.seconds - Self.tolerance,
                isAllButTheEnd: passage.duration > KilledStore.seconds - (passage.isCut ? Self.inCard : Self.hidden))
        }
    }

    // MARK: Cues

    /// What is wrong with the cues; and how many of those that were planned were heard.
    func cueFaults(_ heard: [Heard]) -> (faults: [String], planned: Int, aired: Int) {
        guard let record = lastRecord, let stopped else { return (["there is no record"], 0, 0) }
        let end = Double(stopped.at + stopped.life.ahead - KilledStore.beginning) / 1e9
        var faults: [String] = []
        var hearings: [String: [Heard]] = [:]
        let chords = Set(store.cues.map(\.chord))
        for one in heard where chords.contains(one.chord) {
            let cue = store.cues.first {
                $0.chord == one.chord && Double($0.second) - Self.margin < one.start
                    && one.start < Double($0.second + KilledStore.lateness) + Self.margin
            }
            guard let cue else {
                if one.end - one.start > Self.brief { faults.append("\(one) is no cue of its time") }
                continue
            }
            hearings[cue.key, default: []].append(one)
        }
        let planned = store.cues.filter { Double($0.second + KilledStore.lateness) + Self.margin < end }
        for cue in planned {
            let own = hearings[cue.key] ?? []
            let history = history(own) { $0.cues[cue.key].map { "\($0)" } }
            faults += self.faults(of: cue, record.cues[cue.key], own).map { "\(cue.key): \($0); \(history)" }
        }
        return (faults, planned.count, planned.count { record.cues[$0.key]?.outcome == "aired" })
    }

    private func faults(of cue: KilledStore.Cue, _ kept: KeptRecord.Cue?, _ heard: [Heard]) -> [String] {
        guard let kept else { return ["is not on record"] }
        let whole = heard.count(where: \.isWhole)
        var faults: [String] = []
        if certain(heard) > 1 { faults.append("was heard \(whole) times: \(heard), \(kept)") }
        if !kept.isOver { faults.append("is not over: \(kept)") }
        if kept.outcome == "aired" {
            if kept.start == nil { faults.append("aired, but never began: \(kept)") }
            if whole == 0, !heard.contains(where: \.isAllButTheEnd) {
                faults.append("aired, unheard: \(kept), \(heard)")
            }
        } else {
            if kept.reason == nil { faults.append("has no reason: \(kept)") }
            // A kill may come when its last frame was heard and not yet written down.
            let written = heard.contains { $0.isWhole && !wasKilled(within: Self.unwrittenNs, of: $0) }
            if written, kept.start == nil { faults.append("is on record as unheard: \(kept), \(heard)") }
        }
        return faults
    }

    /// How often something was heard to its end, and that could be written down.
    private func certain(_ heard: [Heard]) -> Int {
        heard.count { $0.isWhole && !wasKilled(within: Self.unfinishedNs, of: $0) }
    }

    private func wasKilled(within span: Int64, of one: Heard) -> Bool {
        let end = one.startNs + Int64((one.end - one.start) * 1e9)
        return past.contains { $0.killed > one.startNs && $0.killed < end + span }
    }

    /// What is wrong with the promos: each that is on record was heard once, and nothing else.
    func promoFaults(_ heard: [Heard]) -> [String] {
        let rows = (lastRecord?.cues.values).map { $0.filter { $0.verb == "promo" } } ?? []
        var faults = rows.filter { $0.outcome != "aired" && $0.reason == nil }.map { "\($0) has no reason" }
        for number in 0..<3 {
            let own = rows.filter { $0.name.contains("p\(number)") }
            let whole = heard.count {
                $0.chord == KilledStore.promo(number) && $0.isWhole && !wasKilled(within: Self.unwrittenNs, of: $0)
            }
            let atMost = own.count { $0.start != nil }
            if whole > atMost { faults.append("p\(number) was heard \(whole) times, and is \(atMost) times on record") }
        }
        return faults
    }

    /// What is wrong with the lines of the bed.
    func lineFaults() -> [String] {
        let lines = (lastRecord?.cues.values).map { $0.filter(\.isBed).sorted { $0.planned < $1.planned } } ?? []
        return lines.dropLast().filter { !$0.isOver }.map { "\($0) is in force no more, and not over" }
            + lines.filter { $0.outcome != "aired" && $0.reason == nil }.map { "\($0) has no reason" }
    }

    // MARK: Announcements

    /// What is wrong with what was announced; and how often messages were heard to their end.
    func announcementFaults(_ heard: [Heard]) -> (faults: [String], heard: Int) {
        let kept = Dictionary(
            uniqueKeysWithValues: (lastRecord?.announcements ?? []).map { ($0.id, $0) })
        var faults = desk.mistakes
        var count = 0
        for message in desk.messages {
            let own = heard.filter { $0.chord == KilledStore.message(message.number) }
            count += own.count(where: \.isWhole)
            let name = "m\(message.number), announced \(message.times) times"
            guard let announcement = message.id.flatMap({ kept[$0] }) else {
                faults.append("\(name) is not on record")
                continue
            }
            let history = history(own) { $0.announcements.first { $0.id == announcement.id }?.state }
            faults += self.faults(of: message, announcement, own).map {
                "\(name), \(announcement.state): \($0); \(history)"
            }
        }
        return (faults, count)
    }

    /// How something stood after the kills around the times at which it was heard.
    private func history(_ heard: [Heard], _ state: (KeptRecord) -> String?) -> String {
        guard let first = heard.first, let last = heard.last else { return "never heard" }
        return past.enumerated().compactMap { number, past in
            let second = Double(past.killed + past.life.ahead - KilledStore.beginning) / 1e9
            guard first.start - 1 < second, second < last.end + 1 else { return nil }
            return "killed \(number) at \(second): \(past.record.flatMap(state) ?? "unknown")"
        }.joined(separator: ", ")
    }

    private func faults(
        of message: KilledDesk.Message, _ kept: KeptRecord.Announcement, _ heard: [Heard]
    ) -> [String] {
        let whole = heard.count(where: \.isWhole)
        let enough = whole + heard.count(where: \.isAllButTheEnd)
        var faults: [String] = []
        if !kept.isOver { faults.append("is not over") }
        if !message.isEmergency, certain(heard) > message.times { faults.append("was heard \(whole) times: \(heard)") }
        switch kept.state {
        case "done": if enough < message.times { faults.append("was heard only \(whole) times: \(heard)") }
        case "cancelled", "claimed": if message.endTried == nil { faults.append("nobody did that") }
        default: if kept.reason == nil { faults.append("has no reason") }
        }
        if let end = message.endAcknowledged, kept.state == "cancelled" || kept.state == "claimed",
            let late = heard.first(where: { $0.startNs > end + Self.fadeNs })
        {
            faults.append("was heard after its end: \(late)")
        }
        return faults
    }

    /// What is wrong with what the cards are said to have played.
    func airingFaults() -> [String] {
        let whole = (lastRecord?.airings ?? []).filter { $0.kind == "cue" && $0.ending == "whole" }
        return Dictionary(grouping: whole, by: \.key).filter { $0.value.count > 1 }.map {
            "\($0.key) has \($0.value.count) whole airings"
        }
    }
}
