// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// One line about the station, for those who look after the machine.
extension Station {
    /// What is wrong or, where nothing is, what is on air; in the store's language.
    public func headline() -> String {
        let health = health
        guard health.isGood else {
            let more = health.problems.count - 1
            let rest = more > 0 ? Wording(en: " (and \(more) more)", zh: "（另有 \(more) 项）").text(in: language) : ""
            return (health.problems.first ?? "").prefix { !$0.isNewline } + rest
        }
        let zones = director.zones(at: clock.now)
        let texts = zones.map { zone in
            let item = zone.onAir.map { item in
                "\(item.verb.words(in: language)) \(announcements[item.key]?.order.name ?? item.name)"
            }
            let bed = zone.bed.map { Wording(en: "music \($0.folder)", zh: "音乐 \($0.folder)").text(in: language) }
            let silence = Wording(en: "silence", zh: "静音").text(in: language)
            let heard = [item, bed].compactMap { $0 }.joined(separator: " + ")
            return (zones.count > 1 ? "\(zone.name): " : "") + (heard.isEmpty ? silence : heard)
        }
        let line = texts.joined(separator: language == .zh ? "；" : "; ")
        return Wording(en: "on air: \(line)", zh: "正在播：\(line)").text(in: language)
    }
}
