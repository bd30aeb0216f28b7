// SPDX-License-Identifier: Apache-2.0

/// Timetables that lie over each other on some days.
struct Stack {
    /// The base, then its overlays, the most specific last, as indices of ``Timetables/files``.
    let layers: [Int]
    /// The kinds of days on which they do.
    var kinds: DayKinds
    /// The first date on which they do, where that hangs on dates.
    let date: CivilDate?

    /// One of the days, for a message: a date, or a kind of day.
    var example: Wording { date?.wording ?? kinds.name }
}

extension CivilDate {
    /// The date in a message.
    var wording: Wording { Wording(en: description, zh: description) }
}

extension Timetables {
    /// Every stack that can occur, each once.
    ///
    /// Between two ends of spans of dates the same dated timetables apply, so that only the kind of the day makes
    /// a difference. There the dates themselves are walked; of days without dates every kind is taken to be
    /// possible, whatever the calendar says today.
    func stacks() -> [Stack] {
        var stacks = Dictionary(uniqueKeysWithValues: undatedStacks().map { ($0.layers, $0) })
        for span in datedSpans() {
            let named = Set(dated.indices.filter { dated[$0].dates?.contains(span.first) == true })
            var seen: DayKinds = []
            for date in span.dates {
                let kind = calendar.kind(of: date)
                guard seen.insert(kind).inserted else { continue }
                note(kind, dated: named, date: date, in: &stacks)
            }
        }
        return stacks.values.sorted { $0.layers.lexicographicallyPrecedes($1.layers) }
    }

    /// The stacks of the days that no timetable names by date.
    func undatedStacks() -> [Stack] {
        var stacks: [[Int]: Stack] = [:]
        for kind in DayKinds.single { note(kind, dated: [], date: nil, in: &stacks) }
        return stacks.values.sorted { $0.layers.lexicographicallyPrecedes($1.layers) }
    }

    private func note(_ kind: DayKinds, dated named: Set<Int>, date: CivilDate?, in stacks: inout [[Int]: Stack]) {
        let layers = layers { dated[$0].kinds.contains(kind) && (dated[$0].dates == nil || named.contains($0)) }
        guard !layers.isEmpty else { return }
        stacks[layers, default: Stack(layers: layers, kinds: [], date: date)].kinds.insert(kind)
    }

    /// The dates that any timetable names, cut wherever a span of one begins or ends.
    func datedSpans() -> [DateSpan] {
        let spans = dated.compactMap(\.dates).flatMap(\.spans)
        let cuts = Set(spans.flatMap { [$0.first.daysSince1970, $0.last.daysSince1970 + 1] }).sorted()
        let all = DateRanges(spans)
        return zip(cuts, cuts.dropFirst()).compactMap { first, end in
            let span = DateSpan(CivilDate(clampingDaysSince1970: first), CivilDate(clampingDaysSince1970: end - 1))
            return all.contains(span.first) ? span : nil
        }
    }
}
