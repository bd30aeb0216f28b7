// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The disk of a store's state folder, as a program finds it into which the library of docs/slow-disk.md is loaded: it is
/// slow or fails on command, while the program runs.
package final class SlowDisk: Sendable {
    /// A way in which it fails.
    package enum Fault: Sendable {
        /// It is full: nothing can be written or made any more.
        case full
        /// It may only be read.
        case readOnly
        /// Whatever is asked of it fails.
        case broken

        fileprivate var error: Int32 {
            switch self {
            case .full: ENOSPC
            case .readOnly: EROFS
            case .broken: EIO
            }
        }

        /// `enum operation` of the library.
        fileprivate var operations: Int32 {
            let (writing, syncing, opening, reading) = (Int32(1), Int32(2), Int32(4), Int32(8))
            return switch self {
            case .full, .readOnly: writing + opening
            case .broken: writing + syncing + opening + reading
            }
        }
    }

    /// The places of `struct control` of the library.
    private enum Place: Int {
        case syncMs, writeMs, error, failing, lostBytes, lostFiles, lostThreads, lostUs, slowed, failed
    }

    private static let places = 10

    /// What a program needs in order to find this disk.
    package let environment: [String: String]
    private let folder: TestFolder
    private let control: String

    /// A disk that is as it is, until it is told otherwise.
    ///
    /// - Parameter path: the folder below which it is this disk.
    package init(below path: String) async throws {
        let library = try await TestLibrary.path(of: "disk")
        folder = try TestFolder(inMemory: true)
        control = try folder.write(Data(count: Self.places * MemoryLayout<Int32>.size), to: "control")
        environment = ["LD_PRELOAD": library, "SLOW_DISK_CONTROL": control, "SLOW_DISK_FOLDER": path]
    }

    /// Lets `fsync` take so much longer from now on, and each write.
    package func slow(syncMs: Int32, writeMs: Int32 = 0) throws {
        try set(.syncMs, syncMs)
        try set(.writeMs, writeMs)
    }

    /// Lets it fail from now on; nil for no more.
    package func fail(_ fault: Fault?) throws {
        try set(.failing, fault?.operations ?? 0)
        try set(.error, fault?.error ?? 0)
    }

    /// Lets the program lose something at each `fsync` from now on.
    ///
    /// - Parameters:
    ///   - bytes: of memory.
    ///   - files: descriptors that nobody closes.
    ///   - threads: which do nothing, for ever.
    ///   - load: microseconds on a processor, more than at the `fsync` before.
    package func leak(bytes: Int32 = 0, files: Int32 = 0, threads: Int32 = 0, load: Int32 = 0) throws {
        try set(.lostBytes, bytes)
        try set(.lostFiles, files)
        try set(.lostThreads, threads)
        try set(.lostUs, load)
    }

    /// How often something was made slow, and how often something failed.
    package func counts() throws -> (slowed: Int, failed: Int) {
        let numbers = try Data(contentsOf: URL(filePath: control)).withUnsafeBytes { bytes in
            (0..<Self.places).map { Int(bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self)) }
        }
        return (numbers[Place.slowed.rawValue], numbers[Place.failed.rawValue])
    }

    private func set(_ place: Place, _ value: Int32) throws {
        let file = try FileHandle(forUpdating: URL(filePath: control))
        try file.seek(toOffset: UInt64(place.rawValue * MemoryLayout<Int32>.size))
        try file.write(contentsOf: withUnsafeBytes(of: value) { Data($0) })
        try file.close()
    }
}
