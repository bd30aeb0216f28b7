// SPDX-License-Identifier: Apache-2.0

extension TimetablesCheck {
    /// Whether hours and lines go together in every stack that can occur.
    mutating func checkStacks() {
        let stacks = timetables.stacks()
        // A line that takes nothing away in one stack may do so in another.
        var idleDrops: [Int: Set<Int>] = [:]
        for stack in stacks {
            checkHours(stack)
            let lines = merged(stack, &idleDrops)
            guard let hours = OpenHours(stack.layers.map { timetables.files[$0] }) else { continue }
            checkTimes(of: lines, stack, hours)
            checkBeds(of: lines, stack, hours)
        }
        for (file, drops) in idleDrops {
            for drop in drops { reportIdle(timetables.files[file].drops[drop], of: file, stacks) }
        }
    }

    /// An entry that airs in a stack.
    private struct Line {
        let file: Int
        let index: Int
        let entry: Entry
        /// The kinds of days on which it airs.
        let kinds: DayKinds
    }

    /// The entries that remain in a stack; takes each drop that finds something there out of the idle ones.
    private func merged(_ stack: Stack, _ idleDrops: inout [Int: Set<Int>]) -> [Line] {
        var lines: [Line] = []
        for file in stack.layers {
            let drops = timetables.files[file].drops
            if !drops.isEmpty {
                var idle = idleDrops[file] ?? Set(drops.indices)
                lines.removeAll { line in
                    let taking = drops.indices.filter { drops[$0].takes(line.entry) }
                    idle.subtract(taking)
                    return !taking.isEmpty
                }
                idleDrops[file] = idle
            }
            for (index, entry) in timetables.files[file].entries.enumerated() {
                let kinds = timetables.dated[file].entryKinds[index].intersection(stack.kinds)
                if !kinds.isEmpty { lines.append(Line(file: file, index: index, entry: entry, kinds: kinds)) }
            }
        }
        return lines
    }

    private mutating func checkHours(_ stack: Stack) {
        let files = stack.layers.map { timetables.files[$0] }
        guard let speaking = stack.layers.last(where: { timetables.dated[$0].saysHours }),
            !timetables.files[speaking].isClosed
        else { return }
        guard let together = OpenHours.together(files) else {
            let missing: Keyword = files.contains { $0.open != nil } ? .close : .open
            if isNew(0, speaking) {
                let problem = CombinedHoursProblem.missing(missing, on: stack.example)
                report(.combinedHours(problem), at: timetables.files[speaking].location)
            }
            return
        }
        guard !together.isRight, let open = stack.layers.last(where: { timetables.files[$0].open != nil }),
            let close = stack.layers.last(where: { timetables.files[$0].close != nil }), isNew(1, open, close)
        else { return }
        let problem = CombinedHoursProblem.wrong(
            open: together.open, openFrom: timetables.files[open].name, close: together.close,
            closeFrom: timetables.files[close].name, on: stack.example)
        report(.combinedHours(problem), at: timetables.files[speaking].location)
    }

    /// Whether what hangs on opening and closing still makes sense under the hours of the overlays.
    private mutating func checkTimes(of lines: [Line], _ stack: Stack, _ hours: OpenHours) {
        let overlays = stack.layers.dropFirst().filter { timetables.dated[$0].saysHours }
        // The hours of the base alone are judged with its file.
        guard let speaking = overlays.last else { return }
        let name = timetables.files[speaking].name
        for line in lines where line.entry.isAnchored {
            guard let problem = problem(with: line.entry, hours, hoursFrom: name), isNew(2, line.file, line.index)
            else { continue }
            report(.layer(problem), at: line.entry.location, length: line.entry.whenLength)
        }
    }

    private func problem(with entry: Entry, _ hours: OpenHours, hoursFrom file: String) -> LayerProblem? {
        func time(_ moment: Moment) -> ClockTime { moment.clockTime(open: hours.open, close: hours.close) }
        let from = entry.options.from ?? .anchored(.open, .zero)
        let to = entry.options.to ?? .anchored(.close, .zero)
        let isWindow = if case .at = entry.when { false } else { true }
        let moments = if case .at(let moment) = entry.when { [moment] } else { [from, to] }
        for moment in moments where time(moment) > .latest {
            return .timeLeavesTheDay(moment, time(moment), hoursFrom: file)
        }
        return isWindow && time(from) >= time(to) ? .windowEmpty(from: from, to: to, hoursFrom: file) : nil
    }

    /// Whether a file says two things about the bed of a zone at one time.
    private mutating func checkBeds(of lines: [Line], _ stack: Stack, _ hours: OpenHours) {
        var beds: [[Int]: [Line]] = [:]
        for line in lines {
            guard let moment = line.entry.bedMoment else { continue }
            let key = [line.file, moment.clockTime(open: hours.open, close: hours.close).seconds]
            let earlier = beds[key, default: []].first {
                !$0.kinds.isDisjoint(with: line.kinds) && $0.entry.sharesZone(with: line.entry)
            }
            if let earlier, isNew(3, line.file, line.index) {
                let problem = LayerProblem.bedTwice(line: earlier.entry.location.line, on: stack.example)
                report(.layer(problem), at: line.entry.location, length: line.entry.whenLength)
            }
            beds[key, default: []].append(line)
        }
    }

    /// Reports a drop that takes nothing away on any day, with the entry below that was likely meant.
    private mutating func reportIdle(_ drop: Drop, of file: Int, _ stacks: [Stack]) {
        let below = Set(stacks.filter { $0.layers.contains(file) }.flatMap { $0.layers.prefix { $0 != file } })
        let entries = below.sorted().flatMap { timetables.files[$0].entries }
        let alike = entries.filter { drop.verb == nil || drop.verb == $0.verb }
        let name = drop.name.flatMap { nearest(to: $0, among: (alike.isEmpty ? entries : alike).compactMap(\.name)) }
        let meant = name.flatMap { name in alike.first { $0.name == name } ?? entries.first { $0.name == name } }
        report(.layer(.dropsNothing(below: meant)), at: drop.location, length: drop.length)
    }
}

extension Entry {
    /// Whether there is a zone that hears both.
    fileprivate func sharesZone(with other: Entry) -> Bool {
        let (mine, theirs) = (options.zones.map(\.text), other.options.zones.map(\.text))
        return mine.isEmpty || theirs.isEmpty || mine.contains(where: theirs.contains)
    }
}
