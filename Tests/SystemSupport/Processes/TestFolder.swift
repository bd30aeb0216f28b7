// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// A temporary folder, gone when nobody needs it any more.
///
/// Its path is short, because a socket's address holds no more than 107 bytes.
package final class TestFolder: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "sc-\(UUID().uuidString.prefix(8))").path
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
