// SPDX-License-Identifier: Apache-2.0

/// Everything that can be wrong with a timetable or a script, with what the message needs to say.
///
/// One enum for each subject, so that message and fix stand beside each other in both languages.
enum Problem: Equatable {
    case text(TextProblem)
    case time(TimeProblem)
    case date(DateProblem)
    case span(SpanProblem)
    case header(HeaderProblem)
    case hours(HoursProblem)
    case day(DayProblem)
    case entry(EntryProblem)
    case option(OptionProblem)
    case drop(DropProblem)
    case name(NameProblem)
    case scriptHeader(ScriptHeaderProblem)
    case slot(SlotProblem)
    case passage(PassageProblem)
    case pronunciation(PronunciationProblem)
    case calendar(CalendarProblem)
    case overlay(OverlayProblem)
    case layer(LayerProblem)
    case combinedHours(CombinedHoursProblem)

    var explanation: Explanation {
        switch self {
        case .text(let problem): problem.explanation
        case .time(let problem): problem.explanation
        case .date(let problem): problem.explanation
        case .span(let problem): problem.explanation
        case .header(let problem): problem.explanation
        case .hours(let problem): problem.explanation
        case .day(let problem): problem.explanation
        case .entry(let problem): problem.explanation
        case .option(let problem): problem.explanation
        case .drop(let problem): problem.explanation
        case .name(let problem): problem.explanation
        case .scriptHeader(let problem): problem.explanation
        case .slot(let problem): problem.explanation
        case .passage(let problem): problem.explanation
        case .pronunciation(let problem): problem.explanation
        case .calendar(let problem): problem.explanation
        case .overlay(let problem): problem.explanation
        case .layer(let problem): problem.explanation
        case .combinedHours(let problem): problem.explanation
        }
    }

    var severity: Diagnostic.Severity {
        switch self {
        case .scriptHeader(.draft), .scriptHeader(.allClearWithoutEmergency), .slot(.notUsed): .warning
        case .overlay(.changesNothing), .overlay(.allDatesPast): .warning
        case .calendar(let problem): problem.isWarning ? .warning : .error
        default: .error
        }
    }
}

/// What is wrong and what to write instead.
struct Explanation: Equatable {
    let message: Wording
    let fix: Wording?

    init(en: String, zh: String, fix: Wording? = nil) {
        message = Wording(en: en, zh: zh)
        self.fix = fix
    }
}

/// A word of the file as a message shows it: cut where it is very long, nothing in it that a terminal obeys.
func quoted(_ word: String) -> String {
    let longest = 40
    let shown = String(word.prefix(longest).map(\.printable))
    return word.count > longest ? shown + "…" : shown
}

/// The proposal to write the word nearest to a mistaken one, or else one of all there are.
func proposal(nearest: String?, otherwise: Wording) -> Wording {
    guard let nearest else { return otherwise }
    return Wording(en: "write `\(nearest)`", zh: "改写为“\(nearest)”")
}

/// The proposal to write one of `keywords`.
func proposal(oneOf keywords: [Keyword]) -> Wording {
    Wording(
        en: "write one of: \(keywords.map(\.en).joined(separator: ", "))",
        zh: "请用其中之一：\(keywords.map { "\($0.zh)（\($0.en)）" }.joined(separator: "、"))")
}
