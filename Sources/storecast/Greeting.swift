// SPDX-License-Identifier: Apache-2.0
import Control
import Foundation
import ServiceLifecycle
import Station
import Timetable

/// Tells whoever started the daemon by hand, once, what is on air, what comes, and what can be done.
struct Greeting: Service {
    /// How long the first song and the sound card may take before it is told what is there.
    private static let patience = 30
    private static let step = Duration.milliseconds(100)

    let station: Station
    let paths: StationPaths
    let accounts: Accounts
    let link: ConsoleLink

    func run() async throws {
        await cancelWhenGracefulShutdown { await greet() }
    }

    private func greet() async {
        var status = await station.status()
        for _ in 0..<Self.patience where status.zones.first?.bed == nil || isOpening(status) {
            do { try await Task.sleep(for: Self.step) } catch { return }
            status = await station.status()
        }
        // Whoever sets the station up comes in by a link that counts once.
        let token = await accounts.isEmpty ? await accounts.firstInvitation() : nil
        // The programme outlives whoever reads this.
        try? say(text(status, page: token.map(link.invitation) ?? link.page))
    }

    private func isOpening(_ status: StationStatus) -> Bool {
        status.outputs.contains { $0.state == "silent" && $0.rate == nil && $0.reason == nil }
    }

    private func text(_ status: StationStatus, page: String?) -> String {
        let program = CommandLine.arguments.first ?? "storecast"
        let socket = paths.socket == StationPaths().socket ? "" : " --socket \(paths.socket)"
        return """

            \(StatusText(status).text)

            \(page.map { "  console 控制台  \($0)\n" } ?? "")\
              announce   \(program) announce --text "Would the owner of a red umbrella come to the service desk."\(socket)
              插播       \(program) announce --text "请红色雨伞的失主到服务台认领"\(socket)
              look 查看  \(program) status --watch\(socket)
              stop 停止  Ctrl-C

            """
    }
}
