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

    /// Lets the socket's user and group in. The group is `storecast` where there is one that the daemon may give it to,
    /// else the daemon's own.
    static func open(_ path: String) {
        if let gid = UnixAccount.gid(ofGroup: group) { chown(path, uid_t.max, gid) }
        chmod(path, mode)
    }

    /// The group of a file, by name, or by number where it has none; nil where it cannot be looked at.
    static func group(of path: String) -> String? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.groupOwnerAccountName] as? String
            ?? (attributes?[.groupOwnerAccountID] as? Int).map(String.init)
    }

    /// Looks, and tries to connect; waits for nothing.
    public static func examine(_ path: String) -> SocketFile {
        var address = sockaddr_un()
        let limit = MemoryLayout.size(ofValue: address.sun_path) - 1
        let bytes = Array(path.utf8)
        guard bytes.count <= limit else { return .tooLong(limit: limit) }
        // Of the path itself: a link to a socket is no socket. Where nothing can be looked at, opening the
        // socket will tell why.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return .free }
        guard attributes[.type] as? FileAttributeType == .typeSocket else { return .notASocket }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return .free }
        defer { close(descriptor) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        return connected == 0 ? .inUse : .free
    }
}
