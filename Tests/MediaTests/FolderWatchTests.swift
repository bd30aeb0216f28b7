// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Media

@Suite(.timeLimit(.minutes(1))) struct FolderWatchTests {
    private let folder: SoundFolder

    init() throws {
        folder = try SoundFolder()
        try folder.write([0], to: "music/calm/one.wav")
    }

    @Test func `what is put there, also into a new folder, is told of`() async throws {
        let watch = FolderWatch(root: folder.path)
        var changes = watch.changes.makeAsyncIterator()
        try folder.write([1], to: "music/calm/two.wav")
        #expect(await changes.next() != nil)
        try folder.write([1], to: "music/new/three.wav")
        #expect(await changes.next() != nil)
        try FileManager.default.removeItem(atPath: folder.path(of: "music/calm/one.wav"))
        #expect(await changes.next() != nil)
        #expect(watch.unfinished.isEmpty)
        watch.shutdown()
        #expect(await changes.next() == nil)
    }

    @Test func `the folder may go, come back, and be a link that is turned to another`() async throws {
        let root = folder.path(of: "watched")
        let files = FileManager.default
        try folder.write([1], to: "watched/one.txt")
        try folder.write([1], to: "other/one.txt")
        let watch = FolderWatch(root: root, settleMilliseconds: 100)
        defer { watch.shutdown() }
        var changes = watch.changes.makeAsyncIterator()
        try files.removeItem(atPath: root)
        #expect(await changes.next() != nil)
        try files.createDirectory(atPath: root, withIntermediateDirectories: false)
        #expect(await changes.next() != nil)
        try folder.write([2], to: "watched/two.txt")
        #expect(await changes.next() != nil, "what is new is watched")
        try files.removeItem(atPath: root)
        #expect(await changes.next() != nil)
        try files.createSymbolicLink(atPath: root, withDestinationPath: "other")
        #expect(await changes.next() != nil)
        try folder.write([2], to: "other/one.txt")
        #expect(await changes.next() != nil, "where the link leads is watched")
    }

    @Test func `a link that is made is whole at once`() async throws {
        let watch = FolderWatch(root: folder.path, settleMilliseconds: 100)
        defer { watch.shutdown() }
        var changes = watch.changes.makeAsyncIterator()
        let song = folder.path(of: "music/calm/one.wav")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path(of: "music/calm/soft.wav"), withDestinationPath: song)
        try FileManager.default.linkItem(atPath: song, toPath: folder.path(of: "music/calm/hard.wav"))
        #expect(await changes.next() != nil)
        #expect(watch.unfinished.isEmpty)
    }

    @Test func `a file is unfinished until its writer closes it`() async throws {
        let watch = FolderWatch(root: folder.path)
        defer { watch.shutdown() }
        var changes = watch.changes.makeAsyncIterator()
        let path = folder.path(of: "music/calm/long.wav")
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        #expect(await changes.next() != nil)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.write(contentsOf: Data([1, 2, 3]))
        try folder.write([1], to: "music/calm/other.wav")
        #expect(await changes.next() != nil)
        #expect(watch.unfinished == [path])
        try handle.close()
        #expect(await changes.next() != nil)
        #expect(watch.unfinished.isEmpty)
    }
}
