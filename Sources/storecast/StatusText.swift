// SPDX-License-Identifier: Apache-2.0
import Station
import Foundation

/// A status for people on a terminal.
enum StatusText {
    static func render(_ status: StationStatus) -> String {
        var lines = ["\(status.name)  \(date(status.clock.now)) \(time(status.clock.now))\(asIf(status))"]
        for output in status.outputs { lines.append("  sound      \(sound(output))") }
        for zone in status.zones {
            lines.append("  on air     \(zone.name): \(onAir(zone))")
        }
        for (index, item) in status.queue.enumerated() {
            lines.append((index == 0 ? "  waiting    " : "             ") + line(item))
        }
        let shown = status.next.prefix(5)
        if shown.isEmpty { lines.append("  next       nothing planned") }
        for (index, item) in shown.enumerated() {
            lines.append((index == 0 ? "  next       " : "             ") + line(item))
        }
        for problem in status.health.problems { lines.append("  !          \(problem)") }
        return lines.joined(separator: "\n")
    }

    private static func sound(_ output: StationStatus.Output) -> String {
        guard output.state == "playing", let rate = output.rate, let channels = output.channels,
            let format = output.format
        else {
            return "NO SOUND, silent clock: \(output.reason ?? "the card \"\(output.device)\" is being opened")"
        }
        return "card \"\(output.device)\", \(rate) Hz, \(channels) channels, \(format), "
            + "\(Int(output.latencyMs)) ms ahead, \(output.underruns) underruns"
    }

    private static func onAir(_ zone: StationStatus.Zone) -> String {
        let bed = zone.bed.map { "music \($0.folder) (\($0.title))" }
        let item = zone.onAir.map { "\($0.verb) \($0.name)" }
        switch (item, bed) {
        case (let item?, let bed?): return "\(item), over \(bed)"
        case (let item?, nil): return item
        case (nil, let bed?): return bed
        case (nil, nil): return "silence"
        }
    }

    private static func line(_ item: StationStatus.Item) -> String {
        let verb = item.verb.padding(toLength: max(8, item.verb.count), withPad: " ", startingAt: 0)
        return "\(time(item.start))  \(verb) \(item.name)"
    }

    private static func asIf(_ status: StationStatus) -> String {
        status.clock.isAsIf ? "  (clock set by --as-if)" : ""
    }

    /// The time of day of an ISO 8601 instant.
    private static func time(_ instant: String) -> Substring { instant.dropFirst(11).prefix(8) }

    private static func date(_ instant: String) -> Substring { instant.prefix(10) }
}
