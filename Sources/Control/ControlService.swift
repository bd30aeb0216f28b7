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
/// A socket that cannot be opened never stops the programme: it is told in the log, and the station plays on.
public struct ControlService: Service {
    /// The most bytes of one header, and of all of them; the most headers.
    private static let headLimits = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64)

    /// What browsers reach.
    public struct Console: Sendable {
        /// Where it listens.
        let socket: ConsoleSocket
        /// Names by which browsers reach it beside addresses.
        let hosts: [String]

        /// A console that is not served yet.
        public init(socket: ConsoleSocket, hosts: [String]) {
            self.socket = socket
            self.hosts = hosts
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
            requestLimit: ConnectionGuard.requestLimit, uploadLimit: ConnectionGuard.uploadLimit)
    }

    /// The same with less time for a request, for tests.
    init(
        desk: any BroadcastDesk, socket: ControlSocket, console: Console?, accounts: Accounts, link: ConsoleLink,
        logger: Logger, requestLimit: TimeAmount, uploadLimit: TimeAmount
    ) {
        self.desk = desk
        self.socket = socket
        self.console = console
        self.accounts = accounts
        self.link = link
        self.logger = logger
        self.requestLimit = requestLimit
        self.uploadLimit = uploadLimit
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
        do {
            let descriptor = try console.socket.descriptor()
            link.listens(at: ConsoleSocket.address(of: descriptor))
            let router = ConsoleRouter.make(
                desk: desk, feed: feed, accounts: accounts, hosts: console.hosts, link: link)
            try await serve(router, at: descriptor, language)
        } catch {
            let text = Wording(
                en: """
                    console at \(console.socket): \(error); the programme plays on, but browsers find nothing there
                    fix: give web, listen, in store.yaml another address, or end what listens there
                    """,
                zh: """
                    控制台 \(console.socket)：\(error)；节目照常播出，但浏览器打不开控制台
                    解决：在 store.yaml 的 web 中改写 listen，或结束占用该地址的程序
                    """)
            logger.tell(.unreachable, text.text(in: language))
            // As above.
            try? await gracefulShutdown()
        }
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
