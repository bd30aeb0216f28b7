// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Reads `outputs` of `store.yaml`: any number of sound cards, each with zones on its channels.
///
/// What is refused is left out, so that the other cards and zones still play.
struct OutputsReader {
    private var outputs: [StoreSettings.Output] = []

    /// - Parameter defaults: what holds where nothing, or nothing that could be played, is written.
    static func read(_ value: YAMLReader.Value, defaults: [StoreSettings.Output]) -> [StoreSettings.Output] {
        let entries = value.entries()
        var reader = OutputsReader()
        for (name, value) in entries { reader.read(name, value, isOnly: entries.count == 1) }
        return reader.outputs.isEmpty ? defaults : reader.outputs
    }

    private mutating func read(_ name: String, _ value: YAMLReader.Value, isOnly: Bool) {
        let entries = Dictionary(
            value.entries(known: ["device", "zones"]), uniquingKeysWith: { first, _ in first })
        var output = StoreSettings.Output()
        output.name = name
        if let device = entries["device"]?.string() { output.device = device }
        let zones = entries["zones"].map(readZones)
        if let other = outputs.first(where: { $0.device == output.device }) {
            (entries["device"] ?? value).refuse(
                Wording(
                    en: "output \"\(other.name)\" already plays to \"\(output.device)\"",
                    zh: "输出“\(other.name)”已经使用“\(output.device)”"),
                fix: Wording(
                    en: "give each output a card of its own (storecast devices lists them), or put the zones of both"
                        + " on one", zh: "请给每个输出单独的声卡（storecast devices 列出声卡），或把两处的分区写在同一个输出里"))
            return
        }
        switch zones {
        // What is wrong with its zones was said.
        case .some(let zones) where zones.isEmpty && !isOnly: return
        case .some(let zones): if !zones.isEmpty { output.zones = zones }
        case .none where isOnly: break
        case .none:
            value.refuse(
                Wording(en: "output \"\(name)\" has no zones", zh: "输出“\(name)”没有分区"),
                fix: Wording(
                    en: "write which zones it carries, on which channels: zones: { hall: [1, 2] }",
                    zh: "请写明它带哪些分区、用哪些声道：zones: { hall: [1, 2] }"))
            return
        }
        outputs.append(output)
    }

    /// The zones and their channels; each channel feeds one zone, as each zone hears its own programme.
    private func readZones(_ value: YAMLReader.Value) -> [StoreSettings.Zone] {
        var zones: [StoreSettings.Zone] = []
        let elsewhere = outputs.flatMap(\.zones).count
        for (name, channels) in value.entries() {
            guard let numbers = channels.channels() else { continue }
            let room = StoreSettings.mostZones - elsewhere - zones.count
            if let refusal = refusal(of: name, numbers, beside: zones, room: room) {
                channels.refuse(refusal.message, fix: refusal.fix)
            } else {
                zones.append(StoreSettings.Zone(name: name, channels: numbers))
            }
        }
        return zones
    }

    /// What is wrong with a zone, if anything is.
    private func refusal(
        of name: String, _ channels: [Int], beside zones: [StoreSettings.Zone], room: Int
    ) -> (message: Wording, fix: Wording?)? {
        if let other = zones.first(where: { !Set($0.channels).isDisjoint(with: channels) }) {
            return (
                Wording(
                    en: "zone \"\(other.name)\" is already heard on this channel",
                    zh: "这个声道已经归分区“\(other.name)”使用"),
                Wording(en: "give each zone channels of its own", zh: "请给每个分区单独的声道")
            )
        }
        if let other = outputs.first(where: { $0.zones.contains { $0.name == name } }) {
            return (
                Wording(
                    en: "output \"\(other.name)\" already has a zone \"\(name)\"",
                    zh: "输出“\(other.name)”已经有分区“\(name)”"),
                Wording(
                    en: "give each zone a name of its own; a line is heard in several with in \(name), …",
                    zh: "请给每个分区单独的名称；要在几处播出，写：在 \(name), …")
            )
        }
        if name.contains(where: { $0.isWhitespace || ",，、#".contains($0) }) {
            return (
                Wording(en: "\"\(name)\" cannot be written in a timetable", zh: "“\(name)”不能写进播出表"),
                Wording(en: "name the zone without blanks and commas", zh: "分区名称不要带空格和逗号")
            )
        }
        guard room > 0 else {
            return (
                Wording(
                    en: "a store has at most \(StoreSettings.mostZones) zones",
                    zh: "一家店最多 \(StoreSettings.mostZones) 个分区"), nil
            )
        }
        return nil
    }
}
