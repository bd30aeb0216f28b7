// SPDX-License-Identifier: Apache-2.0
import Media

/// A sound file of a store, by its path below the audio folder: nothing else is reached by one.
public struct MediaPath: Sendable, Hashable {
    /// What a file is for.
    public enum Kind: String, Sendable, Encodable, CaseIterable {
        /// `music/FOLDER/NAME.ENDING`.
        case music
        /// `items/NAME.ENDING`: what `play NAME` plays.
        case item
        /// `promos/ROTATION/NAME.ENDING`.
        case promo
        /// `chimes/NAME.ENDING`.
        case chime
        /// `scripts/NAME.ENDING` and `scripts/NAME.LANGUAGE.ENDING`: heard instead of the spoken script.
        case script
    }

    /// The path, such as `music/calm/rain.flac`.
    public let path: String
    /// What the file is for.
    public let kind: Kind
    /// The music folder or the rotation; nil where files lie in none.
    public let group: String?
    /// The file's name without its ending.
    public let name: String
    /// Its name's ending, with its dot; empty for none.
    let ending: String

    /// Reads a path; nil where no sound of a store is at such a one.
    public init?(_ path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy(FileName.isUsable), let file = parts.last else { return nil }
        switch (parts.count, parts[0]) {
        case (3, "music"): (kind, group) = (.music, parts[1])
        case (3, "promos"): (kind, group) = (.promo, parts[1])
        case (2, "items"): (kind, group) = (.item, nil)
        case (2, "chimes"): (kind, group) = (.chime, nil)
        case (2, "scripts"): (kind, group) = (.script, nil)
        default: return nil
        }
        self.path = path
        let dot = file.lastIndex(of: ".") ?? file.endIndex
        name = String(file[..<dot])
        ending = String(file[dot...])
    }

    /// The endings, without a dot, of the files that are played, directly or converted.
    public static let soundEndings = AudioLibrary.playedExtensions.union(AudioLibrary.convertedExtensions)

    /// Whether a file of that name is looked at.
    public var isSound: Bool { Self.soundEndings.contains(ending.dropFirst().lowercased()) }

    /// The folder it lies in, below the audio folder.
    var folder: String { String(path.dropLast(name.count + ending.count + 1)) }

    /// Whether two files can take each other's place: the same file, or two of one name, of which one is played. Songs of
    /// one name are two songs.
    func collides(with other: MediaPath) -> Bool {
        path == other.path || kind != .music && folder == other.folder && name == other.name
    }
}
