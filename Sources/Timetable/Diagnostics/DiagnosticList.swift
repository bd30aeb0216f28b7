// SPDX-License-Identifier: Apache-2.0

/// Collects what is wrong with a file, up to as many diagnostics as anybody reads.
struct DiagnosticList {
    /// Beyond so many, diagnostics are counted and no longer kept.
    static let most = 1000

    private var kept: [Diagnostic] = []
    private var further = 0
    /// The lines with an error, also beyond those kept.
    private(set) var wrongLines: Set<Int> = []

    /// Adds a problem; it is worked out only where it is kept, since looking for a nearest name takes time.
    mutating func add(_ problem: @autoclosure () -> Problem, at location: Location, length: Int) {
        guard kept.count < Self.most else {
            further += 1
            wrongLines.insert(location.line)
            return
        }
        let diagnostic = Diagnostic(problem(), at: location, length: length)
        if diagnostic.severity == .error { wrongLines.insert(location.line) }
        kept.append(diagnostic)
    }

    mutating func add(_ complaint: Complaint, file: String, line: Int) {
        let location = Location(file: file, line: line, column: complaint.columns.lowerBound + 1)
        add(complaint.problem, at: location, length: complaint.columns.count)
    }

    var hasErrors: Bool { !wrongLines.isEmpty }

    /// All of them in the order of the file; where some were only counted, one more says so at the end.
    var inFileOrder: [Diagnostic] {
        let ordered = kept.inFileOrder()
        guard further > 0, let last = ordered.last else { return ordered }
        return ordered + [Diagnostic(.text(.further(further)), at: last.location, length: last.length)]
    }
}
