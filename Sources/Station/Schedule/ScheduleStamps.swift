// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
// Where a whole-module build may find `stat` first.
import SwiftOverlayShims

/// By what it is known that nothing was written meanwhile in the folder of timetables and scripts: which files there
/// are, and the size, the identity and the times of each.
struct ScheduleStamps: Sendable, Equatable {
    private struct Stamp: Sendable, Equatable {
        var device: UInt64
        var inode: UInt64
        var bytes: Int64
        var modified: [Int]
        /// A copy may keep the time of the content; this one it cannot set.
        var changed: [Int]
    }

    /// What a file of a store ends in, misspelt ones included.
    private static let endings = [".timetable", ".txt", ".calendar", ".yaml"]

    /// Nil for what is named there and leads nowhere.
    private var stamps: [String: Stamp?] = [:]

    /// Looks at a folder, at its scripts and its promos.
    init(of root: String) {
        add(root)
        add("\(root)/scripts")
        for rotation in Self.names(in: "\(root)/promos") { add("\(root)/promos/\(rotation)") }
    }

    private mutating func add(_ folder: String) {
        for name in Self.names(in: folder) where Self.isFollowed(name) {
            stamps["\(folder)/\(name)"] = .some(Self.stamp(of: "\(folder)/\(name)"))
        }
    }

    /// Whether a file of that name may be one of a store's; those that editors make beside theirs are not.
    static func isFollowed(_ name: String) -> Bool {
        let name = name.lowercased()
        return !isHidden(name) && endings.contains { name.hasSuffix($0) }
    }

    /// Whether a file is not for people: hidden, or the lock that an office program leaves beside what it has open.
    static func isHidden(_ name: some StringProtocol) -> Bool { name.hasPrefix(".") || name.hasPrefix("~$") }

    private static func names(in folder: String) -> [String] {
        // One that is not there has none.
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !isHidden($0) }
    }

    private static func stamp(of path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(
            device: UInt64(status.st_dev), inode: UInt64(status.st_ino), bytes: Int64(status.st_size),
            modified: [status.st_mtim.tv_sec, status.st_mtim.tv_nsec],
            changed: [status.st_ctim.tv_sec, status.st_ctim.tv_nsec])
    }
}
