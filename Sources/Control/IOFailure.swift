// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A call to the system that failed.
struct IOFailure: Error, CustomStringConvertible {
    private let code = errno
    /// The system's sentence.
    var description: String { String(cString: strerror(code)) }
}
