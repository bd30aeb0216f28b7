// SPDX-License-Identifier: Apache-2.0
import Glibc
import Logging
import ServiceLifecycle
import Station
import Systemd
import UnixSignals

/// What the signals do that a daemon gets: SIGTERM and SIGINT fade out and stop, a second one stops at once, and SIGHUP
/// takes over what was saved.
struct Signals {
    let group: ServiceGroup
    let station: Station
    let manager: ServiceManager
    /// Whether somebody started it at a terminal; when that is closed, SIGHUP is no wish to reload.
    private let hasTerminal = isatty(STDIN_FILENO) == 1

    init(_ group: ServiceGroup, _ station: Station, _ manager: ServiceManager) {
        self.group = group
        self.station = station
        self.manager = manager
    }

    /// Follows them until the task is cancelled.
    func follow() async {
        var isStopping = false
        for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup) {
            if signal == .sighup, !isTerminalClosed {
                await reload()
            } else if isStopping {
                // Nothing is lost: whatever was acknowledged is on disk.
                _exit(128 + signal.rawValue)
            } else {
                isStopping = true
                await group.triggerGracefulShutdown()
            }
        }
    }

    private var isTerminalClosed: Bool { hasTerminal && isatty(STDIN_FILENO) != 1 }

    private func reload() async {
        manager.notify(.reloading(sinceMonotonicUs: ServiceManager.monotonicUs))
        // Why it was refused is in the log and in `status`; the station plays on either way.
        _ = try? await station.reload(by: Requester(user: "SIGHUP", roles: [.admin]))
        manager.notify(.ready)
    }
}
