// SPDX-License-Identifier: Apache-2.0

/// The names of what is on disk, for checking those that a timetable uses.
public struct Inventory: Sendable, Equatable {
    /// Folders of music.
    public var music: Set<String>
    /// Sound files to `play`.
    public var items: Set<String>
    /// Scripts, as text or recorded, that may air.
    public var scripts: Set<String>
    /// Rotations.
    public var rotations: Set<String>
    /// Chimes.
    public var chimes: Set<String>
    /// Scripts that nobody has approved yet, which never air.
    public var drafts: Set<String>
    /// Scripts that somebody must fill in before they can air, with their slots; a timetable cannot use them.
    public var slotted: [String: [String]]
    /// The zones of the store; where it is empty, zones are not checked.
    public var zones: Set<String>

    /// Makes an inventory.
    public init(
        music: Set<String> = [], items: Set<String> = [], scripts: Set<String> = [],
        rotations: Set<String> = [], chimes: Set<String> = [], drafts: Set<String> = [],
        slotted: [String: [String]] = [:], zones: Set<String> = []
    ) {
        self.music = music
        self.items = items
        self.scripts = scripts
        self.rotations = rotations
        self.chimes = chimes
        self.drafts = drafts
        self.slotted = slotted
        self.zones = zones
    }

    /// The names that `verb` takes.
    func names(for verb: Verb) -> Set<String> {
        switch verb {
        case .music: music
        case .play: items
        case .say: scripts
        case .promo: rotations
        case .silence: []
        }
    }
}
