// SPDX-License-Identifier: Apache-2.0
import Foundation

/// One measured figure, or why it could not be measured.
struct Figure {
    /// What it is worth where all went well.
    struct Value {
        var measured: Double
        var limit: Double
        var unit: String

        /// Below 1 is good; exactly none where none is allowed is 0.
        var ratio: Double { measured == limit ? (limit == 0 ? 0 : 1) : measured / limit }
    }

    enum Outcome {
        case value(Value)
        case unmeasured(String)
    }

    var name: String
    var outcome: Outcome

    /// - Parameter limit: what it must reach; less is better.
    init(name: String, measured: Double, limit: Double, unit: String) {
        self.name = name
        outcome = .value(Value(measured: measured, limit: limit, unit: unit))
    }

    /// - Parameter reason: a sentence that says what to do about it.
    init(name: String, unmeasured reason: String) {
        self.name = name
        outcome = .unmeasured(reason)
    }
}

/// Figures under each other.
struct Table {
    private let figures: [Figure]

    init(_ figures: [Figure]) {
        self.figures = figures
    }

    var text: String {
        let width = figures.map(\.name.count).max() ?? 0
        let heading = Self.row("figure", ["measured", "must reach", "ratio"], width)
        return ([heading] + figures.map { Self.row($0, width) }).joined(separator: "\n")
    }

    private static func row(_ figure: Figure, _ width: Int) -> String {
        switch figure.outcome {
        case .unmeasured(let reason): return row(figure.name, ["not measured"], width) + "  \(reason)"
        case .value(let value):
            let cells = [
                "\(short(value.measured)) \(value.unit)", "\(short(value.limit)) \(value.unit)", short(value.ratio),
            ]
            return row(figure.name, cells, width) + (value.measured <= value.limit ? "" : "  TOO MUCH")
        }
    }

    private static func row(_ name: String, _ cells: [String], _ width: Int) -> String {
        name.padding(toLength: width, withPad: " ", startingAt: 0)
            + cells.map { cell in String(repeating: " ", count: max(2, 14 - cell.count)) + cell }.joined()
    }

    private static func short(_ number: Double) -> String {
        number.formatted(.number.precision(.significantDigits(1...3)).grouping(.never))
    }
}
