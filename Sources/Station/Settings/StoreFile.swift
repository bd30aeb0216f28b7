// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Reads `store.yaml`: unknown keys and wrong values are errors with their place, the rest still counts.
enum StoreFile {
    static let name = "store.yaml"

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
            "roles", "web",
        ]
        for (key, value) in root.entries(known: known) {
            switch key {
            case "name": value.string().map { settings.name = $0 }
            case "language":
                value.choice(Language.allCases.map(\.rawValue)).flatMap(Language.init)
                    .map { settings.language = $0 }
            case "timezone": readTimeZone(value, into: &settings)
            case "outputs": settings.outputs = OutputsReader.read(value, defaults: settings.outputs)
            case "levels": readLevels(value, into: &settings.levels)
            case "ducking": readDucking(value, into: &settings.ducking)
            case "crossfade": readCrossfade(value, into: &settings.crossfade)
            case "chimes": readChimes(value, into: &settings)
            case "speech": readSpeech(value, into: &settings)
            case "roles": RolesReader.read(value, into: &settings.roles)
            case "web": WebReader.read(value, into: &settings.web)
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
        for (key, value) in value.entries(known: ["notice", "urgent", "emergency"]) {
            guard let broadcastClass = BroadcastClass(name: key), let name = value.string() else { continue }
            chimes[broadcastClass] = name == "none" ? nil : name
        }
    }

    private static func readSpeech(_ value: YAMLReader.Value, into settings: inout StoreSettings) {
        for (key, value) in value.entries(known: ["engine", "voices", "deadline"]) {
            switch key {
            case "engine": value.strings().map { settings.speechEngine = $0 }
            case "deadline": value.span(atLeast: .seconds(1)).map { settings.speechDeadline = $0 }
            default:
                let voices = value.entries().compactMap { language, voice in voice.string().map { (language, $0) } }
                settings.voices.merge(voices) { _, new in new }
            }
        }
    }
}
