// SPDX-License-Identifier: Apache-2.0
import SystemSupport
import Testing

/// Something wrong with a store, and what must be said of it.
struct BadInput: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Lines of `store.yaml`, and of the timetable, that the mistake needs.
    var facts = ""
    var lines = ""
    /// Lays the mistake into the store.
    var spoil: @Sendable (StoreFolder) throws -> Void = { _ in }
    /// What people read: the file as the store names it, what is wrong, and what to do.
    let says: [String]

    /// All mistakes leave the music of the folder `calm` and the item `bell` alone.
    static let all = [
        BadInput(
            testDescription: "a music folder that does not exist", lines: "07:30 music brigt",
            spoil: { try $0.write(Tone(600, seconds: 5), to: "audio/music/bright/song.wav") },
            says: ["everyday.timetable:5:13: error: there is no music folder `brigt`", "fix: write `bright`"]),
        BadInput(
            testDescription: "an empty music folder", lines: "07:30 music empty",
            spoil: { try $0.makeFolder("audio/music/empty") },
            says: ["audio/music/empty: warning: the folder holds no sound file", "put WAV, FLAC"]),
        BadInput(
            testDescription: "a text file named as a sound file",
            spoil: { try $0.write("This is no sound.\n", to: "audio/music/calm/text.wav") },
            says: ["audio/music/calm/text.wav: error: the file is not audio that can be decoded", "use WAV, FLAC"]),
        BadInput(
            testDescription: "an item whose file is a text", lines: "08:00:01 play text",
            spoil: { try $0.write("This is no sound.\n", to: "audio/items/text.wav") },
            says: ["audio/items/text.wav: error: the file is not audio that can be decoded", "use WAV, FLAC"]),
        BadInput(
            testDescription: "an item without a file", lines: "08:00:01 play bel",
            says: ["everyday.timetable:5:15: error: there is no sound file `bel`", "fix: write `bell`"]),
        BadInput(
            testDescription: "a mistake in the timetable", lines: "open+5m pley bell",
            says: [
                "everyday.timetable:5:9: error: `pley` is nothing that storecast can do",
                "open+5m pley bell", "        ^^^^", "fix: write `play`",
            ]),
        BadInput(
            testDescription: "a speech engine that fails", facts: "speech: { engine: [\"false\", \"{voice}\"] }",
            lines: "08:00:01 say hello", spoil: writeScript,
            says: ["The speech engine false ended with code 1", "store.yaml"]),
        BadInput(
            testDescription: "a speech engine that is not there", facts: "speech: { engine: [no-such-engine] }",
            lines: "08:00:01 say hello", spoil: writeScript,
            says: ["The speech engine no-such-engine is not installed", "store.yaml"]),
        BadInput(
            testDescription: "an unknown key in store.yaml", facts: "colour: red",
            says: ["store.yaml:5:1: error: ", "colour"]),
        BadInput(
            testDescription: "a script that cannot be read", lines: "08:00:01 say hello",
            spoil: { try $0.makeFolder("schedules/scripts/hello.txt") },
            says: ["schedules/scripts/hello.txt: error: this is a folder, not a file"]),
    ]

    @Sendable private static func writeScript(_ store: StoreFolder) throws {
        try store.write("approved 2026-11-01 duty manager\n--- en\nHello\n", to: "schedules/scripts/hello.txt")
    }
}
