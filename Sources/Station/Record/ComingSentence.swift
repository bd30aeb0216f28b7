// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What is to become of a cue, in one plain sentence: what the day's rehearsal, or the director, gives.
struct ComingSentence {
    /// The cue as it would air: its start, or its reason not to.
    let forecast: CueRecord
    /// Who has muted the store; nil where nobody has.
    var mutedBy: String?
    let words: RecordWords

    var text: String { wording.sentence.text(in: words.language) }

    private var wording: Wording {
        let subject = CueSentence(record: forecast, words: words).subject
        guard forecast.outcome == .aired, let start = forecast.start else {
            let why = forecast.reason.map { $0.clause(words) }
            return subject
                + Wording(
                    en: " will not air as things stand" + (why.map { ": \($0.en)" } ?? ""),
                    zh: "按目前情况不会播出" + (why.map { "，原因是\($0.zh.spaced)" } ?? ""))
        }
        if let mutedBy, !forecast.verb.isBed {
            return subject
                + Wording(
                    en: " is still to come, but will not air while the store is muted, as \(mutedBy) has done",
                    zh: "尚未播出；\(mutedBy) 已将全店静音，解除之前不会播出")
        }
        return subject + coming(at: start)
    }

    private func coming(at start: Instant) -> Wording {
        let at = words.time(start)
        let difference = start - forecast.planned
        if forecast.verb == .promo {
            return Wording(en: " is still to come, and will air about then as things stand", zh: "尚未播出，按目前情况届时前后播出")
        }
        if let end = forecast.end, difference <= .zero - CueSentence.tolerance,
            end - forecast.planned < CueSentence.tolerance
        {
            return Wording(
                en: " is still to come; as things stand it begins at \(at) and ends on time",
                zh: "尚未播出，按目前情况 \(at) 开始，准时播完")
        }
        guard difference >= CueSentence.tolerance else {
            return Wording(en: " is still to come, and will air on time as things stand", zh: "尚未播出，按目前情况将准时播出")
        }
        return Wording(
            en: " is still to come; as things stand it airs at \(at)", zh: "尚未播出，按目前情况将于 \(at) 播出")
    }
}
