// SPDX-License-Identifier: Apache-2.0

extension EntryReader.Reading {
    /// What is wrong with the times of the entry once the hours of the store are known; of an overlay, those it says.
    func complaints(open: ClockTime?, close: ClockTime?) -> [Complaint] {
        var complaints: [Complaint] = []
        if case .at(let moment) = entry.when { moment.check(whenColumns, open, close, &complaints) }
        guard fromColumns != nil || toColumns != nil else { return complaints }
        let from = entry.options.from ?? .anchored(.open, .zero)
        let to = entry.options.to ?? .anchored(.close, .zero)
        if let fromColumns { from.check(fromColumns, open, close, &complaints) }
        if let toColumns { to.check(toColumns, open, close, &complaints) }
        if complaints.isEmpty, let columns = fromColumns ?? toColumns,
            let start = from.clockTime(open: open, close: close), let end = to.clockTime(open: open, close: close),
            start >= end
        {
            let problem = TimeProblem.windowReversed(from, to, nextDay: to.nextMorning)
            complaints.append(Complaint(problem: .time(problem), columns: columns))
        }
        return complaints
    }
}

extension Moment {
    /// The same time on the next day, where it is one in the small hours by the clock.
    fileprivate var nextMorning: ClockTime? {
        guard case .clock(let time) = self, time.seconds <= 8 * 3600 else { return nil }
        return ClockTime(seconds: time.seconds + ClockTime.secondsPerDay)
    }

    /// The time of the day that it means in a store with these hours; nil where it hangs on one that is not known.
    fileprivate func clockTime(open: ClockTime?, close: ClockTime?) -> ClockTime? {
        switch self {
        case .clock(let time): time
        case .anchored(.open, let offset): open.map { ClockTime(seconds: $0.seconds + offset.wholeSeconds) }
        case .anchored(.close, let offset): close.map { ClockTime(seconds: $0.seconds + offset.wholeSeconds) }
        }
    }

    fileprivate func check(
        _ columns: Range<Int>, _ open: ClockTime?, _ close: ClockTime?, _ complaints: inout [Complaint]
    ) {
        guard case .anchored = self, let time = clockTime(open: open, close: close), time > .latest else { return }
        complaints.append(Complaint(problem: .time(.offsetLeavesTheDay(self, time)), columns: columns))
    }
}
