// SPDX-License-Identifier: Apache-2.0
import SystemSupport

extension StoreFolder {
    /// A store that plays one song, with an engine that speaks in a tone, and a chime before what is urgent.
    static func speaking(
        _ speech: Tone, chime: Tone, song: Tone, device: String, language: String = "en"
    ) throws -> StoreFolder {
        let folder = try TestFolder()
        let file = try folder.write(speech.wave, to: "speech.wav")
        let store = try StoreFolder(
            device: device, language: language,
            facts: """
                chimes: { urgent: gong }
                speech: { engine: [sh, -c, "cat '\(file)'", "{voice}"] }
                """,
            timetable: "open 08:00\nclose 22:00\n07:00 music calm", in: folder)
        try store.write(song, to: "audio/music/calm/song.wav")
        try store.write(chime, to: "audio/chimes/gong.wav")
        return store
    }
}
