// SPDX-License-Identifier: Apache-2.0

/// When the store opens and closes on a day, as the timetables of the day say together.
struct OpenHours: Equatable {
    var open: ClockTime
    var close: ClockTime

    /// Whether the store closes after it opens, and at most a day after.
    var isRight: Bool {
        open < close && close.seconds - open.seconds <= ClockTime.secondsPerDay
    }

    /// The hours of timetables laid over each other, from the base up; nil for a closed day.
    ///
    /// Whether the store opens at all is said by the most specific that says anything about hours. Each of the two
    /// hours is that of the most specific that gives it. Where they do not go together, the hours of the
    /// timetable that spoils them are left out: ``Timetables/diagnostics`` tells, and the store is not silent.
    init?(_ layers: [Timetable]) {
        guard let speaking = layers.last(where: { $0.isClosed || $0.open != nil || $0.close != nil }),
            !speaking.isClosed
        else { return nil }
        if let together = Self.together(layers), together.isRight {
            self = together
            return
        }
        var (open, close): (ClockTime?, ClockTime?)
        for layer in layers {
            let (laterOpen, laterClose) = (layer.open ?? open, layer.close ?? close)
            if let laterOpen, let laterClose, !OpenHours(open: laterOpen, close: laterClose).isRight { continue }
            (open, close) = (laterOpen, laterClose)
        }
        guard let open, let close else { return nil }
        self.init(open: open, close: close)
    }

    private init(open: ClockTime, close: ClockTime) {
        self.open = open
        self.close = close
    }

    /// The most specific opening and closing, whether they go together or not; nil where one is missing.
    static func together(_ layers: [Timetable]) -> OpenHours? {
        guard let open = layers.lazy.compactMap(\.open).last, let close = layers.lazy.compactMap(\.close).last else {
            return nil
        }
        return OpenHours(open: open, close: close)
    }
}
