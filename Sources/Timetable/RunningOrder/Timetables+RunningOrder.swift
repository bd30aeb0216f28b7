// SPDX-License-Identifier: Apache-2.0

extension Timetables {
    /// What the timetables give for `date` where `clock` is the civil time.
    ///
    /// Opening and closing are civil times; an offset from them is time that passes, so that `open-10m` is ten
    /// minutes before opening even when the clocks change in between. What is placed after midnight belongs to the
    /// day that opened.
    /// - Returns: nil on a day on which the store stays closed, and where no timetable applies.
    public func runningOrder(on date: CivilDate, clock: CivilClock) -> RunningOrder? {
        let layers = layers(on: date)
        guard let hours = OpenHours(layers.map { files[$0] }) else { return nil }
        let times = DayTimes(date: date, hours: hours, clock: clock)
        var builder = RunningOrderBuilder(times)
        for line in lines(of: layers, kind: calendar.kind(of: date), times) {
            let file = dated[line.file]
            builder.add(file.timetable.entries[line.entry], key: file.keys[line.entry], zones: line.zones)
        }
        return builder.runningOrder
    }

    /// The entries that air on a day of `kind`, from the base up, those of a file in its order.
    private func lines(of layers: [Int], kind: DayKinds, _ times: DayTimes) -> [DayLine] {
        var lines: [DayLine] = []
        for (depth, file) in layers.enumerated() {
            let timetable = files[file]
            if !timetable.drops.isEmpty {
                let drops = dated[file].drops
                lines.removeAll { !drops.taking(files[$0.file].entries[$0.entry]).isEmpty }
            }
            let own = timetable.entries.indices.filter { dated[file].entryKinds[$0].contains(kind) }.map { entry in
                DayLine(file: file, entry: entry, timetable.entries[entry], times)
            }
            if depth > 0 { lines = Self.giveWay(lines, to: own) }
            lines += own
        }
        return lines
    }

    /// Of lines below, takes away those about the bed at the instant of one above, in the zones of that one.
    ///
    /// Where the line below is for all zones and the one above for some, both stay: the later one counts.
    private static func giveWay(_ lines: [DayLine], to above: [DayLine]) -> [DayLine] {
        // The zones in which there is a new bed at an instant; nil for all.
        var beds: [Instant: Set<String>?] = [:]
        for line in above {
            guard let instant = line.bedChange else { continue }
            let zones = beds[instant, default: Set()]
            beds.updateValue(line.zones.isEmpty ? nil : zones?.union(line.zones), forKey: instant)
        }
        guard !beds.isEmpty else { return lines }
        return lines.compactMap { line in
            guard let instant = line.bedChange, let replacing = beds[instant] else { return line }
            guard let replacing else { return nil }
            guard !line.zones.isEmpty else { return line }
            var line = line
            line.zones.removeAll(where: replacing.contains)
            return line.zones.isEmpty ? nil : line
        }
    }
}

/// An entry that airs on a certain day.
private struct DayLine {
    /// The index of its timetable in ``Timetables/files``.
    let file: Int
    /// Its index in the timetable.
    let entry: Int
    /// The zones that hear it; empty for all.
    var zones: [String]
    /// When it changes what is played under everything; nil for what does not.
    let bedChange: Instant?

    init(file: Int, entry: Int, _ written: Entry, _ times: DayTimes) {
        self.file = file
        self.entry = entry
        zones = written.options.zones.map(\.text)
        bedChange = written.bedMoment.map(times.instant)
    }
}

extension Entry {
    /// When it changes the bed; nil for an entry that does not.
    var bedMoment: Moment? {
        guard verb.isBed, case .at(let moment) = when else { return nil }
        return moment
    }
}
