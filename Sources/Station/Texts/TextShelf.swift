// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Speech

/// The texts of a store on disk, and what they were before. All of it blocks.
struct TextShelf: Sendable {
    /// What a text was before is kept so often; the oldest goes.
    static let mostVersions = 10
    /// The most bytes of a text that is saved here.
    static let largestBytes = 256 << 10

    /// The folder of timetables.
    let root: String
    /// Where earlier versions are.
    let versionsRoot: String

    init(_ paths: StationPaths) {
        root = paths.schedules
        versionsRoot = "\(paths.state)/versions"
    }

    /// By what it is known whether a text was changed.
    static func version(of bytes: Data) -> String { String(StableHash.fnv1a(bytes), radix: 36) }

    /// Where a text is.
    func file(_ path: TextPath) -> String { "\(root)/\(path.path)" }

    /// The texts there are, in the order in which they are read.
    func paths() -> [TextPath] {
        let folders = ["", "scripts/"] + names(in: "promos").map { "promos/\($0)/" }
        return folders.flatMap { folder in names(in: folder).compactMap { TextPath(folder + $0) } }
    }

    private func names(in folder: String) -> [String] {
        // A folder that is not there has none.
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []).sorted()
    }

    /// The bytes of a text; nil where there is none.
    ///
    /// - Throws: `WrittenFile.Failure` where there is something that cannot be read.
    func bytes(_ path: TextPath) throws(WrittenFile.Failure) -> Data? {
        var status = stat()
        guard lstat(file(path), &status) == 0 else { return nil }
        return try WrittenFile.bytes(of: file(path))
    }

    /// A text; nil where there is none.
    func content(_ path: TextPath) throws(WrittenFile.Failure) -> TextContent? {
        guard let bytes = try bytes(path) else { return nil }
        // What is written back would be another text.
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        return TextContent(
            path: path.path, kind: path.kind, text: text, version: Self.version(of: bytes))
    }

    /// Writes a text, whole or not at all.
    func write(_ text: String, to path: TextPath) throws {
        let file = file(path)
        let isNew = !FileManager.default.fileExists(atPath: file)
        if isNew {
            try FileManager.default.createDirectory(
                atPath: URL(filePath: file).deletingLastPathComponent().path, withIntermediateDirectories: true)
        }
        try WrittenFile.replace(file, with: Data(text.utf8))
        // As the package lays files out: for every editor to write.
        if isNew { try FileManager.default.setAttributes([.posixPermissions: 0o664], ofItemAtPath: file) }
    }

    /// Takes a text away.
    func remove(_ path: TextPath) throws { try FileManager.default.removeItem(atPath: file(path)) }

    // MARK: Versions

    /// What a text was before, the newest first.
    func versions(_ path: TextPath) -> [TextVersion] {
        let folder = folder(of: path)
        // One that cannot be read any more is none.
        return numbers(in: folder).reversed().compactMap { number in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(number).json") else { return nil }
            return try? JSONDecoder().decode(TextVersion.self, from: data)
        }
    }

    /// Keeps what a text was before it is saved.
    func keep(_ text: String, of path: TextPath, at instant: String, by user: String) throws {
        let folder = folder(of: path)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let numbers = numbers(in: folder)
        let number = (numbers.last ?? 0) + 1
        let version = TextVersion(id: "\(number)", at: instant, by: user, text: text)
        try JSONEncoder().encode(version).write(to: URL(filePath: "\(folder)/\(number).json"), options: .atomic)
        for old in numbers.dropLast(Self.mostVersions - 1) {
            // It is counted again with the next one.
            try? FileManager.default.removeItem(atPath: "\(folder)/\(old).json")
        }
    }

    private func folder(of path: TextPath) -> String { "\(versionsRoot)/\(path.path)" }

    private func numbers(in folder: String) -> [Int] {
        // None has been kept yet.
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .compactMap { $0.hasSuffix(".json") ? Int($0.dropLast(".json".count)) : nil }.sorted()
    }
}
