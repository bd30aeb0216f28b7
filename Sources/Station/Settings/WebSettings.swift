// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Where the console is served: `web` of `store.yaml`.
public struct WebSettings: Sendable, Equatable {
    /// The address it listens at; nil where it is not served.
    public var listen: Address? = Address(host: "127.0.0.1", port: 8480)
    /// Names by which browsers reach it beside addresses and `localhost`, in lower case: those of a proxy before it.
    public var hosts: [String] = []

    /// The settings of an empty file.
    public init() {}

    /// An address of this machine.
    public struct Address: Sendable, Equatable, CustomStringConvertible {
        /// An address as digits, of IPv4 or IPv6, without brackets.
        public var host: String
        /// The TCP port; 0 for one that is free.
        public var port: Int

        /// An address.
        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }

        /// Reads `127.0.0.1:8480` or `[::1]:8480`; `localhost` stands for 127.0.0.1.
        init?(_ text: String) {
            guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
                return nil
            }
            var host = String(text[..<colon])
            if host.hasPrefix("["), host.hasSuffix("]") {
                host = String(host.dropFirst().dropLast())
                guard host.contains(":") else { return nil }
            } else if host == "localhost" {
                host = "127.0.0.1"
            } else if host.contains(":") {
                return nil
            }
            guard Self.isDigits(host) else { return nil }
            self.init(host: host, port: Int(port))
        }

        /// As it stands in a URL.
        public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

        /// Whether a host is an address as digits.
        public static func isDigits(_ host: String) -> Bool {
            var (four, six) = (in_addr(), in6_addr())
            return inet_pton(AF_INET, host, &four) == 1 || inet_pton(AF_INET6, host, &six) == 1
        }
    }
}
