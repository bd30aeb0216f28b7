// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Reads `store.yaml`: unknown keys and wrong values are errors with their place, the rest still counts.
enum StoreFile {
    static let name = "store.yaml"

    /// Keys of later parts of the house, read there.
    private static let reserved = ["roles", "web"]

    /// - Parameter defaults: what holds for every key the file leaves out.
    static func parse(
        _ text: String, file: String, defaults: StoreSettings
    ) -> (settings: StoreSettings, diagnostics: [Diagnostic]) {
        let reader = YAMLReader(text, file: file)
        var settings = defaults
        if let root = reader.root {
            read(root, into: &settings)
        }
        return (settings, reader.diagnostics)
    }

    private static func read(_ root: YAMLReader.Value, into settings: inout StoreSettings) {
        let known = [
            "name", "language", "timezone", "outputs", "levels", "ducking", "crossfade", "chimes", "speech",
        ]
        for (key, value) in root.entries(known: known + reserved) {
            switch key {
            case "name": value.string().map { settings.name = $0 }
            case "language":
                value.choice(Language.allCases.map(\.rawValue)).flatMap(Language.init)
                    .map { settings.language = $0 }
            case "timezone": readTimeZone(value, into: &settings)
            case "outputs": readOutputs(value, into: &settings)
            case "levels": readLevels(value, into: &settings.levels)
            case "ducking": readDucking(value, into: &settings.ducking)
            case "crossfade": readCrossfade(value, into: &settings.crossfade)
            case "chimes": readChimes(value, into: &settings)
            case "speech": readSpeech(value, into: &settings)
            default: break
            }
        }
    }

    private static func readTimeZone(_ value: YAMLReader.Value, into settings: inout StoreSettings) {
        guard let zone = value.string() else { return }
        // Abbreviations mislead: CST is read as Chicago's.
        guard zone.contains("/") || zone == "UTC", CivilClock(timeZone: zone) != nil else {
            value.refuse(
                Wording(en: "there is no time zone \"\(zone)\"", zh: "没有时区“\(zone)”"),
                fix: Wording(en: "write an IANA name, such as Asia/Shanghai", zh: "请写 IANA 名称，例如 Asia/Shanghai"))
            return
        }
        settings.timeZone = zone
    }

    private static func readOutputs(_ value: YAMLReader.Value, into settings: inout StoreSettings) {
        let outputs = value.entries()
        guard let (name, first) = outputs.first else { return }
        for (_, other) in outputs.dropFirst() {
            other.refuse(
                Wording(en: "this version plays to one output", zh: "此版本只支持一个输出"),
                fix: Wording(en: "keep one output; it may carry several zones", zh: "请只保留一个输出，它可以带多个分区"))
        }
        settings.output.name = name
        for (key, value) in first.entries(known: ["device", "zones"]) {
            switch key {
            case "device": value.string().map { settings.output.device = $0 }
            default:
                let zones = readZones(value)
                if !zones.isEmpty { settings.output.zones = zones }
            }
        }
    }

    /// The zones and their channels; each channel feeds one zone, as each zone hears its own programme.
    private static func readZones(_ value: YAMLReader.Value) -> [StoreSettings.Zone] {
        var zones: [StoreSettings.Zone] = []
        for (name, channels) in value.entries() {
            guard let numbers = channels.channels() else { continue }
            if let other = zones.first(where: { !Set($0.channels).isDisjoint(with: numbers) }) {
                channels.refuse(
                    Wording(
                        en: "zone \"\(other.name)\" is already heard on this channel", zh: "这个声道已经归分区“\(other.name)”使用"),
                    fix: Wording(en: "give each zone channels of its own", zh: "请给每个分区单独的声道"))
            } else if name.contains(where: { $0.isWhitespace || ",，、#".contains($0) }) {
                channels.refuse(
                    Wording(
                        en: "\"\(name)\" cannot be written in a timetable", zh: "“\(name)”不能写进播出表"),
                    fix: Wording(en: "name the zone without blanks and commas", zh: "分区名称不要带空格和逗号"))
            } else if zones.count == StoreSettings.mostZones {
                channels.refuse(
                    Wording(
                        en: "a store has at most \(StoreSettings.mostZones) zones",
                        zh: "一家店最多 \(StoreSettings.mostZones) 个分区"))
            } else {
                zones.append(StoreSettings.Zone(name: name, channels: numbers))
            }
        }
        return zones
    }

    private static func readLevels(_ value: YAMLReader.Value, into levels: inout StoreSettings.Levels) {
        for (key, value) in value.entries(known: ["music", "promo", "speech", "peak"]) {
            switch key {
            case "music": value.number(in: -60 ... -5).map { levels.music = $0 }
            case "promo": value.number(in: -60 ... -5).map { levels.promo = $0 }
            case "speech": value.number(in: -60 ... -5).map { levels.speech = $0 }
            default: value.number(in: -20...0).map { levels.peak = $0 }
            }
        }
    }

    private static func readDucking(_ value: YAMLReader.Value, into ducking: inout StoreSettings.Ducking) {
        for (key, value) in value.entries(known: ["promo", "notice", "urgent", "down", "up"]) {
            switch key {
            case "down": value.span().map { ducking.down = $0 }
            case "up": value.span().map { ducking.up = $0 }
            default:
                guard let broadcastClass = BroadcastClass(name: key) else { continue }
                value.number(in: 0...40).map { ducking.above[broadcastClass] = $0 }
            }
        }
    }

    private static func readChimes(_ value: YAMLReader.Value, into settings: inout StoreSettings) {
        settings.namesChimes = true
        readChimes(value, into: &settings.chimes)
    }

    private static func readChimes(_ value: YAMLReader.Value, into chimes: inout [BroadcastClass: String]) {
        if value.isPlain("none") {
            chimes = [:]
            return
        }
        for (key, value) in value.entries(known: ["notice", "urgent"]) {
            guard let broadcastClass = BroadcastClass(name: key), let name = value.string() else { continue }
            chimes[broadcastClass] = name == "none" ? nil : name
        }
    }

    private static func readSpeech(_ value: YAMLReader.Value, into settings: inout StoreSettings) {
        for (key, value) in value.entries(known: ["engine", "voices"]) {
            switch key {
            case "engine": value.strings().map { settings.speechEngine = $0 }
            default:
                let voices = value.entries().compactMap { language, voice in voice.string().map { (language, $0) } }
                settings.voices.merge(voices) { _, new in new }
            }
        }
    }
}
