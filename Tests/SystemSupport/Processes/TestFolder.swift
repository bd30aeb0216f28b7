// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// A temporary folder, gone when nobody needs it any more.
///
/// Its path is short, because a socket's address holds no more than 107 bytes.
package final class TestFolder: Sendable {
    package let path: String

    /// Where Linux keeps files in memory.
    private static let memory = "/dev/shm"

    /// A new one.
    ///
    /// - Parameter inMemory: whether it lies where no busy disk can hold anybody up; where there is no such place, it lies
    ///   where others do.
    package init(inMemory: Bool = false) throws {
        let isInMemory = inMemory && FileManager.default.isWritableFile(atPath: Self.memory)
        let parent = isInMemory ? URL(filePath: Self.memory) : FileManager.default.temporaryDirectory
        path = parent.appending(path: "sc-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Creates a folder below this one, with all that lead to it.
    ///
    /// - Returns: its whole path.
    @discardableResult
    package func makeFolder(_ name: String) throws -> String {
        let path = "\(path)/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Writes a file below this folder, and the folders that lead to it.
    ///
    /// - Returns: its whole path.
    @discardableResult
    package func write(_ content: Data, to name: String) throws -> String {
        let url = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: url)
        return url.path
    }
}
