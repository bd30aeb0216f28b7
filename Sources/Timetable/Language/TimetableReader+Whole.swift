// SPDX-License-Identifier: Apache-2.0

extension TimetableReader {
    /// The longest that a store may be open in one go.
    private static let longestDay = ClockTime.secondsPerDay

    /// The checks that need the whole file.
    mutating func checkWhole() {
        checkClosed()
        checkDrops()
        checkHours()
        let hours = soundHours
        guard !head.mentions(.closed), hours != nil || head.mentions(.base) else { return }
        for reading in entries {
            for complaint in reading.complaints(open: hours?.open, close: hours?.close) {
                report(complaint, line: reading.entry.location.line)
            }
        }
    }

    /// The hours that can be followed: both, or those of an overlay, of which either may be nil; nil when one that
    /// is needed is missing or wrong.
    private var soundHours: (open: ClockTime?, close: ClockTime?)? {
        if let open = head.open, let close = head.close {
            return open < close && close.seconds - open.seconds <= Self.longestDay && open < .endOfDay
                ? (open, close) : nil
        }
        return head.mentions(.base) ? (head.open, head.close) : nil
    }

    private mutating func checkClosed() {
        guard let closed = head.places[.closed], let plan = firstPlan else { return }
        let problem = HeaderProblem.closedButPlans(closedLine: closed.line)
        report(Complaint(problem: .header(problem), columns: plan.columns), line: plan.line)
    }

    private mutating func checkDrops() {
        guard !head.mentions(.base) else { return }
        for drop in drops {
            let columns = (drop.location.column - 1)..<(drop.location.column - 1 + drop.length)
            report(Complaint(problem: .drop(.notAnOverlay), columns: columns), line: drop.location.line)
        }
    }

    private mutating func checkHours() {
        // In a file that is no text the hours may well be there.
        if !head.mentions(.base), !head.mentions(.closed), !hasUnreadableLine {
            let place = firstWord ?? (1, 0..<1)
            for anchor in [Keyword.open, .close] where !head.mentions(anchor) {
                report(Complaint(problem: .hours(.missing(anchor)), columns: place.columns), line: place.line)
            }
        }
        if let open = head.open, open >= .endOfDay, let place = head.places[.open] {
            report(Complaint(problem: .hours(.opensAfterMidnight(open)), columns: place.columns), line: place.line)
        }
        guard let open = head.open, let close = head.close, open < .endOfDay, let place = head.places[.close] else {
            return
        }
        if close <= open {
            let problem = HoursProblem.closesBeforeOpening(open: open, close: close)
            report(Complaint(problem: .hours(problem), columns: place.columns), line: place.line)
        } else if close.seconds - open.seconds > Self.longestDay {
            let problem = HoursProblem.openTooLong(open: open, close: close)
            report(Complaint(problem: .hours(problem), columns: place.columns), line: place.line)
        }
    }

    /// The timetable of everything that was read.
    var timetable: Timetable {
        Timetable(
            name: name, days: head.days, dates: head.dates, base: head.base, isClosed: head.mentions(.closed),
            open: head.open, close: head.close, drops: drops, entries: entries.map(\.entry), location: location)
    }

    private var location: Location {
        let place = head.places[.dates] ?? head.places[.days]
        return Location(file: file, line: place?.line ?? 1, column: (place?.columns.lowerBound ?? 0) + 1)
    }

    /// The lines that are right; nil where there are none, or where it is not sure which days they are for.
    ///
    /// A file that stands by itself and lacks sound hours is taken to be open 24 hours, and what hangs on opening or
    /// closing is left out. Only such a file, and only without `dates`, airs every day where its `days` are wrong:
    /// a store must not fall silent for one letter, but nothing of a season may air outside of it.
    var salvage: Timetable? {
        let isOverlay = head.mentions(.base)
        let wrongLines = diagnostics.wrongLines
        let isDoubtful = [Keyword.dates, .base, .days].contains { header in
            guard let place = head.places[header], wrongLines.contains(place.line) else { return false }
            return header != .days || isOverlay || head.mentions(.dates)
        }
        guard !isDoubtful else { return nil }
        var right = entries.map(\.entry).filter { !wrongLines.contains($0.location.line) }
        let rightDrops = isOverlay ? drops.filter { !wrongLines.contains($0.location.line) } : []
        var hours: (open: ClockTime?, close: ClockTime?) = soundHours ?? (nil, nil)
        if !isOverlay, hours.open == nil {
            right = right.filter { !$0.isAnchored }
            hours = (.startOfDay, .endOfDay)
        }
        guard !right.isEmpty || !rightDrops.isEmpty else { return nil }
        return Timetable(
            name: name, days: head.days, dates: head.dates, base: head.base, isClosed: false, open: hours.open,
            close: hours.close, drops: rightDrops, entries: right, location: location)
    }
}
