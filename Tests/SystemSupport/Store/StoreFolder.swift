// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// A store's files as staff would lay them out, in a temporary folder.
package final class StoreFolder: Sendable {
    /// A device that no machine has: the daemon then plays on its silent clock.
    package static let noCard = "hw:CARD=NoSuchCard,DEV=0"

    private let folder: TestFolder

    /// A store with a timetable.
    ///
    /// - Parameters:
    ///   - device: the ALSA device it plays to.
    ///   - zones: its zones and their channels, as `store.yaml` has them.
    ///   - timezone: its name.
    ///   - language: the one its staff are spoken to in.
    ///   - facts: more lines of `store.yaml`; without `web` there is no console.
    ///   - folder: where the store is laid out, when something it names lies there already.
    package convenience init(
        device: String = noCard, zones: String = "{ store: [1, 2] }", timezone: String = "Asia/Shanghai",
        language: String = "en", facts: String = "", timetable: String, in folder: TestFolder? = nil
    ) throws {
        try self.init(
            outputs: ["main: { device: \"\(device)\", zones: \(zones) }"], timezone: timezone,
            language: language, facts: facts, timetable: timetable, in: folder)
    }

    /// A store of several cards.
    ///
    /// - Parameter outputs: its outputs, as lines of `store.yaml`.
    package init(
        outputs: [String], timezone: String = "Asia/Shanghai", language: String = "en", facts: String = "",
        timetable: String,
        in folder: TestFolder? = nil
    ) throws {
        self.folder = try folder ?? TestFolder()
        try write(
            """
            language: \(language)
            timezone: \(timezone)
            outputs:
            \(outputs.map { "  \($0)" }.joined(separator: "\n"))
            \(facts.contains("web:") ? facts : facts + "\nweb: { listen: none }")

            """, to: "schedules/store.yaml")
        try write(timetable + "\n", to: "schedules/everyday.timetable")
        try self.folder.makeFolder("audio")
    }

    /// Where the control socket is.
    package var socket: String { "\(folder.path)/socket" }

    /// The options that name the store's places.
    package var places: [String] {
        let path = folder.path
        return [
            "--schedules", "\(path)/schedules", "--audio", "\(path)/audio", "--state", "\(path)/state",
            "--socket", socket,
        ]
    }

    /// The whole path of a file of the store.
    package func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    package func write(_ text: String, to name: String) throws {
        try folder.write(Data(text.utf8), to: name)
    }

    package func write(_ tone: Tone, to name: String) throws {
        try write(tone.wave, to: name)
    }

    package func write(_ content: Data, to name: String) throws {
        try folder.write(content, to: name)
    }

    package func makeFolder(_ name: String) throws {
        try folder.makeFolder(name)
    }

    package func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path(name))
    }
}
