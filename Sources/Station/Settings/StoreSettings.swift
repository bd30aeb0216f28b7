// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

/// The facts of one store, from `schedules/store.yaml`; everything has a default.
public struct StoreSettings: Sendable, Equatable {
    /// As many zones as the mixer has buses for.
    static let mostZones = 64

    /// What the store is called.
    public var name = "storecast"
    /// The language of diagnostics and logs.
    public var language = Language.en
    /// The IANA time zone of the timetables.
    public var timeZone = "UTC"
    /// The sound cards and the zones on their channels, as written; at least one. No zone name comes twice, and
    /// all of them together have at most 64 zones.
    public var outputs = [Output()]
    /// How loud things are.
    public var levels = Levels()
    /// How far the bed stays under speech.
    public var ducking = Ducking()
    /// How songs follow each other.
    public var crossfade = Crossfade()
    /// The chime of announcements that name none, by class.
    public var chimes: [BroadcastClass: String] = [
        .notice: "gong-2", .urgent: "gong-4", .emergency: BuiltInSound.sirenName,
    ]
    /// Whether the store names its chimes; the built-in ones may be missing.
    var namesChimes = false
    /// The program that speaks: its words, the text comes on its standard input, WAV leaves on its output.
    public var speechEngine = ["espeak-ng", "--stdin", "--stdout", "-m"]
    /// The engine's voice for each language of the scripts.
    public var voices = ["zh": "cmn-latn-pinyin", "en": "en-gb"]

    /// Who may do what at the control socket.
    public var roles = RoleTable()
    /// Where the console is served.
    public var web = WebSettings()
    /// How long the engine may take for one phrase, from 1 s to a minute.
    public var speechDeadline = Duration.seconds(20)

    /// Settings of an empty file.
    public init() {}

    /// All zones of the store, in the order in which they are written: that of the plan's.
    public var zones: [Zone] { outputs.flatMap(\.zones) }

    /// One sound card.
    public struct Output: Sendable, Equatable {
        /// What the store calls the card.
        public var name = "main"
        /// An ALSA PCM name.
        public var device = "default"
        /// Each zone and the channels of the card that feed it, from 1: two for stereo, one for mono.
        public var zones: [Zone] = [Zone(name: "store", channels: [1, 2])]
    }

    /// A part of the store.
    public struct Zone: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Card channels, from 1.
        public var channels: [Int]
    }

    /// Loudness targets in LUFS, and the peak in dBTP.
    public struct Levels: Sendable, Equatable {
        /// Of the bed.
        public var music = -26.0
        /// Of promos.
        public var promo = -22.0
        /// Of everything else that is said or played.
        public var speech = -20.0
        /// The highest peak that leaves the house.
        public var peak = -1.0
    }

    /// How many LU a class stands above the bed, and the bed's ways down and up.
    public struct Ducking: Sendable, Equatable {
        /// Above the bed, by class.
        public var above: [BroadcastClass: Double] = [.promo: 10, .notice: 12, .urgent: 14]
        /// The way down, over before the first syllable.
        public var down = Duration.milliseconds(300)
        /// The way up after the last.
        public var up = Duration.milliseconds(800)
    }

    /// The target of a class, in LUFS.
    public func level(of broadcastClass: BroadcastClass) -> Double {
        switch broadcastClass {
        case .music: levels.music
        case .promo: levels.promo
        case .notice, .urgent, .emergency: levels.speech
        }
    }

    /// The rules of the director for this store: how loud each class is, and how far above the bed.
    public var director: DirectorSettings {
        var settings = DirectorSettings()
        settings.duckDown = ducking.down
        settings.duckUp = ducking.up
        settings.crossfade = crossfade.length
        settings.folderCrossfades = crossfade.folders.mapValues(\.length)
        settings.aboveBed = ducking.above
        for broadcastClass in BroadcastClass.allCases {
            settings.loudnessLUFS[broadcastClass] = level(of: broadcastClass)
        }
        return settings
    }
}
