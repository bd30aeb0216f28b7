// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Timetable

extension Entry {
    /// What the entry means, on one line.
    var canonical: String {
        var parts = [when.spelling, verb.rawValue, name ?? ""]
        if let from = options.from { parts.append("from \(from.spelling)") }
        if let to = options.to { parts.append("to \(to.spelling)") }
        if let chime = options.chime { parts.append("with \(chime.text)") }
        if let lateness = options.lateness { parts.append("late \(lateness.spelling)") }
        if options.isAlone { parts.append("alone") }
        if options.isEnding { parts.append("ending") }
        if !options.zones.isEmpty { parts.append("in " + options.zones.map(\.text).joined(separator: "+")) }
        if let days = options.days { parts.append("on \(days.parts.map { "\($0)" }.joined(separator: "+"))") }
        if let times = options.times { parts.append("repeat \(times)") }
        if let broadcastClass = options.broadcastClass { parts.append("as \(broadcastClass.name)") }
        if options.isInOrder { parts.append("in-order") }
        return parts.joined(separator: "|")
    }
}

extension Timetable {
    /// All that the timetable says, without where it says it.
    var meaning: [String] {
        let head = [
            "closed \(isClosed)", "open \(open?.description ?? "")", "close \(close?.description ?? "")",
            "days \(days.map { "\($0.parts)" } ?? "")", "dates \(dates)", "over \(base?.text ?? "")",
        ]
        let drops = drops.map { "drop \($0.when?.spelling ?? "") \($0.verb?.rawValue ?? "") \($0.name ?? "")" }
        return head + drops + entries.map(\.canonical)
    }
}
