// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What the days of a year say about the lines of the timetables, each thing once.
struct YearFindings {
    /// A line and what about it is told: one finding each, of the first day that shows the worst.
    private struct Subject: Hashable {
        var location: Location
        var isAboutHours: Bool
    }

    private var found: [Subject: Finding] = [:]
    /// Rotations that found nothing to air on some day because it left them too little time.
    private var unheard: Set<Location> = []
    private var whens: [Location: When] = [:]
    private var heard: Set<Location> = []

    /// Takes in what a day says.
    mutating func add(_ day: DayFindings) {
        add(day.all)
        heard.formUnion(day.heardRotations)
        for (location, when) in day.rotationsWithoutTime {
            unheard.insert(location)
            whens[location] = when
        }
    }

    /// Takes in findings of a day and the lines that they are about.
    mutating func add(_ findings: [(finding: Finding, location: Location)]) {
        for (finding, location) in findings {
            let isAboutHours = if case .outsideHours = finding { true } else { false }
            let subject = Subject(location: location, isAboutHours: isAboutHours)
            guard let known = found[subject] else {
                found[subject] = finding
                continue
            }
            if known.severity == .warning, finding.severity == .error { found[subject] = finding }
        }
    }

    /// Everything, in no order.
    var all: [(finding: Finding, location: Location)] {
        // A short day may leave a rotation no time; one that never has any is a mistake.
        let neverDue = unheard.subtracting(heard).compactMap { location in
            whens[location].map { (finding: Finding.neverDue($0), location: location) }
        }
        let rest = found.filter { !neverDue.map(\.location).contains($0.key.location) || $0.key.isAboutHours }
        return rest.map { (finding: $0.value, location: $0.key.location) } + neverDue
    }
}
