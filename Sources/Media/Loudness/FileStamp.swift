// SPDX-License-Identifier: Apache-2.0
import Glibc

/// By what a file is known to be the one that was measured.
struct FileStamp: Codable, Equatable {
    var bytes: Int64
    /// When the content changed last, in nanoseconds since 1970.
    var modifiedNanoseconds: Int64

    init(path: String) throws(MediaError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw MediaError(path: path, errno: errno) }
        bytes = Int64(status.st_size)
        modifiedNanoseconds = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    }
}
