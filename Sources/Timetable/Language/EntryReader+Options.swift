// SPDX-License-Identifier: Apache-2.0

extension EntryReader {
    /// How often an item may be heard in a row.
    static let repetitions = 1...20

    /// The options that make sense for an entry.
    static func usableOptions(_ when: When, _ verb: Verb) -> [Keyword] {
        switch (when, verb) {
        case (_, .music): musicOptions
        case (_, .silence): silenceOptions
        case (.every, _): windowOptions
        case (.each, _): intervalOptions
        case (.at, .promo): promoOptions
        case (.at, .play), (.at, .say): itemOptions
        }
    }

    private static let musicOptions: [Keyword] = [.zones, .on, .shuffle, .inOrder]
    private static let silenceOptions: [Keyword] = [.zones, .on]
    private static let common: [Keyword] = [.zones, .on, .with, .alone, .over, .repetition, .priority]
    private static let windowOptions = [.from, .to] + common
    private static let intervalOptions = [.from, .to, .late] + common
    private static let promoOptions = [.late] + common
    private static let itemOptions = [.late, .ending] + common

    mutating func readOptions(usable: [Keyword], verb: Verb, name: String?) {
        // After a mistake, what follows up to the next option belongs to it.
        var isAfterMistake = false
        var isAfterName = name != nil
        while true {
            cursor.skipBlanks()
            guard !cursor.isAtEnd, complaints.count < Self.mostComplaints else { return }
            let start = cursor.position
            guard let keyword = cursor.take(oneOf: .options) else {
                let columns = cursor.word
                let word = cursor.takeWord()
                if !isAfterMistake {
                    let problem = OptionProblem.unknown(word, afterName: isAfterName ? name : nil)
                    complaints.append(Complaint(problem: .option(problem), columns: columns))
                }
                isAfterMistake = true
                isAfterName = false
                continue
            }
            isAfterMistake = false
            isAfterName = false
            let keywordColumns = start..<cursor.position
            do {
                cursor.skipBlanks()
                let valueStart = cursor.position
                try readValue(of: keyword, keywordColumns)
                pieces?.add(keyword, keywordColumns, valueStart..<cursor.position)
                try check(keyword, keywordColumns, usable: usable, verb: verb)
            } catch {
                complaints.append(error)
                isAfterMistake = true
                cursor.skip(to: max(cursor.word.upperBound, error.columns.upperBound))
            }
        }
    }

    private mutating func check(
        _ keyword: Keyword, _ columns: Range<Int>, usable: [Keyword], verb: Verb
    ) throws(Complaint) {
        guard usable.contains(keyword) else {
            throw Complaint(problem: .option(.notUsable(keyword, verb, usable: usable)), columns: columns)
        }
        guard !seen.contains(keyword) else {
            throw Complaint(problem: .option(.twice(keyword)), columns: columns)
        }
        if let opposite = Self.opposite(of: keyword), seen.contains(opposite) {
            throw Complaint(problem: .option(.eitherOr(opposite, keyword)), columns: columns)
        }
        seen.append(keyword)
    }

    private static func opposite(of keyword: Keyword) -> Keyword? {
        switch keyword {
        case .alone: .over
        case .over: .alone
        case .shuffle: .inOrder
        case .inOrder: .shuffle
        default: nil
        }
    }

    private mutating func readValue(of keyword: Keyword, _ columns: Range<Int>) throws(Complaint) {
        switch keyword {
        case .alone: options.isAlone = true
        case .ending: options.isEnding = true
        case .inOrder: options.isInOrder = true
        case .from:
            let start = cursor.position
            options.from = try readWindowEnd(keyword, columns)
            fromColumns = start..<cursor.position
        case .to:
            let start = cursor.position
            options.to = try readWindowEnd(keyword, columns)
            toColumns = start..<cursor.position
        case .late: try readLateness(columns)
        case .with: options.chime = try readPlacedName(keyword, columns, inList: false)
        case .zones: try readZones(columns)
        case .on:
            guard let days = try cursor.takeDayRule() else {
                throw cursor.isAtEnd || cursor.isAtOption ? noValue(keyword, columns) : cursor.notADay
            }
            options.days = days
        case .repetition: try readRepetition(columns)
        case .priority: try readClass(columns)
        default: break
        }
    }

    private mutating func readLateness(_ columns: Range<Int>) throws(Complaint) {
        guard !cursor.isAtEnd, !cursor.isAtOption else { throw noValue(.late, columns) }
        let start = cursor.position
        let lateness = try cursor.takeSpan()
        guard lateness > .zero else {
            throw Complaint(problem: .span(.latenessZero), columns: start..<cursor.position)
        }
        options.lateness = lateness
    }

    private mutating func readWindowEnd(_ keyword: Keyword, _ columns: Range<Int>) throws(Complaint) -> Moment {
        if let moment = try cursor.takeMoment() { return moment }
        let word = cursor.word
        if !word.isEmpty, ClockTime(meantBy: cursor.line.text(word)) != nil {
            throw Complaint(problem: .time(.notATime(cursor.line.text(word))), columns: word)
        }
        throw noValue(keyword, columns)
    }

    private mutating func readPlacedName(
        _ keyword: Keyword, _ columns: Range<Int>, inList: Bool
    ) throws(Complaint) -> PlacedName {
        let isMissing = inList ? cursor.next?.isComma == true : false
        guard !cursor.isAtEnd, !cursor.isAtOption, !isMissing else { throw noValue(keyword, columns) }
        let place = location(cursor.position)
        return PlacedName(try cursor.takeName(inList: inList), at: place)
    }

    private mutating func readZones(_ columns: Range<Int>) throws(Complaint) {
        var zones: [PlacedName] = []
        var names: Set<String> = []
        repeat {
            let zone = try readPlacedName(.zones, columns, inList: true)
            guard names.insert(zone.text).inserted else {
                let start = zone.location.column - 1
                throw Complaint(problem: .option(.zoneTwice(zone.text)), columns: start..<cursor.position)
            }
            zones.append(zone)
        } while cursor.takeComma()
        options.zones = zones
    }

    private mutating func readRepetition(_ columns: Range<Int>) throws(Complaint) {
        let start = cursor.position
        guard cursor.isAtNumber else { throw noValue(.repetition, columns) }
        let (_, count) = cursor.takeDigits()
        guard Self.repetitions.contains(count) else {
            throw Complaint(
                problem: .option(.repetitionOutOfRange(Self.repetitions)), columns: start..<cursor.position)
        }
        let end = cursor.position
        cursor.skipBlanks()
        if cursor.take(oneOf: .times) == nil { cursor.goBack(to: end) }
        options.times = count
    }

    private mutating func readClass(_ columns: Range<Int>) throws(Complaint) {
        guard !cursor.isAtEnd else { throw noValue(.priority, columns) }
        let word = cursor.word
        switch cursor.take(oneOf: .classes) {
        case .promo: options.broadcastClass = .promo
        case .notice: options.broadcastClass = .notice
        case .urgent: options.broadcastClass = .urgent
        case .emergency:
            throw Complaint(problem: .option(.emergencyByTimetable), columns: word)
        case .music:
            throw Complaint(problem: .option(.musicAsClass), columns: word)
        default:
            if cursor.isAtOption { throw noValue(.priority, columns) }
            throw Complaint(problem: .option(.unknownClass(cursor.line.text(word))), columns: word)
        }
    }

    private func noValue(_ keyword: Keyword, _ columns: Range<Int>) -> Complaint {
        Complaint(problem: .option(.noValue(keyword)), columns: columns)
    }
}
