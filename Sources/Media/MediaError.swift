// SPDX-License-Identifier: Apache-2.0

/// Why an audio file cannot be played; each case names the file.
///
/// The cases are the codes to translate by; ``problem`` and ``remedy`` are their English.
public enum MediaError: Error, Sendable, Equatable {
    /// Nothing is at the path.
    case notFound(path: String)
    /// The file may not be read by this process.
    case notPermitted(path: String)
    /// A folder, pipe or device is at the path.
    case notAFile(path: String)
    /// The file holds no bytes, or no sound.
    case empty(path: String)
    /// The content is no audio format that can be decoded; `detail` is the decoder's own sentence.
    case notAudio(path: String, detail: String)
    /// Audio, but with channels or a rate out of range; `detail` says which.
    case unsupported(path: String, detail: String)
    /// Longer than ``AudioFile/maximumDuration``.
    case tooLong(path: String)
    /// The decoder gave up in the middle of the file; what came before it was good.
    case damaged(path: String, detail: String)
    /// The system failed to open or read the file; `detail` is the system's own sentence.
    case readFailed(path: String, detail: String)

    /// The file has to be converted first, and ffmpeg, which does that, is not installed.
    case converterMissing(path: String)
    /// ffmpeg could not convert the file; `detail` says why.
    case notConverted(path: String, detail: String)

    /// The file the error is about.
    public var path: String {
        switch self {
        case .notFound(let path), .notPermitted(let path), .notAFile(let path), .empty(let path),
            .notAudio(let path, _), .unsupported(let path, _), .tooLong(let path), .damaged(let path, _),
            .readFailed(let path, _), .converterMissing(let path), .notConverted(let path, _):
            path
        }
    }

    /// What is wrong with the file, as a clause without the path.
    public var problem: String {
        switch self {
        case .notFound: "there is no such file"
        case .notPermitted: "the file may not be read"
        case .notAFile: "this is not a regular file"
        case .empty: "the file holds no sound"
        case .notAudio(_, let detail): "the file is not audio that can be decoded (\(detail))"
        case .unsupported(_, let detail): "the audio is of an unusual kind (\(detail))"
        case .tooLong: "the audio is longer than \(AudioFile.maximumDuration.components.seconds / 3600) hours"
        case .damaged(_, let detail): "the file breaks off in the middle (\(detail))"
        case .readFailed(_, let detail): "the file could not be read (\(detail))"
        case .converterMissing: "this format needs ffmpeg, which is not installed"
        case .notConverted(_, let detail): "ffmpeg could not convert the file (\(detail))"
        }
    }

    /// What to do about it, as a sentence.
    public var remedy: String {
        switch self {
        case .notFound: "put the file there, or correct its name"
        case .notPermitted: "give the user of the daemon the right to read it, for example with chmod a+r"
        case .notAFile: "put an audio file in its place"
        case .empty: "export or copy the file again"
        case .notAudio: "use WAV, FLAC, Ogg, Opus or MP3; convert other formats, for example with ffmpeg"
        case .unsupported: "convert it to stereo at 48 kHz, for example with ffmpeg -ac 2 -ar 48000"
        case .tooLong: "cut it into shorter files"
        case .damaged: "copy or export the file again; until then it plays up to the damage"
        case .readFailed: "check the disk and its connection"
        case .converterMissing: "install it (apt install ffmpeg), or convert the file to FLAC yourself"
        case .notConverted: "export it again as FLAC, Ogg or MP3, and see that the disk has room"
        }
    }
}

extension MediaError: CustomStringConvertible {
    /// The path, what is wrong and what to do, in English.
    public var description: String { "\(path): \(problem); \(remedy)" }
}
