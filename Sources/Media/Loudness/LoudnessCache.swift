// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Remembers what files measure, so that a start does not decode the whole library again. It touches no disk but the files
/// themselves: whoever owns it fills it with what was kept, and keeps what it hands over.
///
/// A file counts as known while its path, size and time of change are as they were. Safe to use from any
/// thread; two that ask for one unknown file at the same time both measure it.
public final class LoudnessCache: Sendable {
    /// How many files are remembered; at the limit, further ones are measured each time they are asked for.
    public static let maximumEntries = 50_000

    /// Raised when a measurement changes its meaning: what was kept by another is not taken in.
    public static let measure = 2

    /// What is remembered of a file.
    public struct Entry: Sendable, Equatable {
        /// The file.
        public var path: String
        /// By what it is known to be the one that was measured.
        public var stamp: FileStamp
        /// What it measures.
        public var facts: AudioFacts

        /// What was measured of a file.
        public init(path: String, stamp: FileStamp, facts: AudioFacts) {
            self.path = path
            self.stamp = stamp
            self.facts = facts
        }
    }

    private struct Memory {
        var entries: [String: Entry] = [:]
        /// The files that were asked for, and are as they were measured, since they were handed over last.
        var asked: Set<String> = []
        var isFilled = false
    }

    private let memory = Mutex(Memory())

    /// A memory of nothing.
    public init() {}

    /// Whether what was kept was taken in.
    public var isFilled: Bool { memory.withLock { $0.isFilled } }

    /// Takes in what an earlier run has measured; what is known already stays.
    public func fill(_ entries: [Entry]) {
        memory.withLock { memory in
            memory.isFilled = true
            for entry in entries where memory.entries.count < Self.maximumEntries {
                if memory.entries[entry.path] == nil { memory.entries[entry.path] = entry }
            }
        }
    }

    /// What is known of the files that were asked for since the last time, measured just now or before: to be kept.
    public func handOver() -> [Entry] {
        memory.withLock { memory in
            defer { memory.asked = [] }
            return memory.asked.compactMap { memory.entries[$0] }
        }
    }

    /// The facts of an audio file: as remembered, else measured now by ``AudioFile/measure(_:)``.
    public func facts(for path: String) throws(MediaError) -> AudioFacts {
        if let known = try known(path) { return known }
        let stamp = try FileStamp(path: path)
        let facts = try AudioFile.measure(path)
        remember(Entry(path: path, stamp: stamp, facts: facts))
        return facts
    }

    /// Remembers what a file measured elsewhere, which was moved here.
    public func remember(_ facts: AudioFacts, of path: String) throws(MediaError) {
        remember(Entry(path: path, stamp: try FileStamp(path: path), facts: facts))
    }

    private func remember(_ entry: Entry) {
        memory.withLock { memory in
            guard memory.entries.count < Self.maximumEntries || memory.entries[entry.path] != nil else { return }
            memory.entries[entry.path] = entry
            memory.asked.insert(entry.path)
        }
    }

    /// What is remembered of a file as it is now; nil where it was not measured.
    public func known(_ path: String) throws(MediaError) -> AudioFacts? {
        let stamp: FileStamp
        do throws(MediaError) {
            stamp = try FileStamp(path: path)
        } catch {
            // What is gone makes room.
            if case .notFound = error { memory.withLock { $0.entries[path] = nil } }
            throw error
        }
        return memory.withLock { memory in
            guard let entry = memory.entries[path], entry.stamp == stamp else { return nil }
            memory.asked.insert(path)
            return entry.facts
        }
    }
}
