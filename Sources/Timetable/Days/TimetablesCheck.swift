// SPDX-License-Identifier: Apache-2.0

/// Looks for what is wrong between the timetables of a store.
struct TimetablesCheck {
    let timetables: Timetables
    private(set) var diagnostics: [Diagnostic] = []
    /// Lines and pairs of files that were reported already: one mistake may show on many days.
    private var reported: Set<[Int]> = []

    private var files: [Timetable] { timetables.files }
    private var dated: [DatedTimetable] { timetables.dated }

    init(_ timetables: Timetables) {
        self.timetables = timetables
    }

    mutating func report(_ problem: Problem, at location: Location, length: Int = 1) {
        diagnostics.append(Diagnostic(problem, at: location, length: length))
    }

    /// Whether this is the first report about `subject`, which is any numbers that name it.
    mutating func isNew(_ subject: Int...) -> Bool {
        reported.insert(subject).inserted
    }

    /// Whether each overlay lies over a base.
    mutating func checkBases() {
        let bases = files.filter { $0.base == nil }
        if bases.isEmpty, let first = files.first { report(.overlay(.noBase), at: first.location) }
        for file in files {
            guard let over = file.base, !bases.contains(where: { $0.name == over.text }) else { continue }
            let problem: OverlayProblem =
                if over.text == file.name {
                    .overItself
                } else if let other = files.first(where: { $0.name == over.text })?.base {
                    .baseIsOverlay(over.text, itsBase: other.text)
                } else {
                    .unknownBase(
                        over.text, nearest: nearest(to: over.text.withoutEnding, among: bases.lazy.map(\.name)))
                }
            report(.overlay(problem), at: over.location, length: over.text.count)
        }
    }

    /// Whether each overlay has a day on which its base is followed.
    mutating func checkMeetings() {
        for (base, ranks) in timetables.overlays.sorted(by: { $0.key < $1.key }) {
            // One without a day of its own is told as that.
            for index in ranks.joined() where !timetables.kinds(of: index).isEmpty {
                guard let over = files[index].base, !isEverFollowed(base, besides: index) else { continue }
                report(.overlay(.neverMeetsBase(over.text)), at: over.location, length: over.text.count)
            }
        }
    }

    /// Whether a base is followed on any day that an overlay is for.
    private func isEverFollowed(_ base: Int, besides overlay: Int) -> Bool {
        guard let dates = dated[overlay].dates ?? dated[base].dates else {
            // On ordinary dates, those that no file names.
            return DayKinds.single.contains { kind in
                dated[overlay].kinds.contains(kind)
                    && timetables.layers { dated[$0].dates == nil && dated[$0].kinds.contains(kind) }.first == base
            }
        }
        return dates.spans.lazy.flatMap(\.dates).contains { date in
            dated[overlay].applies(on: date, timetables.calendar.kind(of: date))
                && timetables.layers(on: date).first == base
        }
    }

    /// Whether any two that are equally specific can meet; each is told the first other that it meets.
    mutating func checkTies() {
        for rank in timetables.bases + timetables.overlays.values.flatMap({ $0 }) where rank.count > 1 {
            for index in rank {
                guard let problem = tie(of: index, with: rank) else { continue }
                report(.overlay(problem), at: files[index].location)
            }
        }
    }

    private func tie(of index: Int, with rank: [Int]) -> OverlayProblem? {
        for other in rank where other != index {
            guard let day = firstMeeting(index, other) else { continue }
            return .tie(other: files[other].name, on: day, hasDates: dated[index].dates != nil)
        }
        return nil
    }

    /// The first date, or kind of day, on which both apply; nil where there is none.
    private func firstMeeting(_ first: Int, _ second: Int) -> Wording? {
        let kinds = dated[first].kinds.intersection(dated[second].kinds)
        guard !kinds.isEmpty else { return nil }
        guard let dates = dated[first].dates ?? dated[second].dates else { return kinds.name }
        for span in dates.intersection(dated[second].dates ?? dates) {
            for date in span.dates where kinds.contains(timetables.calendar.kind(of: date)) {
                return date.wording
            }
        }
        return nil
    }

    /// Whether each file says anything, and each of its lines can ever air on its days.
    mutating func checkEachFile() {
        for (index, file) in files.enumerated() {
            if file.base != nil, !dated[index].saysHours, file.drops.isEmpty, file.entries.isEmpty {
                report(.overlay(.changesNothing), at: file.location)
            }
            let kinds = timetables.kinds(of: index)
            if kinds.isEmpty, let first = dated[index].dates?.spans.first?.first {
                report(.overlay(.noDayInCommon(first)), at: file.location)
                continue
            }
            for (entry, meant) in zip(file.entries, dated[index].entryKinds) where kinds.isDisjoint(with: meant) {
                report(.layer(.neverAirs), at: entry.location, length: entry.whenLength)
            }
        }
    }
}

extension Timetables {
    /// The kinds of the days that a timetable is for; of one with dates the calendar tells which these are.
    fileprivate func kinds(of index: Int) -> DayKinds {
        guard let dates = dated[index].dates else { return dated[index].kinds }
        var kinds: DayKinds = []
        for date in dates.spans.lazy.flatMap(\.dates) {
            kinds.insert(calendar.kind(of: date))
            if kinds.isSuperset(of: dated[index].kinds) { break }
        }
        return kinds.intersection(dated[index].kinds)
    }
}

extension String {
    /// A file's name as timetables name each other.
    fileprivate var withoutEnding: String {
        let ending = ".timetable"
        return hasSuffix(ending) ? String(dropLast(ending.count)) : self
    }
}
