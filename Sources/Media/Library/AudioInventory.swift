// SPDX-License-Identifier: Apache-2.0

/// What was found in the audio folder, by the names the timetable uses. Paths start with the library's root.
public struct AudioInventory: Sendable, Equatable {
    /// `audio/music/FOLDER/*`: the files of each music folder, in natural order of name (`2` before `10`).
    public var music: [String: [String]] = [:]
    /// `audio/items/NAME.*`: what `play NAME` plays.
    public var items: [String: String] = [:]
    /// `audio/promos/ROTATION/*`: the recorded promos of each rotation, in natural order of name.
    public var promos: [String: [String]] = [:]
    /// `audio/chimes/NAME.*`.
    public var chimes: [String: String] = [:]
    /// `audio/scripts/NAME.*` and `audio/scripts/NAME.LANGUAGE.*`: recordings by `NAME` or `NAME.LANGUAGE`;
    /// see ``recording(ofScript:language:)``.
    public var scripts: [String: String] = [:]
    /// What could not be taken in, in the order of the paths.
    public var problems: [LibraryProblem] = []

    /// An inventory without files.
    public init() {}

    /// The recording that is heard instead of the spoken script, if there is one: that of the language, else
    /// the one for all languages.
    public func recording(ofScript name: String, language: String) -> String? {
        scripts["\(name).\(language)"] ?? scripts[name]
    }

    /// The path of every file, each once, sorted.
    public var allPaths: [String] {
        let lists = [
            Array(items.values), Array(chimes.values), Array(scripts.values),
            music.values.flatMap { $0 }, promos.values.flatMap { $0 },
        ]
        return lists.flatMap { $0 }.sorted()
    }
}
