// SPDX-License-Identifier: Apache-2.0
import Glibc
public import Station

/// Where browsers find the console.
public enum ConsoleSocket: Sendable, CustomStringConvertible {
    /// An address of this machine.
    case at(WebSettings.Address)
    /// A socket that listens already, opened by the service manager.
    case inherited(descriptor: CInt)

    /// Connections that wait to be accepted.
    private static let backlog: CInt = 128

    /// Its address.
    public var description: String {
        switch self {
        case .at(let address): "\(address)"
        case .inherited(let descriptor): Self.address(of: descriptor).map { "\($0)" } ?? "socket \(descriptor)"
        }
    }

    /// A descriptor that listens.
    ///
    /// - Throws: `IOFailure` of the call that failed.
    func descriptor() throws(IOFailure) -> CInt {
        switch self {
        case .inherited(let descriptor): return descriptor
        case .at(let address):
            let family = address.host.contains(":") ? AF_INET6 : AF_INET
            let descriptor = socket(family, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { throw IOFailure() }
            do throws(IOFailure) {
                var yes: CInt = 1
                // The daemon's next run may have it at once.
                setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
                guard Self.bind(descriptor, address) == 0, listen(descriptor, Self.backlog) == 0 else {
                    throw IOFailure()
                }
            } catch {
                close(descriptor)
                throw error
            }
            return descriptor
        }
    }

    private static func bind(_ descriptor: CInt, _ address: WebSettings.Address) -> CInt {
        let port = in_port_t(address.port).bigEndian
        if address.host.contains(":") {
            var six = sockaddr_in6()
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = port
            inet_pton(AF_INET6, address.host, &six.sin6_addr)
            return bind(descriptor, &six)
        }
        var four = sockaddr_in()
        four.sin_family = sa_family_t(AF_INET)
        four.sin_port = port
        inet_pton(AF_INET, address.host, &four.sin_addr)
        return bind(descriptor, &four)
    }

    private static func bind<Address>(_ descriptor: CInt, _ address: inout Address) -> CInt {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    /// The address that a descriptor really has, with the port that was free.
    static func address(of descriptor: CInt) -> WebSettings.Address? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        guard code == 0 else { return nil }
        let family = CInt(storage.ss_family)
        return withUnsafePointer(to: &storage) { pointer in
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            let port: in_port_t
            switch family {
            case AF_INET:
                port = pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { four in
                    var host = four.pointee.sin_addr
                    inet_ntop(AF_INET, &host, &text, socklen_t(text.count))
                    return four.pointee.sin_port
                }
            case AF_INET6:
                port = pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { six in
                    var host = six.pointee.sin6_addr
                    inet_ntop(AF_INET6, &host, &text, socklen_t(text.count))
                    return six.pointee.sin6_port
                }
            default: return nil
            }
            let host = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            return WebSettings.Address(host: host, port: Int(UInt16(bigEndian: port)))
        }
    }
}
