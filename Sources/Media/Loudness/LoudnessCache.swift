// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Glibc
import Synchronization

/// Remembers what files measure, in one JSON file, so that a start does not decode the whole library again.
///
/// A file counts as known while its path, size and time of change are as they were. Safe to use from any
/// thread; two that ask for one unknown file at the same time both measure it.
public final class LoudnessCache: Sendable {
    /// How many files are remembered; at the limit, further ones are measured each time they are asked for.
    public static let maximumEntries = 50_000

    /// The path of the JSON file.
    public let file: String

    /// What became of the JSON file when it could not be used at the start, or nil; everything is then
    /// measured afresh.
    public let problemAtStart: Problem?

    /// What is wrong with the JSON file. The sound is not affected, only the time that a start takes.
    public enum Problem: Error, Sendable, Equatable {
        /// The file was damaged; it was moved to `path`.
        case setAside(path: String)
        /// The file could be neither read nor moved; `detail` is the system's own sentence.
        case unreadable(path: String, detail: String)
        /// The file could not be written; `detail` is the system's own sentence.
        case unwritable(path: String, detail: String)
    }

    private struct Entry: Codable {
        var stamp: FileStamp
        var facts: AudioFacts
    }

    /// The content of the JSON file.
    private struct Sidecar: Codable {
        /// Raised when a measurement changes its meaning; the entries of another version are dropped.
        static let currentVersion = 2

        var version = currentVersion
        var entries: [String: Entry] = [:]
    }

    /// What every version of the JSON file has.
    private struct Version: Codable {
        var version: Int
    }

    private let entries: Mutex<[String: Entry]>

    /// Reads what an earlier run has saved.
    ///
    /// - Parameter file: where; it need not exist.
    public init(file: String) {
        self.file = file
        let (saved, problem) = Self.load(file)
        entries = Mutex(saved)
        problemAtStart = problem
    }

    /// The facts of an audio file: as remembered, else measured now by ``AudioFile/measure(_:)``.
    public func facts(for path: String) throws(MediaError) -> AudioFacts {
        if let known = try known(path) { return known }
        let stamp = try FileStamp(path: path)
        let facts = try AudioFile.measure(path)
        entries.withLock { entries in
            guard entries.count < Self.maximumEntries || entries[path] != nil else { return }
            entries[path] = Entry(stamp: stamp, facts: facts)
        }
        return facts
    }

    /// What is remembered of a file as it is now; nil where it was not measured.
    public func known(_ path: String) throws(MediaError) -> AudioFacts? {
        let stamp = try FileStamp(path: path)
        let entry = entries.withLock { $0[path] }
        return entry?.stamp == stamp ? entry?.facts : nil
    }

    /// Forgets the files that are gone or have changed, and writes the rest to the JSON file, all or nothing.
    ///
    /// - Throws: ``Problem/unwritable(path:detail:)``; the folder of ``file`` is created where missing.
    public func save() throws(Problem) {
        let current = entries.withLock { $0 }
        let kept = current.filter { path, entry in (try? FileStamp(path: path)) == entry.stamp }
        entries.withLock { entries in
            for path in current.keys where kept[path] == nil { entries[path] = nil }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let url = URL(filePath: file)
        do {
            let data = try encoder.encode(Sidecar(entries: kept))
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: url, options: .atomic)
        } catch {
            throw .unwritable(path: file, detail: SystemReason.sentence(for: error))
        }
    }

    private static func load(_ file: String) -> (entries: [String: Entry], problem: Problem?) {
        guard unsafe access(file, F_OK) == 0 else { return ([:], nil) }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: file))
        } catch {
            return ([:], .unreadable(path: file, detail: SystemReason.sentence(for: error)))
        }
        do {
            let decoder = JSONDecoder()
            // Entries of another version may not even have the same names.
            let version = try decoder.decode(Version.self, from: data).version
            guard version == Sidecar.currentVersion else { return ([:], nil) }
            return (try decoder.decode(Sidecar.self, from: data).entries, nil)
        } catch {
            let aside = file + ".damaged"
            guard unsafe rename(file, aside) == 0 else {
                return ([:], .unreadable(path: file, detail: SystemReason.sentence(for: errno)))
            }
            return ([:], .setAside(path: aside))
        }
    }
}

extension LoudnessCache.Problem: CustomStringConvertible {
    /// The path, what is wrong and what to do, in English.
    public var description: String {
        switch self {
        case .setAside(let path):
            "\(path): what was known of the sound files was damaged and is kept here. Nothing is to be done: "
                + "they are measured again."
        case .unreadable(let path, let detail):
            "\(path): what is known of the sound files could not be read (\(detail)). "
                + "Give the user of the daemon the right to read and write it."
        case .unwritable(let path, let detail):
            "\(path): what is known of the sound files could not be saved (\(detail)). "
                + "Check that the disk has room and that the daemon may write there."
        }
    }
}
