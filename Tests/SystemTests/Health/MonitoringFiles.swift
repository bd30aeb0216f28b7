// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// What lies in `monitoring/` for installers, and the page about it.
enum MonitoringFiles {
    /// The path of a file of the checkout.
    static func path(_ name: String) -> String { Sample.departmentStore.path("../\(name)") }

    static func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    /// The series of storecast that a text names.
    static func names(in text: String) -> Set<String> {
        let isPart: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        let words = text.split { !isPart($0) }.filter { $0.hasPrefix("storecast_") }
        return Set(words.map(String.init))
    }

    /// The queries of the dashboard, with each store in the place of the chosen one.
    static func queries() throws -> [String] {
        struct Dashboard: Decodable {
            struct Panel: Decodable {
                struct Target: Decodable { let expr: String }
                let id: Int
                let title: String
                let targets: [Target]
            }
            let uid: String
            let panels: [Panel]
        }
        let dashboard = try JSONDecoder().decode(
            Dashboard.self, from: Data(try text("monitoring/grafana-dashboard.json").utf8))
        guard Set(dashboard.panels.map(\.id)).count == dashboard.panels.count else {
            throw Obstacle("two panels have one number")
        }
        return dashboard.panels.flatMap(\.targets).map { $0.expr.replacing("$instance", with: ".*") }
    }

    /// Runs Prometheus' own judge of files and queries.
    static func promtool(_ arguments: [String]) async throws -> Storecast.Answer {
        let child = try await Child.start("promtool", arguments)
        let code = try await child.exitCode(within: .seconds(30))
        return Storecast.Answer(code: code, output: child.output.text, errors: child.errors.text)
    }
}
