// SPDX-License-Identifier: Apache-2.0
import Media
import Timetable

/// A sound file in the audio folder.
public struct MediaFile: Encodable, Sendable, Equatable {
    /// The most bytes of a file that is uploaded: an hour of MP3 at 256 kbit/s, twelve minutes of WAV.
    public static let largestUploadBytes = 128 << 20

    /// Below the audio folder.
    public var path: String
    /// What it is for.
    public var kind: MediaPath.Kind
    /// Its name without the ending.
    public var name: String
    /// The music folder or rotation; nil where files lie in none.
    @OrNull public var group: String?
    /// By what it is known whether somebody changed it.
    public var version: String
    /// Its size.
    public var bytes: Int64
    /// When its content changed last, as an instant.
    public var modified: String
    /// How long it plays, in seconds; nil where it was not measured yet.
    @OrNull public var duration: Double?
    /// Its integrated loudness in LUFS, before it is levelled for its class; nil as above, and for silence.
    @OrNull public var loudness: Double?
    /// Its true peak in dBTP; nil as above.
    @OrNull public var peak: Double?
    /// What is doubtful about it, in the store's language.
    public var warnings: [MediaWarning]
}

/// Something doubtful about a sound file.
public struct MediaWarning: Encodable, Sendable, Equatable {
    /// What, in the store's language.
    public var message: String
    /// What to do about it.
    public var fix: String

    init(_ message: Wording, _ fix: Wording, _ language: Language) {
        self.message = message.text(in: language)
        self.fix = fix.text(in: language)
    }
}

/// A sound file that was replaced or removed over the API, and is kept.
public struct FormerMedia: Codable, Sendable, Equatable {
    /// Why it is not where it was.
    public enum Cause: String, Codable, Sendable {
        case replaced, removed
    }

    /// By what it is brought back.
    public var id: String
    /// Where it was, below the audio folder.
    public var path: String
    /// When it was taken from there, as an instant.
    public var at: String
    /// Who did that.
    public var by: String
    /// Why.
    public var why: Cause
    /// Its size.
    public var bytes: Int64
}

/// The audio folder: the JSON of `GET /v1/media`.
public struct MediaReport: Encodable, Sendable, Equatable {
    /// The folders that files may be put into, also those without any.
    public struct Folders: Encodable, Sendable, Equatable {
        /// Music folders, by name.
        public var music: [String]
        /// Rotations, by name.
        public var promos: [String]
    }

    /// The most bytes of a file that is uploaded.
    public var limitBytes: Int
    /// The endings of files that are played, without a dot.
    public var extensions: [String]
    /// The folders.
    public var folders: Folders
    /// The files, by path.
    public var files: [MediaFile]
    /// What is wrong with the folder.
    public var problems: [Problem]
    /// What was replaced or removed, the newest first.
    public var former: [FormerMedia]
}

/// What came of a file that was uploaded, removed or brought back.
public struct MediaSaved: Encodable, Sendable, Equatable {
    /// The file as it is there now; nil where it was removed.
    @OrNull public var file: MediaFile?
    /// What is different on air from now on.
    public var changed: [String]
    /// What is wrong with the store, or doubtful.
    public var problems: [Problem]
}

/// Why a file is not taken.
public enum MediaRefusal: Error, Sendable, Equatable {
    /// For a reason that has nothing to do with what is there.
    case refused(RequestRefused)
    /// Another file is there, or another than was said; nil for none.
    case conflict(MediaFile?)
}
