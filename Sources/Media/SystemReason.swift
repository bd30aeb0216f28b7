// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Glibc

/// The system's own sentences about what went wrong (`strerror`), for people to read.
enum SystemReason {
    static func sentence(for code: Int32) -> String {
        unsafe String(cString: strerror(code))
    }

    /// For an error of Foundation's functions on files, which wraps that of the system.
    static func sentence(for error: any Error) -> String {
        guard let cause = (error as? CocoaError)?.underlying as? POSIXError else { return "\(error)" }
        return sentence(for: cause.code.rawValue)
    }
}
