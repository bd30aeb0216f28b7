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
        for (file, drops) in idleDrops.sorted(by: { $0.key < $1.key }) { reportIdle(drops.sorted(), of: file, stacks) }
    }

    /// For so many lines of a file the name that was likely meant is looked for, which takes time.
    private static let mostProposals = 100

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
                    let taking = timetables.dated[file].drops.taking(line.entry)
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

    /// A zone of a file at one time, on one kind of day.
    private struct BedPlace: Hashable {
        let file: Int
        let moment: Moment
        /// The name of a zone, or what else is asked for.
        let zone: Zone
        let kind: DayKinds

        enum Zone: Hashable {
            /// What a line for all zones takes.
            case all
            case named(String)
            /// What a line for all zones must find free.
            case any
        }
    }

    /// Whether a file says two things about the bed of a zone at one time.
    ///
    /// Hours of an overlay may bring two lines of a file below together, `open` and `09:00`; that is no mistake of
    /// either, and the later line counts. So under such hours only what is written alike is taken to be one time.
    private mutating func checkBeds(of lines: [Line], _ stack: Stack, _ hours: OpenHours) {
        var taken: [BedPlace: Int] = [:]
        let speaking = stack.layers.lastIndex { timetables.dated[$0].saysHours } ?? 0
        let movedFiles = Set(stack.layers.prefix(speaking))
        for line in lines {
            guard let moment = line.entry.bedMoment else { continue }
            let time =
                movedFiles.contains(line.file)
                ? moment : .clock(moment.clockTime(open: hours.open, close: hours.close))
            func places(_ zones: [BedPlace.Zone]) -> [BedPlace] {
                DayKinds.single.filter(line.kinds.contains).flatMap { kind in
                    zones.map { BedPlace(file: line.file, moment: time, zone: $0, kind: kind) }
                }
            }
            let named = line.entry.options.zones.map { BedPlace.Zone.named($0.text) }
            let earlier = places(named.isEmpty ? [.any] : named + [.all]).lazy.compactMap { taken[$0] }.first
            if let earlier, isNew(3, line.file, line.index) {
                let problem = LayerProblem.bedTwice(line: earlier, on: stack.example)
                report(.layer(problem), at: line.entry.location, length: line.entry.whenLength)
            }
            for place in places((named.isEmpty ? [.all] : named) + [.any]) where taken[place] == nil {
                taken[place] = line.entry.location.line
            }
        }
    }

    /// Reports drops that take nothing away on any day, with the entry below that was likely meant.
    private mutating func reportIdle(_ drops: [Int], of file: Int, _ stacks: [Stack]) {
        guard !drops.isEmpty else { return }
        let below = Set(stacks.filter { $0.layers.contains(file) }.flatMap { $0.layers.prefix { $0 != file } })
        let entries = below.sorted().flatMap { timetables.files[$0].entries }
        for (count, index) in drops.enumerated() {
            let drop = timetables.files[file].drops[index]
            let meant = count < Self.mostProposals ? Self.entry(meantBy: drop, among: entries) : nil
            report(.layer(.dropsNothing(below: meant)), at: drop.location, length: drop.length)
        }
    }

    private static func entry(meantBy drop: Drop, among entries: [Entry]) -> Entry? {
        let alike = entries.filter { drop.verb == nil || drop.verb == $0.verb }
        let name = drop.name.flatMap { nearest(to: $0, among: (alike.isEmpty ? entries : alike).compactMap(\.name)) }
        return name.flatMap { name in alike.first { $0.name == name } ?? entries.first { $0.name == name } }
    }
}
