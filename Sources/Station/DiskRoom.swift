// SPDX-License-Identifier: Apache-2.0
import Glibc

/// How much room a disk has, in bytes.
struct DiskRoom: Sendable, Equatable {
    /// For whoever is not the system's administrator.
    var free: Int64
    /// Used or not.
    var size: Int64
}

extension DiskRoom {
    /// That of the disk of a folder; nil where the folder is not there, or the disk fails. May block while a disk hangs.
    init?(of folder: String) {
        var facts = statvfs()
        guard statvfs(folder, &facts) == 0 else { return nil }
        let block = Int64(facts.f_frsize)
        self.init(free: Int64(facts.f_bavail) * block, size: Int64(facts.f_blocks) * block)
    }
}
