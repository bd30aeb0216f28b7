// SPDX-License-Identifier: Apache-2.0

extension Diagnostic {
    init(_ problem: Problem, at location: Location, length: Int) {
        let explanation = problem.explanation
        self.init(
            severity: problem.severity, location: location, length: length, message: explanation.message,
            fix: explanation.fix, code: problem.code)
    }
}

extension Problem {
    /// The names of the two cases that make the problem, such as `option/not-usable`.
    ///
    /// They are those of the source, so that a new case has its code, and its place in the catalogue, at once.
    var code: String {
        let (subject, problem) = Self.caseName(of: self)
        guard let problem else { return Self.kebab(subject) }
        return "\(Self.kebab(subject))/\(Self.kebab(Self.caseName(of: problem).name))"
    }

    private static func caseName(of value: Any) -> (name: String, payload: Any?) {
        guard let child = Mirror(reflecting: value).children.first, let label = child.label else {
            return ("\(value)", nil)
        }
        return (label, child.value)
    }

    /// `notATime` as `not-a-time`, `notUTF8` as `not-utf8`.
    private static func kebab(_ name: String) -> String {
        let characters = Array(name)
        var words = ""
        for (index, character) in characters.enumerated() {
            let isBeforeSmall = index + 1 < characters.count && characters[index + 1].isLowercase
            let startsWord =
                character.isUppercase && ((index > 0 && characters[index - 1].isLowercase) || isBeforeSmall)
            words += (startsWord ? "-" : "") + character.lowercased()
        }
        return words
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
