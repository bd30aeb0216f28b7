// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station
import Timetable

/// A status for people on a terminal, in the store's language.
struct StatusText {
    private let status: StationStatus
    private let language: Language

    /// How many items to come are shown.
    private static let nextCount = 5

    init(_ status: StationStatus) {
        self.status = status
        language = Language(rawValue: status.language) ?? .en
    }

    /// Lines without a last line end.
    var text: String {
        let asIf = status.clock.isAsIf ? say("  (clock set by --as-if)", "（时钟由 --as-if 设定）") : ""
        var lines = ["\(status.name)  \(date(status.clock.now)) \(time(status.clock.now))\(asIf)"]
        lines += block(say("sound", "声音"), status.outputs.map(sound))
        lines += block(say("on air", "正在播"), status.zones.map { "\($0.name): \(onAir($0))" })
        lines += block(say("waiting", "等候"), status.queue.map(line))
        let next = status.next.prefix(Self.nextCount).map(line)
        lines += block(say("next", "接下来"), next.isEmpty ? [say("nothing planned", "没有排播")] : next)
        // That there is no sound was said above.
        let reasons = status.outputs.compactMap(\.reason)
        lines += block("!", status.health.problems.filter { problem in !reasons.contains { problem.hasSuffix($0) } })
        return lines.joined(separator: "\n")
    }

    /// Lines behind one label, which stands before the first.
    private func block(_ label: String, _ lines: [String]) -> [String] {
        let beginning = "  " + (label + " ").padded(toColumns: 11)
        return lines.enumerated().map { ($0.offset == 0 ? beginning : String(repeating: " ", count: 13)) + $0.element }
    }

    private func sound(_ output: StationStatus.Output) -> String {
        let name = status.outputs.count > 1 ? "\(output.name): " : ""
        return name + state(of: output)
    }

    private func state(of output: StationStatus.Output) -> String {
        guard output.state == "playing", let rate = output.rate, let channels = output.channels,
            let format = output.format
        else {
            let reason =
                output.reason
                ?? say("card \"\(output.device)\" is being opened", "正在打开声卡“\(output.device)”")
            return say("NO SOUND, silent clock: ", "没有声音，按静音时钟运行：") + reason
        }
        let latency = Int(output.latencyMs)
        return say(
            "card \"\(output.device)\", \(rate) Hz, \(channels) channels, \(format), \(latency) ms ahead, "
                + "\(output.underruns) underruns",
            "声卡“\(output.device)”，\(rate) Hz，\(channels) 声道，\(format)，提前 \(latency) 毫秒，断流 \(output.underruns) 次")
    }

    private func onAir(_ zone: StationStatus.Zone) -> String {
        let bed = zone.bed.map { "\(Verb.music.words(in: language)) \($0.folder) (\($0.title))" }
        let item = zone.onAir.map { "\(Verb.words(for: $0.verb, in: language)) \($0.name)" }
        switch (item, bed) {
        case (let item?, let bed?): return say("\(item), over \(bed)", "\(item)，垫乐 \(bed)")
        case (let item?, nil): return item
        case (nil, let bed?): return bed
        case (nil, nil): return say("silence", "静音")
        }
    }

    private func line(_ item: StationStatus.Item) -> String {
        "\(time(item.start))  \(Verb.words(for: item.verb, in: language).padded(toColumns: 8)) \(item.name)"
    }

    private func say(_ english: String, _ chinese: String) -> String {
        Wording(en: english, zh: chinese).text(in: language)
    }

    /// The time of day of an ISO 8601 instant.
    private func time(_ instant: String) -> Substring { instant.dropFirst(11).prefix(8) }

    private func date(_ instant: String) -> Substring { instant.prefix(10) }
}
