// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CMalloc
import Control
import Foundation
import Logging
import ServiceLifecycle
import Station
import Systemd
import Timetable

/// `storecast daemon`: runs the station until it is told to stop.
struct Daemon: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the station.",
        discussion: """
            SIGTERM or Ctrl-C fades out and stops, a second one stops at once. SIGHUP takes over what was saved.
            With --as-if the station's clock is set so at the start, for demonstrations and tests.
            """)

    /// How long fading out and answering the last requests may take.
    private static let shutdownLimit = Duration.seconds(2)

    /// How many heaps there are beside each other. The audio threads use none of them.
    private static let arenas: CInt = 2

    /// From this many bytes on, a block of memory goes back to the system when it is freed.
    private static let returnedBlockBytes: CInt = 64 << 10

    @OptionGroup var places: Places

    @Option(help: "What the station's clock shows at the start: 2026-11-21T07:49:50, or 07:49:50 for today.")
    var asIf: String?

    func run() async throws {
        // glibc raises the threshold by itself (mallopt(3)) and keeps what decoding songs and speech once needed: 15 MB
        // of the sample store's day.
        mallopt(M_MMAP_THRESHOLD, Self.returnedBlockBytes)
        // Each arena keeps what bursts of announcements leave in pieces: 3 MB of 60 after ten thousand in crowds of 400.
        mallopt(M_ARENA_MAX, Self.arenas)
        let paths = places.paths
        let environment = ProcessInfo.processInfo.environment
        let manager = ServiceManager(environment: environment, pid: getpid())
        let inherited = InheritedSockets.take(environment: environment, pid: getpid())
        let socket = try socket(at: paths.socket, inherited)
        try makeFolder(paths.state)
        let store = Store(paths)
        let start = try asIf.map { try instant($0, store.schedule.clock) }
        // The log shows the station's clock, which `--as-if` may have set.
        let clock = start.map(WallClock.init(asIf:)) ?? WallClock()
        let journal = JournalSocket.isBehind(STDOUT_FILENO, environment: environment) ? JournalSocket() : nil
        let console = ConsoleLog(clock: clock, zone: store.schedule.clock)
        let log: any LogHandler = journal.map { JournalLog($0) } ?? console
        let logger = Logger(label: "storecast") { _ in log }
        ServiceManager.variables.forEach { unsetenv($0) }
        let station = Station(store: store, clock: clock, logger: logger)
        store.problems.forEach(logger.tell)
        let settings = store.schedule.settings
        let accounts = Accounts(state: paths.state, language: settings.language, logger: logger)
        let link = ConsoleLink(hosts: settings.web.hosts)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: station, successTerminationBehavior: .gracefullyShutdownGroup),
            .init(
                service: ControlService(
                    desk: station, socket: socket, console: webConsole(settings.web, inherited, logger),
                    accounts: accounts, link: link, logger: logger),
                successTerminationBehavior: .gracefullyShutdownGroup),
        ]
        if journal == nil {
            let greeting = Greeting(station: station, paths: paths, accounts: accounts, link: link)
            services.append(.init(service: greeting, successTerminationBehavior: .ignore))
        }
        if manager.isThere {
            // The last one is told first that all stop.
            let report = ManagerReport(manager: manager, station: station, logger: logger)
            services.append(.init(service: report, successTerminationBehavior: .ignore))
        }
        // What it says is for developers.
        var quiet = logger
        quiet.logLevel = .critical
        var configuration = ServiceGroupConfiguration(services: services, logger: quiet)
        configuration.maximumGracefulShutdownDuration = Self.shutdownLimit
        let group = ServiceGroup(configuration: configuration)
        let signals = Task { await Signals(group, station, manager).follow() }
        defer { signals.cancel() }
        try await group.run()
    }

    private func instant(_ text: String, _ clock: CivilClock) throws -> Instant {
        let today = clock.date(of: WallClock().now)
        guard let instant = clock.instant(parsing: text) ?? clock.instant(parsing: "\(today)T\(text)") else {
            throw ValidationError("--as-if wants 2026-11-21T07:49:50 or 07:49:50, not \"\(text)\"")
        }
        return instant
    }

    /// The socket that the service manager opened, else one at that path, where no other station answers.
    private func socket(at path: String, _ inherited: [Inherited]) throws -> ControlSocket {
        if let local = inherited.first(where: { $0.family == .local }) {
            return .inherited(descriptor: local.descriptor, path: path)
        }
        switch SocketFile.examine(path) {
        case .free: return .at(path: path)
        case .inUse:
            complain("storecast: a station already runs at \(path); stop it first, or give --socket another path")
        case .notASocket:
            complain("storecast: \(path) is no socket; remove it, or give --socket another path")
        case .tooLong(let limit):
            complain("storecast: the socket's path has more than \(limit) bytes; give --socket a shorter one")
        }
        throw ExitCode.answerIsNo
    }

    private typealias Inherited = (descriptor: CInt, family: InheritedSockets.Family)

    /// What browsers reach: where the service manager keeps a socket for them, that one, for the daemon has no network of
    /// its own there; else the address of `store.yaml`.
    private func webConsole(_ web: WebSettings, _ inherited: [Inherited], _ logger: Logger) -> ControlService.Console? {
        guard let socket = inherited.first(where: { $0.family == .internet }) else {
            return web.listen.map { ControlService.Console(socket: .at($0), hosts: web.hosts) }
        }
        // Nobody else answers there, so who comes is told that there is none.
        return ControlService.Console(
            socket: .inherited(descriptor: socket.descriptor), hosts: web.hosts, isOff: web.listen == nil)
    }

    /// A state folder that cannot be made costs memory and caches, not the programme.
    private func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            complain("storecast: cannot make the folder \(path): \(error.localizedDescription); give --state another")
        }
    }
}
