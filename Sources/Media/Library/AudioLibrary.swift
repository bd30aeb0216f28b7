// SPDX-License-Identifier: Apache-2.0

/// The folder of everything that is played from files.
///
/// `music/FOLDER/*`, `items/NAME.*`, `promos/ROTATION/*`, `chimes/NAME.*` and `scripts/NAME[.LANGUAGE].*`; each
/// of the five may be missing. Hidden files and files that are not sound (texts, pictures) are passed over.
public struct AudioLibrary: Sendable {
    /// Extensions of what is decoded, in lower case.
    public static let playedExtensions: Set<String> = [
        "wav", "wave", "flac", "ogg", "oga", "opus", "mp3", "aif", "aiff",
    ]

    /// Extensions of sound that is converted first, in lower case; see ``Converter``.
    public static let convertedExtensions: Set<String> = [
        "aac", "ac3", "alac", "amr", "ape", "dsf", "dts", "m4a", "m4b", "mka", "mp2", "mp4", "mpc", "ra", "tta",
        "webm", "wma", "wv",
    ]

    /// Extensions of what is no recording of sound, in lower case; such a file is reported.
    public static let unplayedExtensions: Set<String> = ["mid", "midi"]

    /// Whether a file has to be converted before it can be decoded, by its name.
    public static func isConverted(_ path: String) -> Bool {
        convertedExtensions.contains(fileExtension(of: path))
    }

    static func fileExtension(of path: String) -> String {
        path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    }

    /// The path of the folder, without a slash at its end.
    public let root: String

    /// The library at a path; nothing is read yet.
    public init(root: String) {
        self.root = root.hasSuffix("/") ? String(root.dropLast()) : root
    }

    /// Looks at all folders and says what is there, and what is there in vain. No file is opened.
    ///
    /// - Parameter unfinished: paths that are passed over, because they are still being written.
    public func scan(leavingOut unfinished: Set<String> = []) -> AudioInventory {
        var scan = LibraryScan(leavingOut: unfinished)
        guard scan.exists(root) else {
            var inventory = AudioInventory()
            inventory.problems = [.noLibrary(path: root)]
            return inventory
        }
        var inventory = AudioInventory()
        inventory.music = scan.folders(in: root + "/music")
        inventory.items = scan.names(in: root + "/items")
        inventory.promos = scan.folders(in: root + "/promos")
        inventory.chimes = scan.names(in: root + "/chimes")
        inventory.scripts = scan.names(in: root + "/scripts")
        inventory.problems = scan.problems.sorted { $0.path < $1.path }
        return inventory
    }

    /// The same, in a form that can be compared with a later one.
    public func snapshot(leavingOut unfinished: Set<String> = []) -> AudioSnapshot {
        AudioSnapshot(scan(leavingOut: unfinished))
    }
}
