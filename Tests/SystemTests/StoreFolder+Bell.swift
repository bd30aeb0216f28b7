// SPDX-License-Identifier: Apache-2.0
import SystemSupport

extension StoreFolder {
    /// A store that plays one song, and half a minute after opening a bell that nobody has put there yet.
    static func lackingBell(song: Tone, device: String = StoreFolder.noCard) throws -> StoreFolder {
        let store = try StoreFolder(
            device: device,
            timetable: """
                open 08:00
                close 22:00
                07:00     music  calm
                08:00:25  play   bell
                """)
        try store.write(song, to: "audio/music/calm/first.wav")
        return store
    }
}
