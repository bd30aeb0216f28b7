// SPDX-License-Identifier: Apache-2.0
import Foundation

/// `make bench`: measures what the project promises of its speed, and says how far off each figure is.
///
/// Machines differ and are shared, so every figure is shown with its ratio to what it must reach: below 1 is good.
@main
struct Benchmarks {
    static func main() async throws {
        let started = ContinuousClock.now
        var figures = [TimetableReading.figure()]
        figures += try await SampleStore().figures()
        figures += try await RenderedHour().figures()
        print(Table(figures).text)
        print("measured in \((ContinuousClock.now - started).formatted(.units(allowed: [.seconds])))")
    }
}

/// One measured figure.
struct Figure {
    var name: String
    var measured: Double
    var limit: Double
    var unit: String

    /// Below 1 is good.
    var ratio: Double { measured / limit }
}

/// Figures under each other.
struct Table {
    private let figures: [Figure]

    init(_ figures: [Figure]) {
        self.figures = figures
    }

    var text: String {
        let width = figures.map(\.name.count).max() ?? 0
        let heading = Self.row("figure", "measured", "must reach", "ratio", width)
        let rows = figures.map { figure in
            Self.row(
                figure.name, "\(Self.short(figure.measured)) \(figure.unit)",
                "\(Self.short(figure.limit)) \(figure.unit)",
                Self.short(figure.ratio) + (figure.ratio < 1 ? "" : "  TOO MUCH"), width)
        }
        return ([heading] + rows).joined(separator: "\n")
    }

    private static func row(_ name: String, _ measured: String, _ limit: String, _ ratio: String, _ width: Int)
        -> String
    {
        name.padding(toLength: width, withPad: " ", startingAt: 0)
            + [measured, limit, ratio].map { cell in
                String(repeating: " ", count: max(2, 14 - cell.count)) + cell
            }.joined()
    }

    private static func short(_ number: Double) -> String {
        number.formatted(.number.precision(.significantDigits(1...3)).grouping(.never))
    }
}

/// The median time of some runs of `body`, in milliseconds.
func medianMilliseconds(runs: Int, _ body: () -> Void) -> Double {
    let times = (0..<runs).map { _ in
        let started = ContinuousClock.now
        body()
        return (ContinuousClock.now - started).milliseconds
    }
    return times.sorted()[runs / 2]
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1e3 + Double(components.attoseconds) * 1e-15
    }
}
