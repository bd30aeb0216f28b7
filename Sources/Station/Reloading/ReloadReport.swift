// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What a reload did: the JSON of `POST /v1/reload`.
public struct ReloadReport: Encodable, Sendable, Equatable {
    /// What is different from now on, in the store's language; empty where nothing is.
    public var changed: [String]
    /// What is wrong with what is written, and was before, and what is doubtful.
    public var problems: [Problem]
    /// Where nothing is different: what was taken over last, as by itself after it was saved; nil where nothing was.
    public var last: Last?

    /// What was taken over earlier.
    public struct Last: Encodable, Sendable, Equatable {
        /// When, by the store's clock.
        public var at: String
        /// What changed then.
        public var changed: [String]
    }

    /// A report of these.
    public init(changed: [String], problems: [Problem], last: Last? = nil) {
        self.changed = changed
        self.problems = problems
        self.last = last
    }
}

/// Why nothing was taken over: what is written has new mistakes, or is still being written.
public struct ReloadRefused: Error, Sendable, Equatable {
    /// What is wrong, in the store's language.
    public var message: String
    /// What to do, in the store's language.
    public var fix: String
    /// The mistakes.
    public var problems: [Problem]

    /// A refusal for these problems.
    public init(message: String, fix: String, problems: [Problem]) {
        self.message = message
        self.fix = fix
        self.problems = problems
    }

    init(_ problems: [Problem], in language: Language) {
        let count = problems.count
        self.init(
            message: Wording(
                en: "not loaded: \(count) mistake\(count == 1 ? "" : "s"); the last good plan stays on air",
                zh: "未载入：\(count) 处错误；继续按上一份正确的计划播出"
            ).text(in: language),
            fix: Wording(
                en: "mend what problems tells and save; it is then taken over by itself",
                zh: "请按 problems 所列改正并保存，保存后自动生效"
            ).text(in: language), problems: problems)
    }

    /// The mistakes as `storecast check` prints them.
    public var text: String { problems.map(\.text).joined(separator: "\n\n") }
}
