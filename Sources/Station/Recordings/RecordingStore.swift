// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
// Where a whole-module build may find `timespec` first.
import SwiftOverlayShims

/// The recordings that may be announced: for each a FLAC file, and beside it its facts, which are written last and
/// make it count.
///
/// What waits for the disk is done by the functions of the type, away from the station; what changes the store, by its
/// methods, which only name and remove files.
///
/// At its limits the recordings that were used longest ago are removed first, never one that an announcement waits for.
struct RecordingStore {
    /// The most recordings that are kept.
    static let countLimit = 200
    /// The most bytes of all of them: hours of speech.
    static let bytesLimit = 2 << 30

    /// Where they lie.
    let folder: String
    /// What is not whole yet.
    var incoming: String { "\(folder)/incoming" }

    private let countLimit: Int
    private let bytesLimit: Int
    private var entries: [String: Entry] = [:]
    /// Their ids, that used last at the end.
    private var order: [String] = []

    private struct Entry {
        var recording: Recording
        var bytes: Int
    }

    /// Why a recording is not kept.
    enum Failure: Error, Equatable {
        /// Everything that is kept is waited for.
        case full
        /// The system's code.
        case system(Int32)
    }

    /// Reads what an earlier run has kept, and removes what it left unfinished.
    ///
    /// - Parameter folder: where; made when first needed.
    init(folder: String, countLimit: Int = RecordingStore.countLimit, bytesLimit: Int = RecordingStore.bytesLimit) {
        self.folder = folder
        self.countLimit = countLimit
        self.bytesLimit = bytesLimit
        // A folder that is missing or may not be read holds nothing; whether it may be written an upload will tell.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: incoming)) ?? [] {
            unlink("\(incoming)/\(name)")
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var found: [(id: String, entry: Entry, used: Int64)] = []
        for name in names where name.hasSuffix(".json") {
            if let read = read(String(name.dropLast(5))) { found.append(read) } else { unlink("\(folder)/\(name)") }
        }
        for (id, entry, _) in found.sorted(by: { $0.used < $1.used }) {
            entries[id] = entry
            order.append(id)
        }
        for name in names where name.hasSuffix(".flac") && entries[String(name.dropLast(5))] == nil {
            unlink("\(folder)/\(name)")
        }
    }

    /// What an earlier run kept under an id; nil where any of it is missing or is no facts of that id.
    private func read(_ id: String) -> (String, Entry, Int64)? {
        var (facts, sound) = (stat(), stat())
        guard stat(factsPath(of: id), &facts) == 0, stat(path(of: id), &sound) == 0,
            let data = FileManager.default.contents(atPath: factsPath(of: id)),
            let recording = try? JSONDecoder().decode(Recording.self, from: data), recording.id == id
        else { return nil }
        return (id, Entry(recording: recording, bytes: Int(sound.st_size)), Int64(facts.st_mtim.tv_sec))
    }

    /// The sound of a recording.
    func path(of id: String) -> String { "\(folder)/\(id).flac" }

    private func factsPath(of id: String) -> String { "\(folder)/\(id).json" }

    /// A recording that is kept; nil for none.
    func recording(_ id: String) -> Recording? {
        guard let entry = entries[id], access(path(of: id), R_OK) == 0 else { return nil }
        return entry.recording
    }

    /// Notes that a recording was used now, so that it is kept longer.
    ///
    /// - Returns: the recording; nil for none.
    @discardableResult
    mutating func use(_ id: String) -> Recording? {
        guard let recording = recording(id), let place = order.firstIndex(of: id) else { return nil }
        order.append(order.remove(at: place))
        // Where the time cannot be noted, the next run takes it for older than it is.
        utimes(factsPath(of: id), nil)
        return recording
    }

    /// Puts the sound of a recording in its place. It does not count before `add`.
    ///
    /// - Parameter part: a file in `incoming`, which `sync` has put on the disk; it is there no more afterwards.
    /// - Throws: `Failure` when it may not stay; the file is then gone.
    mutating func place(_ part: String, as id: String, inUse: Set<String>) throws(Failure) {
        var status = stat()
        guard stat(part, &status) == 0 else { throw .system(errno) }
        do throws(Failure) {
            try makeRoom(for: Int(status.st_size), inUse: inUse.union([id]))
            guard rename(part, path(of: id)) == 0 else { throw .system(errno) }
        } catch {
            unlink(part)
            throw error
        }
    }

    /// Makes a recording count whose sound was placed.
    ///
    /// - Parameter part: its facts, as `write` has put them into `incoming`.
    /// - Throws: `Failure` when it may not count; its sound is then gone.
    mutating func add(_ recording: Recording, facts part: String) throws(Failure) {
        var status = stat()
        guard stat(path(of: recording.id), &status) == 0, rename(part, factsPath(of: recording.id)) == 0 else {
            let code = errno
            unlink(part)
            unlink(path(of: recording.id))
            throw .system(code)
        }
        entries[recording.id] = Entry(recording: recording, bytes: Int(status.st_size))
        order.removeAll { $0 == recording.id }
        order.append(recording.id)
    }

    private mutating func makeRoom(for bytes: Int, inUse: Set<String>) throws(Failure) {
        var total = entries.values.reduce(bytes) { $0 + $1.bytes }
        while entries.count >= countLimit || total > bytesLimit {
            guard let oldest = order.first(where: { !inUse.contains($0) }) else { throw .full }
            total -= entries[oldest]?.bytes ?? 0
            remove(oldest)
        }
    }

    private mutating func remove(_ id: String) {
        unlink(factsPath(of: id))
        unlink(path(of: id))
        entries[id] = nil
        order.removeAll { $0 == id }
    }

    // MARK: What waits for the disk

    /// Writes the facts of a recording to where it does not count yet.
    static func write(_ recording: Recording, to part: String) throws(Failure) {
        do {
            try JSONEncoder().encode(recording).write(to: URL(filePath: part))
        } catch {
            throw .system(((error as? CocoaError)?.underlying as? POSIXError)?.code.rawValue ?? EIO)
        }
        try sync(part)
    }

    /// Has a file or a folder reach the disk.
    static func sync(_ path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(errno) }
    }
}
