// SPDX-License-Identifier: Apache-2.0
import Glibc

/// By what a file is known to be the one that was measured.
public struct FileStamp: Sendable, Equatable {
    /// How long it is.
    public var bytes: Int64
    /// When the content changed last, in nanoseconds since 1970.
    public var modifiedNanoseconds: Int64

    /// A stamp that was kept.
    public init(bytes: Int64, modifiedNanoseconds: Int64) {
        self.bytes = bytes
        self.modifiedNanoseconds = modifiedNanoseconds
    }

    /// That of a file as it is now.
    public init(path: String) throws(MediaError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw MediaError(path: path, errno: errno) }
        bytes = Int64(status.st_size)
        modifiedNanoseconds = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }
}
