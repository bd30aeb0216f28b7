// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Timetable

/// What a broadcaster looks at before the store opens: the JSON of `GET /v1/ready`. Sentences are in the store's
/// language.
public struct ReadyReport: Codable, Sendable, Equatable {
    /// What the store is called.
    public var name: String
    /// The language its staff are spoken to in: `zh` or `en`.
    public var language: String
    /// When it was looked at, in ISO 8601 with the store's offset and milliseconds, by the station's clock.
    public var at: String
    /// Whether nothing is bad.
    public var isReady: Bool
    /// What was looked at, each subject at least once; while the clock cannot be believed, without those of the day.
    public var checks: [Check]

    /// One thing that was looked at.
    public struct Check: Codable, Sendable, Equatable {
        /// What it is about: `station`, `day`, `card`, `levels`, `files`, `drafts`, `clock`, `disk`, `record`, `queue`,
        /// `emergency` or `speech`.
        public var subject: String
        /// The same for people.
        public var label: String
        /// `good`, `doubtful` (somebody should look, and the store can open) or `bad` (something will not be heard or
        /// kept).
        public var verdict: String
        /// How it is.
        public var message: String
        /// What to do; absent where nothing is to be done.
        public var fix: String?
    }

    init(
        _ findings: [ReadyFinding], of name: String, in language: Language, at instant: String
    ) {
        self.name = name
        self.language = language.rawValue
        at = instant
        checks = findings.map { finding in
            Check(
                subject: finding.subject.rawValue, label: finding.subject.label.text(in: language),
                verdict: finding.verdict.rawValue, message: finding.wording.text(in: language),
                fix: finding.fix?.text(in: language))
        }
        isReady = findings.allSatisfy { $0.verdict != .bad }
    }

    /// What is said where no station answers; the store's files tell its name and language.
    ///
    /// - Parameter instant: the present, by the machine's clock.
    public static func withoutStation(_ store: Store, at instant: Instant) -> ReadyReport {
        let schedule = store.schedule
        return ReadyReport(
            [.notRunning], of: schedule.settings.name, in: schedule.settings.language,
            at: schedule.clock.iso8601(instant))
    }

    /// For people: a head, a line for each check, and what it comes to. Without a last line end.
    public var text: String {
        let language = Language(rawValue: language) ?? .en
        let rows = checks.map { check in
            let mark = ["good": "ok", "doubtful": "?"][check.verdict] ?? "!"
            let sentences = [check.message, check.fix].compactMap { $0 }
            // A single mark stands where it would stand below others.
            return [
                mark.padded(toColumns: 2), check.label, sentences.joined(separator: language == .zh ? "；" : "; "),
            ]
        }
        let head = "\(name)  \(at.prefix(10)) \(at.dropFirst(11).prefix(8))"
        return ([head] + aligned(rows) + [summary.text(in: language)]).joined(separator: "\n")
    }

    private var summary: Wording {
        let bad = checks.count { $0.verdict == ReadyFinding.Verdict.bad.rawValue }
        let doubtful = checks.count { $0.verdict == ReadyFinding.Verdict.doubtful.rawValue }
        let look = Wording(
            en: doubtful == 0 ? "" : ", \(doubtful) to look at (?)", zh: doubtful == 0 ? "" : "，\(doubtful) 项请留意（?）")
        guard bad > 0 else { return Wording(en: "READY\(look.en)", zh: "可以开播\(look.zh)") }
        return Wording(en: "NOT READY: \(bad) to mend (!)\(look.en)", zh: "尚不能开播：\(bad) 项需处理（!）\(look.zh)")
    }
}
