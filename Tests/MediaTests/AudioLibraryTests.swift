// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Media

@Suite struct AudioLibraryTests {
    let folder: SoundFolder
    var root: String { folder.path(of: "audio") }

    init() throws {
        folder = try SoundFolder()
    }

    private func scan(_ files: String...) throws -> AudioInventory {
        for file in files { try folder.write([0], to: "audio/" + file) }
        return AudioLibrary(root: root).scan()
    }

    @Test func `each folder is found by the names of the timetable`() throws {
        let inventory = try scan(
            "music/bright-piano/b.flac", "music/bright-piano/a.ogg", "music/轻音乐/一.mp3",
            "items/opening-march.flac", "promos/offers/01.wav", "chimes/gong-2.FLAC",
            "scripts/welcome.zh.opus", "scripts/welcome.flac")
        #expect(
            inventory.music == [
                "bright-piano": [root + "/music/bright-piano/a.ogg", root + "/music/bright-piano/b.flac"],
                "轻音乐": [root + "/music/轻音乐/一.mp3"],
            ])
        #expect(inventory.items == ["opening-march": root + "/items/opening-march.flac"])
        #expect(inventory.promos == ["offers": [root + "/promos/offers/01.wav"]])
        #expect(inventory.chimes == ["gong-2": root + "/chimes/gong-2.FLAC"])
        #expect(inventory.scripts.count == 2)
        #expect(inventory.problems.isEmpty)
        #expect(inventory.allPaths.count == 8)
    }

    @Test(arguments: [
        ("welcome", "zh", "welcome.zh.wav"), ("welcome", "en", "welcome.wav"), ("closing", "en", nil),
        ("only", "zh", nil), ("only", "en", "only.en.wav"),
    ])
    func `the recording of the language beats the one for all`(
        script: String, language: String, file: String?
    ) throws {
        let inventory = try scan("scripts/welcome.zh.wav", "scripts/welcome.wav", "scripts/only.en.wav")
        #expect(
            inventory.recording(ofScript: script, language: language) == file.map { root + "/scripts/" + $0 })
    }

    @Test func `files are in the order people number them`() throws {
        let names = ["Track 2.wav", "Track 10.wav", "Track 010b.wav", "a.wav", "b.wav", "首.wav"]
        let inventory = try scan(
            "music/m/b.wav", "music/m/Track 10.wav", "music/m/首.wav",
            "music/m/Track 2.wav", "music/m/a.wav", "music/m/Track 010b.wav")
        #expect(inventory.music["m"]?.map { URL(filePath: $0).lastPathComponent } == names)
    }

    @Test func `hidden files and files that are no sound are passed over in silence`() throws {
        let inventory = try scan(
            "music/m/a.wav", "music/m/.b.wav", "music/m/cover.jpg", "music/m/LICENSE", "music/README.md",
            "items/.gitkeep", "notes.txt")
        #expect(inventory.music == ["m": [root + "/music/m/a.wav"]])
        #expect(inventory.items.isEmpty)
        #expect(inventory.problems.isEmpty)
    }

    @Test func `what will not be heard is reported with its path`() throws {
        let inventory = try scan(
            "items/march.flac", "items/march.wav", "music/m/a.wav", "music/m/b.mid", "music/m/more/c.wav",
            "music/loose.wav", "promos/empty/readme.txt")
        #expect(
            inventory.problems == [
                .duplicateName(path: root + "/items/march.wav", kept: root + "/items/march.flac"),
                .looseFile(path: root + "/music/loose.wav"),
                .unsupportedFormat(path: root + "/music/m/b.mid"),
                .nestedFolder(path: root + "/music/m/more"),
                .emptyFolder(path: root + "/promos/empty"),
            ])
        #expect(inventory.items == ["march": root + "/items/march.flac"])
        #expect(inventory.promos == ["empty": []])
    }

    @Test func `what has to be converted counts, unless the same is there in a format that need not be`() throws {
        let inventory = try scan("items/march.m4a", "items/march.wav", "music/m/a.wma", "music/m/b.flac")
        #expect(inventory.music == ["m": [root + "/music/m/a.wma", root + "/music/m/b.flac"]])
        #expect(inventory.items == ["march": root + "/items/march.wav"])
        let kept = root + "/items/march.wav"
        #expect(inventory.problems == [.duplicateName(path: root + "/items/march.m4a", kept: kept)])
    }

    @Test func `a later look tells what is new, changed and gone, and passes over what is being written`() throws {
        _ = try scan("music/m/a.wav", "music/m/b.wav", "items/c.wav")
        let library = AudioLibrary(root: root)
        let before = library.snapshot()
        #expect(library.snapshot().changes(since: before).isEmpty)
        try folder.write([1, 2, 3], to: "audio/music/m/a.wav")
        try folder.write([1], to: "audio/music/m/d.wav")
        try folder.write([1], to: "audio/music/m/half.wav")
        try FileManager.default.removeItem(atPath: root + "/items/c.wav")
        let changes = library.snapshot(leavingOut: [root + "/music/m/half.wav"]).changes(since: before)
        #expect(changes.added == [root + "/music/m/d.wav"])
        #expect(changes.changed == [root + "/music/m/a.wav"])
        #expect(changes.removed == [root + "/items/c.wav"])
    }

    @Test func `a link that leads nowhere is reported, the rest is found`() throws {
        try folder.write([0], to: "audio/chimes/gong.wav")
        try FileManager.default.createSymbolicLink(
            atPath: root + "/chimes/lost.wav", withDestinationPath: "nowhere.wav")
        let inventory = AudioLibrary(root: root).scan()
        #expect(inventory.chimes == ["gong": root + "/chimes/gong.wav"])
        #expect(
            inventory.problems == [
                .unreadable(path: root + "/chimes/lost.wav", detail: "No such file or directory")
            ])
    }

    @Test func `a file where a folder belongs is reported`() throws {
        let inventory = try scan("music")
        #expect(inventory.problems == [.unreadable(path: root + "/music", detail: "Not a directory")])
    }

    @Test func `a slash at the end of the root changes nothing`() throws {
        let inventory = try scan("items/march.flac")
        #expect(AudioLibrary(root: root + "/").scan() == inventory)
    }

    @Test func `a missing library is one problem, missing folders are none`() throws {
        #expect(AudioLibrary(root: root).scan().problems == [.noLibrary(path: root)])
        try folder.write([], to: "audio/notes.txt")
        #expect(AudioLibrary(root: root).scan() == AudioInventory())
    }
}
