// SPDX-License-Identifier: Apache-2.0
import Timetable

extension Verb {
    /// A verb of a report as a timetable of that language has it; what is no verb of a timetable stays as it is.
    static func words(for verb: String, in language: Language) -> String {
        Verb(rawValue: verb)?.words(in: language) ?? verb
    }
}
