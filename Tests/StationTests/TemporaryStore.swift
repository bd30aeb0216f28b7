// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station

/// A store's folders below a temporary one, filled by the test.
struct TemporaryStore {
    let root: String

    var paths: StationPaths {
        StationPaths(
            schedules: "\(root)/schedules", audio: "\(root)/audio", state: "\(root)/state", socket: "\(root)/sock")
    }

    func write(_ path: String, _ text: String) throws {
        try write(path, Data(text.utf8))
    }

    func folder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: "\(root)/\(path)", withIntermediateDirectories: true)
    }

    func timetable(_ text: String) throws {
        try write("schedules/everyday.timetable", text)
    }

    /// A mono 440 Hz tone as 16-bit WAV at 48 kHz.
    func sound(_ path: String, seconds: Int) throws {
        try sound(path, frames: seconds * 48_000, rate: 48_000)
    }

    /// A mono 440 Hz tone of so many frames as 16-bit WAV.
    func sound(_ path: String, frames: Int, rate: Int) throws {
        let samples = (0..<frames).map { frame in
            Int16(6000 * sin(2 * Double.pi * 440 * Double(frame) / Double(rate)))
        }
        try write("audio/\(path)", Self.wave(samples, rate: rate))
    }

    /// A mono sound at 48 kHz; samples from -1 to 1.
    func sound(_ path: String, seconds: Double, sample: (_ frame: Int) -> Double) throws {
        let samples = (0..<Int(seconds * 48_000)).map { Int16(32_767 * max(-1, min(1, sample($0)))) }
        try write("audio/\(path)", Self.wave(samples, rate: 48_000))
    }

    /// A sound of a certain length, as small as the house reads.
    func quietSound(_ path: String, seconds: Int) throws {
        let rate = 8_000
        try write("audio/\(path)", Self.wave([Int16](repeating: 0, count: seconds * rate), rate: rate))
    }

    /// A mono 16-bit WAV file.
    private static func wave(_ samples: [Int16], rate: Int) -> Data {
        let content = samples.withUnsafeBytes { Data($0) }
        var wave = Data()
        func append(_ number: Int, bytes: Int) {
            for byte in 0..<bytes { wave.append(UInt8(truncatingIfNeeded: number >> (8 * byte))) }
        }
        wave.append(Data("RIFF".utf8))
        append(36 + content.count, bytes: 4)
        wave.append(Data("WAVEfmt ".utf8))
        append(16, bytes: 4)
        append(1, bytes: 2)
        append(1, bytes: 2)
        append(rate, bytes: 4)
        append(2 * rate, bytes: 4)
        append(2, bytes: 2)
        append(16, bytes: 2)
        wave.append(Data("data".utf8))
        append(content.count, bytes: 4)
        return wave + content
    }

    private func write(_ path: String, _ data: Data) throws {
        let url = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
    }
}

/// Makes a store for `body`, and removes it.
func withStore(_ body: (TemporaryStore) async throws -> Void) async throws {
    let store = TemporaryStore(root: NSTemporaryDirectory() + "storecast-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(atPath: store.paths.audio, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: store.paths.schedules, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: store.root) }
    try await body(store)
}
