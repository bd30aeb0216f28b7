// SPDX-License-Identifier: Apache-2.0
import Media
import Timetable

/// Why a clip cannot be played, and which file to look at.
struct PreparationFailure: Error {
    var file: String
    var message: Wording
    var fix: Wording?
    /// Whether the check of the timetable's names tells it already, with line and column.
    var isToldByNames = false
    /// Whether it is a matter of what is installed, not of what staff have written.
    var isWarning = false

    /// Both sentences, for a record.
    var wording: Wording {
        Wording(
            en: [message.en, fix?.en].compactMap { $0 }.joined(separator: "; "),
            zh: [message.zh, fix?.zh].compactMap { $0 }.joined(separator: "；"))
    }
}

extension PreparationFailure {
    /// For what happened to a sound file.
    init(_ file: String, _ error: MediaError) {
        self.init(file: file, message: error.wording, fix: error.fix)
        switch error {
        case .converterMissing, .notConverted: isWarning = true
        default: break
        }
    }
}
