// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB

/// Why something could not be written down.
public struct JournalError: Error, Sendable, Equatable {
    /// What kind of trouble, as far as people can do something about it.
    public enum Kind: Sendable, Equatable {
        /// The file is no journal, or is damaged.
        case damaged
        /// Another process holds it.
        case locked
        /// The disk is full.
        case full
        /// The file, its folder or its disk may only be read.
        case readOnly
        /// The disk did not answer in time.
        case slow
        /// Anything else, such as an I/O error.
        case failed
    }

    /// What kind of trouble.
    public let kind: Kind
    /// What SQLite or the system says.
    public let detail: String

    /// An error from its kind and what the system says.
    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    init(_ error: any Error) {
        switch error {
        case let error as JournalError: self = error
        case let error as DatabaseError: self.init(error)
        case let error as CocoaError: self.init(error)
        default: self.init(.failed, "\(error)")
        }
    }

    private init(_ error: DatabaseError) {
        let kind: Kind =
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
            // Somebody emptied the file, or took a table out of it.
            case .SQLITE_ERROR where error.message?.hasPrefix("no such ") == true: .damaged
            case .SQLITE_FULL: .full
            case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
            default: .failed
            }
        // Without the statement, which may hold what somebody wrote.
        self.init(kind, error.message ?? "\(error.resultCode)")
    }

    /// Why the folder could not be made, or a file not be moved.
    private init(_ error: CocoaError) {
        let kind: Kind =
            switch error.code {
            case .fileWriteOutOfSpace: .full
            case .fileWriteVolumeReadOnly, .fileWriteNoPermission: .readOnly
            default: .failed
            }
        // The whole of it names each path, and is no sentence.
        let cause = (error.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
        self.init(kind, cause ?? error.localizedDescription)
    }
}
