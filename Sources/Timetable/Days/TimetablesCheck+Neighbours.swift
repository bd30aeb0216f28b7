// SPDX-License-Identifier: Apache-2.0

extension TimetablesCheck {
    /// Whether each day is over when the next one begins; only a store that is open past midnight can get it wrong.
    mutating func checkNeighbours() {
        let isEverOpenPastMidnight = timetables.files.contains { $0.close ?? .startOfDay > .endOfDay }
        guard isEverOpenPastMidnight else { return }
        let undated = timetables.undatedStacks()
        for stack in undated {
            for next in undated {
                let closing = DayKinds.single.filter { kind in
                    stack.kinds.contains(kind) && !kind.following.isDisjoint(with: next.kinds)
                }
                if !closing.isEmpty { check(stack.layers, next.layers, on: DayKinds(closing).name) }
            }
        }
        for span in timetables.datedSpans() {
            // The days beside a span may be of the timetables without dates.
            var day = span.first.adding(days: -1)
            var layers = timetables.layers(on: day)
            while day <= span.last, day < .latest {
                let next = day.adding(days: 1)
                let nextLayers = timetables.layers(on: next)
                check(layers, nextLayers, on: day.wording)
                (day, layers) = (next, nextLayers)
            }
        }
    }

    private mutating func check(_ layers: [Int], _ nextLayers: [Int], on day: Wording) {
        let (files, nextFiles) = (layers.map { timetables.files[$0] }, nextLayers.map { timetables.files[$0] })
        guard let hours = OpenHours(files), hours.close > .endOfDay, let nextHours = OpenHours(nextFiles),
            hours.close.seconds > nextHours.open.seconds + ClockTime.secondsPerDay,
            let closing = layers.last(where: { timetables.files[$0].close != nil }),
            let opening = nextLayers.last(where: { timetables.files[$0].open != nil }), isNew(4, closing, opening)
        else { return }
        let problem = CombinedHoursProblem.daysOverlap(
            close: hours.close, nextOpen: nextHours.open, other: timetables.files[opening].name, on: day)
        report(.combinedHours(problem), at: timetables.files[closing].location)
    }
}
