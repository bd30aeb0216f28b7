// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Sockets that the service manager opened and passed on, as sd_listen_fds(3) describes it. They outlive the process:
/// whoever connects while it starts again waits instead of being turned away.
public enum InheritedSockets {
    /// The first descriptor that is passed on.
    private static let first: CInt = 3

    /// What a socket is reached by.
    public enum Family: Sendable {
        /// A path: a Unix socket.
        case local
        /// An address and a port.
        case internet
    }

    /// The descriptors that listen, each with what it is reached by; none where none was passed to this process.
    /// Programs that it starts do not inherit them.
    ///
    /// - Parameters:
    ///   - environment: the process's environment: `LISTEN_PID`, `LISTEN_FDS`.
    ///   - pid: the process's own number.
    public static func take(environment: [String: String], pid: Int32) -> [(descriptor: CInt, family: Family)] {
        guard environment["LISTEN_PID"].flatMap(Int32.init) == pid,
            let count = environment["LISTEN_FDS"].flatMap(CInt.init), count > 0
        else { return [] }
        return (first..<first + count).compactMap { descriptor in
            guard isListening(descriptor), fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { return nil }
            return (descriptor, family(of: descriptor))
        }
    }

    private static func family(of descriptor: CInt) -> Family {
        var domain: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &size)
        return domain == AF_UNIX ? .local : .internet
    }

    private static func isListening(_ descriptor: CInt) -> Bool {
        var value: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &value, &size) == 0 && value != 0
    }
}
