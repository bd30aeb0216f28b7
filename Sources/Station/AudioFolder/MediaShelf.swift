// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Media
import Speech

/// The audio folder as somebody changes it from a browser. Nothing is overwritten: what makes room is kept beside, in a
/// hidden folder. All of it blocks.
struct MediaShelf: Sendable {
    /// So many files that were replaced or removed are kept, and so many bytes of them; the oldest go.
    static let mostFormer = 20, formerBytesLimit: Int64 = 2 << 30

    /// Who changes something, and when.
    struct Change: Sendable {
        var by: String
        var at: String
    }

    /// Why something cannot be done.
    enum Failure: Error, Equatable {
        /// Another file is there by now.
        case taken
        /// Nothing is there by now.
        case gone
        /// The system's code.
        case system(Int32)
    }

    /// The audio folder.
    let root: String

    /// What is not whole yet: on the same disk as its place.
    var incoming: String { "\(root)/.incoming" }
    private var aside: String { "\(root)/.former" }

    /// Where a file is.
    func file(_ path: MediaPath) -> String { "\(root)/\(path.path)" }

    // MARK: Looking

    /// The path of a file that was found in the audio folder; nil for one that has none here.
    func path(ofFile file: String) -> MediaPath? {
        file.hasPrefix("\(root)/") ? MediaPath(String(file.dropFirst(root.count + 1))) : nil
    }

    /// The size and time of a file as it is now; nil where there is none.
    func stamp(_ path: MediaPath) -> FileStamp? {
        // One that is not there has none.
        try? FileStamp(path: file(path))
    }

    /// By what it is known whether a file was changed.
    static func version(of stamp: FileStamp) -> String {
        "\(stamp.bytes)-\(String(stamp.modifiedNanoseconds, radix: 36))"
    }

    /// The file that is where another is to be, or has its name; nil for none.
    func occupant(of path: MediaPath) -> MediaPath? {
        if stamp(path) != nil { return path }
        // A folder that is not there yet has no file.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(path.folder)")) ?? []
        return names.sorted().compactMap { MediaPath("\(path.folder)/\($0)") }.first { other in
            other.isSound && other.collides(with: path)
        }
    }

    // MARK: Changing

    /// Removes what an earlier run left unfinished.
    func removeUnfinished() {
        // Nothing has come yet where there is no such folder.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: incoming)) ?? [] {
            unlink("\(incoming)/\(name)")
        }
    }

    /// Puts a file in its place, whole or not at all; what it replaces is kept.
    ///
    /// - Parameters:
    ///   - source: on the same disk, and there no more afterwards.
    ///   - former: the file that it replaces, at its path or of its name; nil for none.
    func put(
        _ source: String, at path: MediaPath, replacing former: MediaPath?, _ change: Change
    ) throws(Failure) {
        try settle(source)
        try makeFolder(of: path)
        if let former { try keep(former, .replaced, change) }
        if path == former {
            guard rename(source, file(path)) == 0 else { throw .system(errno) }
        } else {
            try move(source, to: file(path))
            if let former { unlink(file(former)) }
        }
        try sync("\(root)/\(path.folder)")
    }

    /// Takes a file away; it is kept.
    func remove(_ path: MediaPath, _ change: Change) throws(Failure) {
        try keep(path, .removed, change)
        guard unlink(file(path)) == 0 else { throw .system(errno) }
    }

    /// As every editor may change it, and on the disk.
    private func settle(_ source: String) throws(Failure) {
        guard chmod(source, 0o664) == 0 else { throw .system(errno) }
        try sync(source)
    }

    private func makeFolder(of path: MediaPath) throws(Failure) {
        let folder = "\(root)/\(path.folder)"
        guard access(folder, F_OK) != 0 else { return }
        for part in ["\(root)/\(path.folder.prefix { $0 != "/" })", folder] where access(part, F_OK) != 0 {
            var status = stat()
            guard mkdir(part, 0o775) == 0, stat(part, &status) == 0 else { throw .system(errno) }
            // For every editor to write, and with the group that its parent hands down. Where the unit allows nobody to set
            // that bit this does nothing, and its umask has given editors their right.
            chmod(part, status.st_mode & 0o7777 | 0o775)
        }
    }

    /// Moves a file to where none is. Changes are made one by one, so that only a copy by hand at the same instant could come
    /// between.
    private func move(_ source: String, to target: String) throws(Failure) {
        guard access(target, F_OK) != 0 else { throw .taken }
        guard rename(source, target) == 0 else { throw .system(errno) }
    }

    private func sync(_ path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(errno) }
    }

    // MARK: What was there

    /// What was replaced or removed, the newest first.
    func former() -> [FormerMedia] { numbers().reversed().compactMap(former) }

    /// Brings a file back to where it was.
    func bringBack(_ former: FormerMedia, to path: MediaPath) throws(Failure) {
        try makeFolder(of: path)
        do throws(Failure) {
            try move(kept(former.id, path), to: file(path))
        } catch {
            throw error == .system(ENOENT) ? .gone : error
        }
        unlink("\(aside)/\(former.id).json")
    }

    /// Has a file stay beside, under its number.
    private func keep(_ path: MediaPath, _ why: FormerMedia.Cause, _ change: Change) throws(Failure) {
        guard let stamp = stamp(path) else { throw .gone }
        if access(aside, F_OK) != 0, mkdir(aside, 0o770) != 0 { throw .system(errno) }
        let id = "\((numbers().last ?? 0) + 1)"
        let note = FormerMedia(
            id: id, path: path.path, at: change.at, by: change.by, why: why, bytes: stamp.bytes)
        do {
            // First, as it takes the number: what a crash leaves of one is never in the way of the next.
            try JSONEncoder().encode(note).write(to: URL(filePath: "\(aside)/\(id).json"), options: .atomic)
            if link(file(path), kept(id, path)) != 0 {
                try FileManager.default.copyItem(atPath: file(path), toPath: kept(id, path))
            }
        } catch {
            unlink(kept(id, path))
            unlink("\(aside)/\(id).json")
            throw .system(((error as? CocoaError)?.underlying as? POSIXError)?.code.rawValue ?? EIO)
        }
        forgetOldest()
    }

    private func forgetOldest() {
        var bytes: Int64 = 0
        for (place, former) in former().enumerated() {
            bytes += former.bytes
            guard place > 0, place >= Self.mostFormer || bytes > Self.formerBytesLimit else { continue }
            if let path = MediaPath(former.path) { unlink(kept(former.id, path)) }
            unlink("\(aside)/\(former.id).json")
        }
    }

    private func former(_ number: Int) -> FormerMedia? {
        guard let data = FileManager.default.contents(atPath: "\(aside)/\(number).json"),
            // A note that cannot be read any more is none.
            let former = try? JSONDecoder().decode(FormerMedia.self, from: data),
            let path = MediaPath(former.path), access(kept(former.id, path), F_OK) == 0
        else { return nil }
        return former
    }

    private func kept(_ id: String, _ path: MediaPath) -> String { "\(aside)/\(id)\(path.ending)" }

    private func numbers() -> [Int] {
        // None has been kept yet.
        ((try? FileManager.default.contentsOfDirectory(atPath: aside)) ?? [])
            .compactMap { $0.hasSuffix(".json") ? Int($0.dropLast(".json".count)) : nil }.sorted()
    }
}
