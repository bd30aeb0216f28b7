// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// Everything the director may put on air: what is planned, and what is known of the sound for it.
///
/// The shell builds it from the timetables and the library, and hands it over whole (`Event.load`).
public struct Plan: Sendable, Equatable {
    /// The names of the store's zones, at most `ZoneSet.limit`; a `ZoneSet` means them by place, so they stay the
    /// same in every plan one director is given.
    public var zones: [String]
    /// The running orders around the present, by date: at least yesterday's (its items may run past midnight,
    /// and the bed may still be its), today's and tomorrow's. A day on which the store is closed has none.
    public var orders: [RunningOrder]
    /// What is known of every clip the orders name. A clip that is absent is still being prepared.
    public var clips: [ClipID: ClipState]
    /// The members of each rotation, in the order in which they are heard, without chime and once each.
    public var rotations: [String: [ClipID]]
    /// The playable songs of each music folder in the order of an `in-order` line; a folder without songs is
    /// absent.
    public var folders: [String: [Song]]
    /// Whether the clock can be believed. While it cannot, no cue airs and no music line takes effect: music plays, and
    /// announcements are heard.
    public var isClockTrusted: Bool

    /// Creates a plan; everything left out is empty, and the store is one zone.
    public init(
        zones: [String] = ["store"], orders: [RunningOrder], clips: [ClipID: ClipState] = [:],
        rotations: [String: [ClipID]] = [:], folders: [String: [Song]] = [:], isClockTrusted: Bool = true
    ) {
        self.zones = zones
        self.orders = orders
        self.clips = clips
        self.rotations = rotations
        self.folders = folders
        self.isClockTrusted = isClockTrusted
    }
}

/// Names one composed sound: an item, a spoken script or a promo, once or several times in a row, with the chime
/// in front of it.
public struct ClipID: Hashable, Sendable, CustomStringConvertible {
    /// Where the sound comes from.
    public enum Source: Hashable, Sendable {
        /// A file of `audio/items`.
        case item
        /// A script, spoken or recorded.
        case script
        /// A member of the named rotation.
        case promo(rotation: String)
        /// An announcement somebody pushed; the clip's name is its id.
        case announcement
    }

    /// Where the sound comes from.
    public var source: Source
    /// The item's, script's, promo's name, or the announcement's id.
    public var name: String
    /// The chime before it, or nil for none; it is heard once.
    public var chime: String?
    /// How often the item, script or promo is heard in a row, at least 1.
    public var times: Int

    /// Creates the name of a clip.
    public init(_ source: Source, _ name: String, chime: String? = nil, times: Int = 1) {
        self.source = source
        self.name = name
        self.chime = chime
        self.times = times
    }

    /// For example `script/welcome with chime-open` or `item/gong repeat 2`.
    public var description: String {
        let base =
            switch source {
            case .item: "item/\(name)"
            case .script: "script/\(name)"
            case .promo(let rotation): "promo/\(rotation)/\(name)"
            case .announcement: "announcement/\(name)"
            }
        return base + (chime.map { " with \($0)" } ?? "") + (times > 1 ? " repeat \(times)" : "")
    }
}

/// What the director needs to know of a clip before it can place it.
public struct ClipFacts: Sendable, Hashable {
    /// How long it sounds, chime and repeats included; more than zero.
    public var duration: Duration
    /// How much of that is the chime, under which the bed may still be falling.
    public var chime: Duration
    /// How loud its quietest part after the chime is as it will be heard, levelled, in LUFS; nil for unknown.
    public var loudnessLUFS: Double?

    /// Creates the facts of a clip.
    public init(duration: Duration, chime: Duration = .zero, loudnessLUFS: Double? = nil) {
        self.duration = duration
        self.chime = chime
        self.loudnessLUFS = loudnessLUFS
    }
}

/// How far a clip's preparation has come.
public enum ClipState: Sendable, Hashable {
    /// It can be played.
    case ready(ClipFacts)
    /// It cannot, and why, in words for staff.
    case unavailable(Wording)
}

/// One song of a music folder.
public struct Song: Sendable, Hashable {
    /// Where it lies; what the shell opens.
    public var path: String
    /// How long it sounds.
    public var duration: Duration
    /// How loud its loudest passage is as it will be heard, levelled, in LUFS; nil for not measured yet, or silence.
    public var loudnessLUFS: Double?

    /// Creates a song.
    public init(path: String, duration: Duration, loudnessLUFS: Double? = nil) {
        self.path = path
        self.duration = duration
        self.loudnessLUFS = loudnessLUFS
    }

    /// The file's name without folder and ending, as shown to people.
    public var title: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
        return String(file[..<dot])
    }
}
