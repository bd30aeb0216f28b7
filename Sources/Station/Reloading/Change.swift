// SPDX-License-Identifier: Apache-2.0
import Timetable

/// One thing that a reload made different, in words of the broadcast desk.
struct Change: Sendable, Equatable {
    /// How many of them a line of the log names, and how many an answer has; the others are counted.
    static let mostInLog = 8, mostInAnswer = 100

    /// Where: a timetable, `store.yaml`; nil where ``what`` says it.
    var place: String?
    /// What: `10:00 say store-guide is new`.
    var what: Wording

    /// The whole of it.
    func text(in language: Language) -> String { Self.mark(place, language) + what.text(in: language) }

    private static func mark(_ place: String?, _ language: Language) -> String {
        place.map { $0 + (language == .zh ? "：" : ": ") } ?? ""
    }
}

extension [Change] {
    /// All in one line; a place that several share is said once.
    func line(in language: Language) -> String {
        var place: String?
        let parts = prefix(Change.mostInLog).map { change in
            defer { place = change.place }
            return change.place == place ? change.what.text(in: language) : change.text(in: language)
        }
        return (parts + rest(beyond: Change.mostInLog, in: language)).joined(separator: language == .zh ? "；" : "; ")
    }

    /// Each by itself.
    func texts(in language: Language) -> [String] {
        prefix(Change.mostInAnswer).map { $0.text(in: language) } + rest(beyond: Change.mostInAnswer, in: language)
    }

    private func rest(beyond limit: Int, in language: Language) -> [String] {
        guard count > limit else { return [] }
        return [Wording(en: "and \(count - limit) more", zh: "另有 \(count - limit) 项").text(in: language)]
    }
}
