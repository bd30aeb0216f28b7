// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A socket that sends datagrams to a Unix socket, and never waits. It is open as long as the process.
struct DatagramSocket: Sendable {
    private let descriptor: CInt
    private let address: [UInt8]

    /// - Parameter path: where the receiver is; one that begins with `@` lies in the abstract namespace (unix(7)).
    /// - Returns: nil for no path, for one that is too long, and where no socket is to be had.
    init?(to path: String) {
        var bytes = Array(path.utf8)
        guard let first = bytes.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@"),
            bytes.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        else { return nil }
        if first == UInt8(ascii: "@") { bytes[0] = 0 }
        let type = CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { return nil }
        address = bytes
    }

    /// - Returns: whether the receiver has it; not where it is away, or has no room now.
    func send(_ bytes: [UInt8]) -> Bool {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: address) }
        let size = MemoryLayout<sa_family_t>.size + address.count
        let flags = CInt(MSG_DONTWAIT) | CInt(MSG_NOSIGNAL)
        let sent = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, flags, $0, socklen_t(size))
            }
        }
        return sent == bytes.count
    }
}
