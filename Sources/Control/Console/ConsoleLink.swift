// SPDX-License-Identifier: Apache-2.0
import Station
import Synchronization

/// Where people find the console, as a link; known once it listens.
public final class ConsoleLink: Sendable {
    private let hosts: [String]
    private let base = Mutex<String?>(nil)

    /// - Parameter hosts: names of a proxy before it, which speaks TLS; the first one is that of links.
    public init(hosts: [String]) {
        self.hosts = hosts
    }

    /// The console's address, such as `http://127.0.0.1:8480/`; nil while it does not listen.
    public var page: String? { base.withLock { $0 } }

    /// The link of an invitation; nil while the console does not listen.
    public func invitation(_ token: String) -> String? { page.map { "\($0)#/join?invitation=\(token)" } }

    /// Notes that it listens.
    func listens(at address: WebSettings.Address?) {
        guard var address else { return }
        // Every address of the machine: this one is true on the machine itself.
        if address.host == "0.0.0.0" { address.host = "127.0.0.1" }
        if address.host == "::" { address.host = "::1" }
        let page = hosts.first.map { "https://\($0)/" } ?? "http://\(address)/"
        base.withLock { $0 = page }
    }
}
