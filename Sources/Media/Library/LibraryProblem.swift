// SPDX-License-Identifier: Apache-2.0

/// Something in the audio folder that will not be heard, and why. The rest of the folder is unaffected.
///
/// The cases are the codes to translate by; ``problem`` and ``remedy`` are their English.
public enum LibraryProblem: Sendable, Equatable {
    /// The audio folder itself is not there.
    case noLibrary(path: String)
    /// A folder could not be listed, or a name in it leads nowhere; `detail` is the system's sentence.
    case unreadable(path: String, detail: String)
    /// A music folder or rotation without a file that can be played.
    case emptyFolder(path: String)
    /// Two files have one name before the extension; `kept` is played, `path` is not.
    case duplicateName(path: String, kept: String)
    /// A file that holds notes, not sound.
    case unsupportedFormat(path: String)
    /// A sound file where only folders of files are looked at.
    case looseFile(path: String)
    /// A folder where only files are looked at.
    case nestedFolder(path: String)

    /// The file or folder the problem is about.
    public var path: String {
        switch self {
        case .noLibrary(let path), .unreadable(let path, _), .emptyFolder(let path),
            .duplicateName(let path, _), .unsupportedFormat(let path), .looseFile(let path),
            .nestedFolder(let path):
            path
        }
    }

    /// What is wrong, as a clause without the path.
    public var problem: String {
        switch self {
        case .noLibrary: "there is no audio folder"
        case .unreadable(_, let detail): "it could not be read (\(detail))"
        case .emptyFolder: "the folder holds no sound file"
        case .duplicateName(_, let kept): "another file has the same name, \(kept) is played"
        case .unsupportedFormat: "notes for instruments are not played"
        case .looseFile: "sound files belong into a folder here"
        case .nestedFolder: "folders inside this one are not looked at"
        }
    }

    /// What to do about it, as a sentence.
    public var remedy: String {
        switch self {
        case .noLibrary: "create it, or name the right one with --audio"
        case .unreadable: "give the user of the daemon the right to read it, or remove it"
        case .emptyFolder: "put WAV, FLAC, Ogg, Opus or MP3 files into it"
        case .duplicateName: "rename or remove one of the two"
        case .unsupportedFormat: "record it as sound, for example as FLAC"
        case .looseFile: "move it into a folder of its own name or an existing one"
        case .nestedFolder: "move its files one folder up"
        }
    }
}

extension LibraryProblem: CustomStringConvertible {
    /// The path, what is wrong and what to do, in English.
    public var description: String { "\(path): \(problem); \(remedy)" }
}
