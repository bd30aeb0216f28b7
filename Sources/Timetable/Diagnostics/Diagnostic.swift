// SPDX-License-Identifier: Apache-2.0

/// A mistake, or a doubt, about one place in a file: what is wrong and what to write instead.
public struct Diagnostic: Sendable, Equatable {
    /// How much a diagnostic matters.
    public enum Severity: String, Sendable {
        /// What is written cannot be followed.
        case error
        /// What is written can be followed, but may not be what was meant.
        case warning
    }

    /// How much it matters.
    public let severity: Severity
    /// The first character it is about.
    public let location: Location
    /// How many characters it is about, at least 1.
    public let length: Int
    /// Which section of `docs/diagnostics.md` explains it, such as `option/not-usable`; nil for one that is not of a
    /// timetable or script.
    public let code: String?
    private let message: Wording
    private let fix: Wording?

    /// Makes a diagnostic.
    /// - Parameters:
    ///   - message: what is wrong, one sentence without a full stop.
    ///   - fix: what to write instead, where that can be said.
    ///   - code: its section of `docs/diagnostics.md`, where it has one.
    public init(
        severity: Severity, location: Location, length: Int = 1, message: Wording, fix: Wording? = nil,
        code: String? = nil
    ) {
        self.severity = severity
        self.location = location
        self.length = max(length, 1)
        self.message = message
        self.fix = fix
        self.code = code
    }

    /// What is wrong, in one sentence.
    public func message(in language: Language) -> String {
        message.text(in: language)
    }

    /// What to write instead, or nil where nothing sensible can be proposed.
    public func fix(in language: Language) -> String? {
        fix?.text(in: language)
    }
}
