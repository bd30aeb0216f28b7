// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A wall clock that a test sets while a program goes by it.
package final class SettableClock: Sendable {
    /// What a program needs in order to see it.
    package let environment: [String: String]
    private let folder: TestFolder
    private let file: String

    /// A clock that shows an instant now, such as `2026-11-28T09:00:00+08:00`.
    package init(_ text: String) async throws {
        folder = try TestFolder()
        file = try folder.write(Data(count: MemoryLayout<Int64>.size), to: "clock")
        environment = [
            "LD_PRELOAD": try await TestLibrary.path(of: "clock"), "STORECAST_TEST_CLOCK": file,
        ]
        try set(text)
    }

    /// Sets it.
    ///
    /// - Returns: the instant of CLOCK_MONOTONIC at which it was set, in nanoseconds.
    @discardableResult
    package func set(_ text: String) throws -> Int64 {
        let (wall, monotonic) = try (Self.nanoseconds(of: text), Self.read(CLOCK_MONOTONIC))
        try write(wall - Self.read(CLOCK_REALTIME))
        return monotonic
    }

    /// Puts it forward, or back.
    package func set(by seconds: Double) throws {
        try write(try offset() + Int64(seconds * 1e9))
    }

    /// The instant of CLOCK_MONOTONIC at which it shows another, in nanoseconds, as it is set now.
    package func monotonic(of text: String) throws -> Int64 {
        let ahead = Self.read(CLOCK_REALTIME) - Self.read(CLOCK_MONOTONIC)
        return try Self.nanoseconds(of: text) - offset() - ahead
    }

    private func offset() throws -> Int64 {
        try Data(contentsOf: URL(filePath: file)).withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }
    }

    /// In place, as programs have mapped the file.
    private func write(_ offset: Int64) throws {
        let handle = try FileHandle(forWritingTo: URL(filePath: file))
        try handle.write(contentsOf: withUnsafeBytes(of: offset) { Data($0) })
        try handle.close()
    }

    private static func nanoseconds(of text: String) throws -> Int64 {
        Int64(try Date(text, strategy: .iso8601).timeIntervalSince1970) * 1_000_000_000
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
