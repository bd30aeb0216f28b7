// SPDX-License-Identifier: Apache-2.0

/// The times of one broadcasting day as instants.
struct DayTimes {
    let date: CivilDate
    let clock: CivilClock
    let opens: Instant
    let closes: Instant
    private let open: ClockTime

    init(date: CivilDate, hours: OpenHours, clock: CivilClock) {
        self.date = date
        self.clock = clock
        open = hours.open
        opens = clock.instant(date, hours.open)
        closes = clock.instant(date, hours.close)
    }

    /// When a time of the timetable comes: civil times by the clock, offsets by the time that passes.
    func instant(_ moment: Moment) -> Instant {
        switch moment {
        case .clock(let time): clock.instant(date, time)
        case .anchored(.open, let offset): opens + offset
        case .anchored(.close, let offset): closes + offset
        }
    }

    /// The first full mark of the clock at or after opening: with an hour, the first full hour.
    func firstMark(every span: Duration) -> Instant {
        let step = max(span.wholeSeconds, 1)
        let marks = (open.seconds + step - 1) / step
        return clock.instant(date, ClockTime(seconds: marks * step))
    }
}
