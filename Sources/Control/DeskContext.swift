// SPDX-License-Identifier: Apache-2.0
import Glibc
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Station

/// The process at the other end of a Unix socket when it connected: `struct ucred` of unix(7), which Swift's Glibc
/// module leaves out.
struct PeerCredentials: Sendable {
    let pid: pid_t
    let uid: uid_t
    let gid: gid_t
}

/// What a request carries on its way: its connection, and who sent it once `IdentityMiddleware` or `SessionMiddleware` has seen them.
struct DeskContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection it came over.
    let channel: any Channel
    /// Who sent it; a stranger until that is known.
    var requester = Requester(user: "", roles: [])
    /// The token of their browser's session; nil for one that is not signed in, and at the control socket.
    var session: String?
    /// Whether the browser is still signed in, and whoever it is may still do that: for answers that do not end. At the
    /// control socket a connection is whose it was when it began.
    var mayStill: @Sendable (Permission) -> Bool = { _ in true }

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// The process at the other end, by the kernel's account (SO_PEERCRED).
    func peer() async throws -> PeerCredentials {
        guard let options = channel as? any SocketOptionProvider else {
            throw ChannelError.operationUnsupported
        }
        return try await options.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
        ).get()
    }
}
