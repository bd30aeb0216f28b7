// SPDX-License-Identifier: Apache-2.0
import Glibc
import SystemPackage

/// A text in a file without a name, from which the engine reads.
///
/// Not a pipe: an engine that ends before it has read everything would raise SIGPIPE here, which ends the
/// daemon.
struct TextFile {
    /// Where the engine reads from, until `close()`.
    var descriptor: FileDescriptor { FileDescriptor(rawValue: fileno(file)) }

    private let file: UnsafeMutablePointer<FILE>

    /// Writes the text; to be ended with `close()`.
    init(_ text: String) throws(Errno) {
        guard let file = tmpfile() else { throw Errno(rawValue: errno) }
        // No other child may inherit it.
        _ = fcntl(fileno(file), F_SETFD, FD_CLOEXEC)
        let bytes = Array(text.utf8)
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
            let reason = Errno(rawValue: errno)
            fclose(file)
            throw reason
        }
        rewind(file)
        self.file = file
    }

    /// Gives the file back to the system.
    func close() {
        fclose(file)
    }
}
