// SPDX-License-Identifier: Apache-2.0

extension Diagnostic {
    init(_ problem: Problem, at location: Location, length: Int) {
        let explanation = problem.explanation
        self.init(
            severity: problem.severity, location: location, length: length, message: explanation.message,
            fix: explanation.fix)
    }
}

extension [Diagnostic] {
    /// By line, then column; those of one place in the order they were found.
    func inFileOrder() -> [Diagnostic] {
        enumerated().sorted { first, second in
            (first.element.location.line, first.element.location.column, first.offset)
                < (second.element.location.line, second.element.location.column, second.offset)
        }.map(\.element)
    }
}
