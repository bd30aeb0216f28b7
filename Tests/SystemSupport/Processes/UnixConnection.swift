// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A connection to a Unix socket, for what is said there in text. Blocks; closed when nobody needs it.
package final class UnixConnection: Sendable {
    /// A program that answers nothing for so long is given up.
    private static let patience = 15

    private let descriptor: Int32

    package init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Obstacle("no socket: \(String(cString: strerror(errno)))") }
        var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw Obstacle("nobody answers at \(path): \(reason)")
        }
    }

    deinit {
        close(descriptor)
    }

    package func send(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Obstacle("the program closed its socket") }
            rest = rest.dropFirst(count)
        }
    }

    /// What is answered, until it contains a text.
    @discardableResult
    package func answer(until end: String) throws -> String {
        try answer { $0.contains(end) }
    }

    /// What is answered, until it is whole.
    package func answer(whole: (String) -> Bool) throws -> String {
        var text = ""
        try receive {
            text = $0
            return !whole(text)
        }
        guard whole(text) else { throw Obstacle("the program answered only \"\(text)\"") }
        return text
    }

    /// Says that nothing more will come from this side.
    package func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// What still comes until the other side closes; fails when that takes too long.
    package func rest() throws -> String {
        var text = ""
        try receive {
            text = $0
            return true
        }
        return text
    }

    /// Takes what comes, until `wantsMore` of all of it says no or the other side closes.
    private func receive(_ wantsMore: (String) -> Bool) throws {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 || (count < 0 && errno == ECONNRESET) { return }
            guard count > 0 else {
                throw Obstacle("the program sent only \"\(String(decoding: bytes, as: UTF8.self))\"")
            }
            bytes += buffer.prefix(count)
            if !wantsMore(String(decoding: bytes, as: UTF8.self)) { return }
        }
    }
}
