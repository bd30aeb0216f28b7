// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// The inputs in `Fuzz/*/corpus`.
public enum FuzzCorpus {
    /// One of them.
    public struct Input: Sendable {
        /// The name of its file.
        public let name: String
        /// Its bytes, whatever they are.
        public let bytes: Data

        /// As the readers get it from a file: bytes that are no UTF-8 replaced.
        public var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// All of one reader, by name: `timetable`, `script`, `calendar`, `csv` or `request`.
    /// - Throws: when the folder cannot be read or is empty, as a test of nothing proves nothing.
    public static func inputs(of reader: String) throws -> [Input] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fuzz/\(reader)/corpus")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        guard !files.isEmpty else { throw CocoaError(.fileReadNoSuchFile) }
        return try files.sorted { $0.path < $1.path }.map {
            Input(name: $0.lastPathComponent, bytes: try Data(contentsOf: $0))
        }
    }
}
