// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle
public import Station
import Timetable

/// Serves the API, HTTP/1.1 and JSON, on a Unix socket, and with the console's page to browsers.
///
/// A socket that cannot be opened never stops the programme: it is told in the log, and the station plays on. The
/// console's is tried again, for whoever keeps its port may end.
public struct ControlService: Service {
    /// The most bytes of one header, and of all of them; the most headers.
    private static let headLimits = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64)

    /// How long after it could not be opened the console's socket is tried again.
    static let retryPause = Duration.seconds(5)

    /// What browsers reach.
    public struct Console: Sendable {
        /// Where it listens.
        let socket: ConsoleSocket
        /// Names by which browsers reach it beside addresses.
        let hosts: [String]
        /// Whether it is switched off: who comes is told so, at a socket that others opened.
        let isOff: Bool

        /// A console that is not served yet.
        public init(socket: ConsoleSocket, hosts: [String], isOff: Bool = false) {
            self.socket = socket
            self.hosts = hosts
            self.isOff = isOff
        }
    }

    private let desk: any BroadcastDesk
    private let socket: ControlSocket
    private let console: Console?
    private let accounts: Accounts
    private let link: ConsoleLink
    private let logger: Logger
    private let requestLimit: TimeAmount
    private let uploadLimit: TimeAmount
    private let retryPause: Duration

    /// A service that is not running yet.
    ///
    /// - Parameters:
    ///   - console: nil where no console is served.
    ///   - link: is told where the console is found.
    public init(
        desk: any BroadcastDesk, socket: ControlSocket, console: Console?, accounts: Accounts, link: ConsoleLink,
        logger: Logger
    ) {
        self.init(
            desk: desk, socket: socket, console: console, accounts: accounts, link: link, logger: logger,
            requestLimit: ConnectionGuard.requestLimit, uploadLimit: ConnectionGuard.uploadLimit,
            retryPause: Self.retryPause)
    }

    /// The same with less time for a request, for tests.
    init(
        desk: any BroadcastDesk, socket: ControlSocket, console: Console?, accounts: Accounts, link: ConsoleLink,
        logger: Logger, requestLimit: TimeAmount, uploadLimit: TimeAmount, retryPause: Duration
    ) {
        self.desk = desk
        self.socket = socket
        self.console = console
        self.accounts = accounts
        self.link = link
        self.logger = logger
        self.requestLimit = requestLimit
        self.uploadLimit = uploadLimit
        self.retryPause = retryPause
    }

    /// Serves until a graceful shutdown, or until it is cancelled, which ends connections as they are.
    public func run() async throws {
        let language = await desk.language
        let feed = EventFeed(desk: desk, run: String(UInt32.random(in: .min ... .max), radix: 36), logger: logger)
        await withDiscardingTaskGroup { group in
            group.addTask { await serveSocket(feed, language) }
            if let console { group.addTask { await serve(console, feed, language) } }
        }
    }

    private func serveSocket(_ feed: EventFeed, _ language: Language) async {
        do {
            let router = ControlRouter.make(desk: desk, feed: feed, accounts: accounts, link: link)
            try await serve(router, at: try socket.descriptor(), language)
            socket.remove()
        } catch {
            logger.tell(
                .unreachable,
                """
                control socket \(socket): \(error); the programme plays on, but nobody can ask or announce
                fix: make its folder, or give --socket another path
                """)
            // Ends by a shutdown or by cancellation, and either way there is nothing left to do.
            try? await gracefulShutdown()
        }
    }

    private func serve(_ console: Console, _ feed: EventFeed, _ language: Language) async {
        guard let descriptor = await descriptor(of: console.socket, language) else { return }
        let router: Router<DeskContext>
        if console.isOff {
            router = ConsoleRouter.off(desk: desk, hosts: console.hosts)
        } else {
            link.listens(at: ConsoleSocket.address(of: descriptor))
            router = ConsoleRouter.make(desk: desk, feed: feed, accounts: accounts, hosts: console.hosts, link: link)
        }
        do {
            try await serve(router, at: descriptor, language)
        } catch {
            tell(error, of: console.socket, language)
            // As above.
            try? await gracefulShutdown()
        }
    }

    /// Opens the console's socket, as soon as that can be; nil when the station stops before.
    private func descriptor(of socket: ConsoleSocket, _ language: Language) async -> CInt? {
        var isTold = false
        while true {
            do {
                let descriptor = try socket.descriptor()
                if isTold {
                    let text = Wording(
                        en: "console at \(socket): browsers find it again", zh: "控制台 \(socket)：浏览器可以打开了")
                    logger.notice("\(text.text(in: language))")
                }
                return descriptor
            } catch {
                if !isTold { tell(error, of: socket, language) }
                isTold = true
            }
            // Fails when the station stops.
            let waited: Void? = try? await cancelWhenGracefulShutdown { [retryPause] in
                try await Task.sleep(for: retryPause)
            }
            guard waited != nil else { return nil }
        }
    }

    private func tell(_ error: any Error, of socket: ConsoleSocket, _ language: Language) {
        let text = Wording(
            en: """
                console at \(socket): \(error); the programme plays on, but browsers find nothing there
                fix: end what listens there, and it comes by itself; or give web, listen, in store.yaml another address
                """,
            zh: """
                控制台 \(socket)：\(error)；节目照常播出，但浏览器打不开控制台
                解决：结束占用该地址的程序，控制台会自行恢复；或在 store.yaml 的 web 中改写 listen
                """)
        logger.tell(.unreachable, text.text(in: language))
    }

    private func serve(_ router: Router<DeskContext>, at descriptor: CInt, _ language: Language) async throws {
        var quiet = logger
        quiet.logLevel = .error
        let count = ConnectionCount()
        let configuration = HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                ConnectionGuard(count, requestLimit: requestLimit, uploadLimit: uploadLimit, language: language)
            ], httpDecoderConfiguration: Self.headLimits)
        try await ControlServer(
            descriptor: descriptor, responder: router.buildResponder(), configuration: configuration, logger: quiet
        ).run()
    }
}
