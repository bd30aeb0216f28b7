// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// How long two songs overlap.
public struct Crossfade: Sendable, Equatable {
    /// What one music folder has of its own.
    public struct Folder: Sendable, Equatable {
        /// How long; zero for gapless.
        public var length: Duration
        /// Where it is written.
        public var location: Location
    }

    /// In every folder that has none of its own; zero for gapless.
    public var length = Duration.seconds(3)
    /// By music folder.
    public var folders: [String: Folder] = [:]

    /// Folders that are written and nobody has made.
    ///
    /// - Parameter music: the folders there are.
    func diagnostics(music: some Collection<String>) -> [Diagnostic] {
        let unknown = folders.filter { !music.contains($0.key) }.sorted {
            ($0.value.location.line, $0.value.location.column) < ($1.value.location.line, $1.value.location.column)
        }
        return unknown.map { name, folder in
            let near = nearest(to: name, among: music).map {
                Wording(en: "did you mean \"\($0)\"?", zh: "是不是要写“\($0)”？")
            }
            let list = music.sorted().joined(separator: ", ")
            return Diagnostic(
                severity: .warning, location: folder.location,
                message: Wording(en: "there is no music folder \"\(name)\"", zh: "没有音乐文件夹“\(name)”"),
                fix: near ?? Wording(en: "music folders are: \(list)", zh: "现有的音乐文件夹：\(list)"))
        }
    }
}

extension StoreFile {
    /// `{ default: 3s, farewell: 0s }`, or one span for all.
    static func readCrossfade(_ value: YAMLReader.Value, into crossfade: inout Crossfade) {
        if value.isScalar {
            value.span().map { crossfade.length = $0 }
            return
        }
        for (folder, value) in value.entries() {
            guard let length = value.span() else { continue }
            if folder == "default" {
                crossfade.length = length
            } else {
                crossfade.folders[folder] = Crossfade.Folder(length: length, location: value.location)
            }
        }
    }
}
