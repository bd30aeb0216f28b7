// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Station

@Suite struct RecordingStoreTests {
    /// Puts a recording of so many bytes into a store.
    private func put(
        _ id: String, bytes: Int = 100, into store: inout RecordingStore, inUse: Set<String> = []
    ) throws {
        let part = "\(store.incoming)/\(id)"
        try FileManager.default.createDirectory(atPath: store.incoming, withIntermediateDirectories: true)
        try Data(count: bytes).write(to: URL(filePath: part))
        try store.place(part, as: id, inUse: inUse)
        let recording = Recording(id: id, duration: 1, loudness: -20, trimmed: 0)
        try RecordingStore.write(recording, to: "\(part).json")
        try store.add(recording, facts: "\(part).json")
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "storecast-recordings-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test func `what was kept is there after a restart, and what was not whole is gone`() throws {
        try withFolder { folder in
            var store = RecordingStore(folder: folder)
            try put("a", into: &store)
            try Data(count: 10).write(to: URL(filePath: "\(folder)/b.flac"))
            try Data(count: 10).write(to: URL(filePath: "\(folder)/incoming/c"))
            try Data("{".utf8).write(to: URL(filePath: "\(folder)/d.json"))
            let again = RecordingStore(folder: folder)
            #expect(again.recording("a") == Recording(id: "a", duration: 1, loudness: -20, trimmed: 0))
            #expect(again.recording("b") == nil)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(left == ["a.flac", "a.json", "incoming"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/incoming").isEmpty)
        }
    }

    @Test func `at the limits that goes which was used longest ago, never one that is waited for`() throws {
        try withFolder { folder in
            var store = RecordingStore(folder: folder, countLimit: 3, bytesLimit: 1000)
            for id in ["a", "b", "c"] { try put(id, into: &store) }
            store.use("a")
            try put("d", into: &store, inUse: ["b"])
            #expect(["a", "b", "c", "d"].filter { store.recording($0) != nil } == ["a", "b", "d"])
            try put("e", bytes: 800, into: &store, inUse: ["b"])
            #expect(["a", "b", "d", "e"].filter { store.recording($0) != nil } == ["b", "d", "e"])
            #expect(throws: RecordingStore.Failure.full) {
                try put("f", into: &store, inUse: ["b", "d", "e"])
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(files == ["b.flac", "b.json", "d.flac", "d.json", "e.flac", "e.json", "incoming"])
        }
    }

    @Test func `a recording whose file somebody took away does not count`() throws {
        try withFolder { folder in
            var store = RecordingStore(folder: folder)
            try put("a", into: &store)
            try FileManager.default.removeItem(atPath: store.path(of: "a"))
            #expect(store.recording("a") == nil)
            #expect(store.use("a") == nil)
            try put("a", into: &store)
            #expect(store.recording("a") != nil)
        }
    }

    @Test func `a fifth upload at a time is refused, and a place is free again when one is over`() throws {
        let count = UploadCount()
        var places = (0..<UploadCount.limit).map { _ in count.take() }
        #expect(!places.contains { $0 == nil })
        #expect(count.take() == nil)
        places.removeLast()
        #expect(count.take() != nil)
    }
}
