// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// What lies at the path of the control socket.
public enum SocketFile: Sendable, Equatable {
    /// Nothing, or the socket of a station that has ended; a new one may take its place.
    case free
    /// A station answers there.
    case inUse
    /// Something that is no socket, which nobody may remove but its owner.
    case notASocket
    /// The path does not fit into a socket's address (unix(7): 108 bytes with the last zero).
    case tooLong(limit: Int)

    /// The mode of the socket: its user and group may speak to the station.
    private static let mode: mode_t = 0o660
    /// The group that may reach the socket; which roles its members have is another matter.
    public static let group = "storecast"

    /// Connections that wait to be accepted; further clients wait to be let in.
    private static let backlog: CInt = 128

    /// Opens a socket there, in the place of what a station that has ended left. Its user and group are let in before
    /// anybody can connect; the group is `storecast` where there is one that the daemon may give it to, else the daemon's
    /// own.
    ///
    /// - Returns: a descriptor that listens.
    /// - Throws: `IOFailure` of the call that failed.
    static func listen(at path: String) throws(IOFailure) -> CInt {
        if examine(path) == .free { unlink(path) }
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw IOFailure() }
        do throws(IOFailure) {
            guard withAddress(path, { bind(descriptor, $0, $1) }) == 0 else { throw IOFailure() }
            if let gid = UnixAccount.gid(ofGroup: group) { chown(path, uid_t.max, gid) }
            guard chmod(path, mode) == 0, Glibc.listen(descriptor, backlog) == 0 else { throw IOFailure() }
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func withAddress(
        _ path: String, _ call: (UnsafePointer<sockaddr>, socklen_t) -> CInt
    ) -> CInt {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// The group of a file, by name, or by number where it has none; nil where it cannot be looked at.
    static func group(of path: String) -> String? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.groupOwnerAccountName] as? String
            ?? (attributes?[.groupOwnerAccountID] as? Int).map(String.init)
    }

    /// Looks, and tries to connect; waits for nothing.
    public static func examine(_ path: String) -> SocketFile {
        let limit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
        guard path.utf8.count <= limit else { return .tooLong(limit: limit) }
        // Of the path itself: a link to a socket is no socket. Where nothing can be looked at, opening the
        // socket will tell why.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return .free }
        guard attributes[.type] as? FileAttributeType == .typeSocket else { return .notASocket }
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return .free }
        defer { close(descriptor) }
        return withAddress(path, { connect(descriptor, $0, $1) }) == 0 ? .inUse : .free
    }
}
