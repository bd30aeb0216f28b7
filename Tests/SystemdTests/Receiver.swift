// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A socket that receives datagrams, at a path of its own.
final class Receiver {
    let path: String
    private let descriptor: Int32

    /// - Parameter isAbstract: whether it lies in the abstract namespace instead of a folder.
    init(isAbstract: Bool = false) throws {
        let name = "storecast-\(UUID().uuidString.prefix(8))"
        path = isAbstract ? "@\(name)" : "/tmp/\(name)"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        if isAbstract { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard code == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit {
        close(descriptor)
        if !path.hasPrefix("@") { unlink(path) }
    }

    /// The next message that has come; nil for none.
    func message() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return count < 0 ? nil : Array(buffer.prefix(count))
    }

    /// The same as text.
    func text() -> String? { message().map { String(decoding: $0, as: UTF8.self) } }
}
