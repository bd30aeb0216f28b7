// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A sound card that writes down what it plays, and when, and that fails on command: docs/test-card.md.
package final class TestCard: Sendable {
    /// The ALSA device, for `store.yaml`.
    package static let device = "testcard"
    /// So many of the last frames are searched for a tone.
    private static let listening = 48_000

    /// What a program needs in order to find the device.
    package let environment: [String: String]
    private let folder: TestFolder
    private let library: String
    private let control: String
    private let record: String

    /// A card.
    ///
    /// - Parameters:
    ///   - facts: how it is, as alsa-lib's configuration has it, such as `formats S16_LE`.
    ///   - commands: what it is told before anybody opens it.
    ///   - inMemory: whether its record lies where no busy disk can hold it up.
    ///   - keepsRecord: whether it writes down what it hears: 11 MB a minute and more.
    package init(
        _ facts: String = "", commands: [String] = [], inMemory: Bool = false, keepsRecord: Bool = true
    ) async throws {
        library = try await TestLibrary.path(of: "card")
        folder = try TestFolder(inMemory: inMemory)
        record = keepsRecord ? "\(folder.path)/record" : "/dev/null"
        control = try folder.write(Data(commands.map { "\($0)\n" }.joined().utf8), to: "control")
        // Read on behalf of another file, as /etc/asound.conf is.
        let asound = try folder.write(Data("<\(folder.path)/card.conf>\n".utf8), to: "asound.conf")
        environment = ["ALSA_CONFIG_PATH": "/usr/share/alsa/alsa.conf:\(asound)"]
        try become(facts)
    }

    /// From when it is next opened on it is another card, under the same name and with the same record.
    package func become(_ facts: String) throws {
        try folder.write(
            Data(
                """
                pcm_type.storecast_test { lib "\(library)" }
                pcm.\(Self.device) {
                    type storecast_test
                    record "\(record)"
                    control "\(control)"
                    \(facts)
                }

                """.utf8), to: "card.conf")
    }

    /// Tells the card what to do from now on.
    package func command(_ line: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: control))
        try file.seekToEnd()
        try file.write(contentsOf: Data("\(line)\n".utf8))
        try file.close()
    }

    /// What it has written down so far.
    ///
    /// - Parameters:
    ///   - frames: what it had heard before is left out; all sound, for `Int.max`.
    ///   - channel: the one that is listened to.
    package func recording(after frames: Int = 0, channel: Int = 0) throws -> CardRecording {
        let url = URL(filePath: record)
        let data = FileManager.default.fileExists(atPath: record) ? try Data(contentsOf: url) : Data()
        return try CardRecording(of: data, skipping: frames, channel: channel)
    }

    /// How many frames it has heard.
    package func frames() throws -> Int { try recording(after: .max).frames }

    /// Waits until something has happened to it so many times.
    package func hears(_ event: String, times: Int, within limit: Duration = .seconds(5)) async throws {
        _ = try await eventually("\(times) times \(event)", within: limit, every: .milliseconds(100)) {
            try recording(after: .max).events.count { $0.name == event } >= times ? true : nil
        }
    }

    /// Waits until it has heard a tone.
    ///
    /// - Parameter frames: What it had heard before does not count.
    package func hears(_ tone: Tone, after frames: Int = 0, within limit: Duration) async throws {
        _ = try await eventually("\(tone.frequency) Hz are heard", within: limit, every: .milliseconds(200)) {
            let late = max(frames, try self.frames() - Self.listening)
            let left = try recording(after: late).left
            return ToneTrack(of: tone.frequency, in: left).passages().isEmpty ? nil : true
        }
    }
}
