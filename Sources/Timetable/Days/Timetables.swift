// SPDX-License-Identifier: Apache-2.0

/// All timetables of a store with its calendar: which of them apply on a date, and what they say together.
///
/// A timetable applies on the dates and days that it names. Of those without `over`, the bases, the most specific
/// is followed; all overlays on it that apply are laid over it, from the least to the most specific. Two that are
/// equally specific on one date are a mistake; on such a date neither is followed.
/// docs/decisions/0006-which-timetable-applies.md gives the rule in full.
public struct Timetables: Sendable, Equatable {
    /// The timetables, by name.
    public let files: [Timetable]
    /// Which dates are holidays and which weekend days are worked.
    public let calendar: HolidayCalendar

    /// Beside ``files``.
    let dated: [DatedTimetable]
    /// The bases of each rank of specificity, from the least, as indices of ``dated``.
    let bases: [[Int]]
    /// The overlays on each base, ranked in the same way.
    let overlays: [Int: [[Int]]]

    /// Puts timetables together; their order does not matter.
    public init(_ files: [Timetable] = [], calendar: HolidayCalendar = HolidayCalendar()) {
        let files = files.sorted { ($0.name, $0.location.file) < ($1.name, $1.location.file) }
        let dated = files.map(DatedTimetable.init)
        func ranked(_ indices: [Int]) -> [[Int]] {
            Dictionary(grouping: indices) { dated[$0].specificity }.sorted { $0.key < $1.key }.map(\.value)
        }
        let bases = files.indices.filter { files[$0].base == nil }
        let named = Dictionary(bases.map { (files[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
        // What lies over no base, or over another overlay, never applies; diagnostics tell.
        var overlays: [Int: [Int]] = [:]
        for (index, file) in files.enumerated() {
            guard let over = file.base, let base = named[over.text] else { continue }
            overlays[base, default: []].append(index)
        }
        self.files = files
        self.calendar = calendar
        self.dated = dated
        self.bases = ranked(bases)
        self.overlays = overlays.mapValues(ranked)
    }

    /// Which timetables apply on a date, and the hours of the store.
    public func day(_ date: CivilDate) -> BroadcastDay {
        let layers = layers(on: date).map { files[$0] }
        let hours = OpenHours(layers)
        return BroadcastDay(
            date: date, dayClass: calendar.dayClass(of: date), name: calendar.mark(of: date)?.name ?? "",
            timetables: layers.map(\.name), open: hours?.open, close: hours?.close)
    }

    /// The timetables that are followed on a date, from the base up, as indices of ``files``; none without a base.
    func layers(on date: CivilDate) -> [Int] {
        let kind = calendar.kind(of: date)
        return layers { dated[$0].applies(on: date, kind) }
    }

    /// The timetables that are followed where those apply.
    func layers(_ applies: (Int) -> Bool) -> [Int] {
        for rank in bases.reversed() {
            guard let base = Self.only(rank, applies) else { continue }
            return [base] + (overlays[base] ?? []).compactMap { Self.only($0, applies) }
        }
        return []
    }

    /// The one of equally specific timetables that applies; nil where none does, or several.
    private static func only(_ rank: [Int], _ applies: (Int) -> Bool) -> Int? {
        var found: Int?
        for index in rank where applies(index) {
            guard found == nil else { return nil }
            found = index
        }
        return found
    }
}
