// SPDX-License-Identifier: Apache-2.0

/// Figures in the text format that Prometheus scrapes, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
struct MetricsText {
    /// What a figure does over time.
    enum Kind: String {
        /// It only rises, from 0 at the program's start.
        case counter
        /// It goes up and down.
        case gauge
        /// How often something took how long.
        case histogram
    }

    /// All that was added, each line ended by a line feed.
    private(set) var text = ""

    /// Adds a metric with one series.
    ///
    /// - Parameter help: what it is, in English, a sentence.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        begin(name, kind, help)
        addLine(name, [], value)
    }

    /// Adds a metric with several series, told apart by a label; nothing where there are none.
    mutating func add(
        _ name: String, _ kind: Kind, _ help: String, by label: String, _ series: [(name: String, value: Double)]
    ) {
        guard !series.isEmpty else { return }
        begin(name, kind, help)
        for (own, value) in series { addLine(name, [(label, own)], value) }
    }

    /// Adds a metric that is a histogram.
    mutating func add(_ name: String, _ help: String, _ histogram: Histogram) {
        begin(name, .histogram, help)
        addLines(name, [], histogram)
    }

    /// Adds a metric whose series, told apart by a label, are histograms.
    mutating func add(
        _ name: String, _ help: String, by label: String, _ series: [(name: String, histogram: Histogram)]
    ) {
        guard !series.isEmpty else { return }
        begin(name, .histogram, help)
        for (own, histogram) in series { addLines(name, [(label, own)], histogram) }
    }

    private mutating func addLines(_ name: String, _ labels: [(String, String)], _ histogram: Histogram) {
        for (bound, count) in histogram.cumulative {
            addLine("\(name)_bucket", labels + [("le", Self.number(bound))], Double(count))
        }
        addLine("\(name)_sum", labels, histogram.sum)
        addLine("\(name)_count", labels, Double(histogram.count))
    }

    private mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n"))\n"
        text += "# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func addLine(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let pairs = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
        text += name + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(Self.number(value))\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    /// As Go reads it, whole numbers without a point.
    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
