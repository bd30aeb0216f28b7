// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// The figures of a daemon at one moment, read as Prometheus does.
struct Metrics {
    /// As they came.
    let text: String
    private let values: [String: Double]

    /// Asks the daemon.
    init(of socket: String) throws {
        let answer = try DeskConnection(socket).ask("GET", "/metrics")
        guard answer.status == 200, answer.head.contains("text/plain; version=0.0.4; charset=utf-8") else {
            throw Obstacle("no metrics: \(answer.head)")
        }
        text = answer.body
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        values = Dictionary(
            lines.compactMap { line in
                // Only a label may hold a blank, and the value is last.
                guard let blank = line.lastIndex(of: " "), let value = Double(line[line.index(after: blank)...])
                else { return nil }
                return (String(line[..<blank]), value)
            }, uniquingKeysWith: { first, _ in first })
    }

    /// A series, such as `cues_total{outcome="aired"}`; nil where there is none.
    subscript(series: String) -> Double? { values["storecast_\(series)"] }

    /// The names of all series, without labels.
    var names: Set<String> { Set(values.keys.map { String($0.prefix { $0 != "{" }) }) }

    /// The names of all metrics, as they are introduced.
    var introduced: Set<String> {
        Set(text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map { String($0.split(separator: " ")[2]) })
    }

    /// Waits until a figure is as wished.
    static func become(
        _ what: String, at socket: String, within limit: Duration = .seconds(9), _ condition: (Metrics) -> Bool
    ) async throws {
        _ = try await eventually(what, within: limit, every: .milliseconds(100)) {
            condition(try Metrics(of: socket)) ? true : nil
        }
    }
}
