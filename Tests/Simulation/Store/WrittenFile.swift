// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Timetable

/// A timetable of a made-up store, as its staff write it.
struct WrittenFile {
    let name: String
    /// What it is for, and its hours.
    let head: [String]
    var lines: [String] { didSet { read = nil } }
    /// What was read of it; nil since the last change.
    private var read: Timetable?

    init(name: String, head: [String], lines: [String]) {
        (self.name, self.head, self.lines) = (name, head, lines)
    }

    var text: String { (head + lines).joined(separator: "\n") + "\n" }

    /// What it says, read by the real reader.
    mutating func timetable() -> Timetable {
        if let read { return read }
        let text = text
        let parsed = Timetable.parse(text, file: "\(name).timetable", name: name)
        guard let timetable = parsed.timetable else {
            preconditionFailure("\(text)\n\(parsed.diagnostics.map { $0.message(in: .en) })")
        }
        read = timetable
        return timetable
    }
}

/// Makes the lines of timetables.
struct LineWriter {
    static let folders = ["piano", "pop", "soft"]
    static let rotations = ["offers", "news"]

    let zones: [String]
    /// Hours and minutes of the day, in minutes; closing may lie past midnight.
    let opens: Int, closes: Int

    // MARK: Times

    static func time(_ minutes: Int, second: Int = 0) -> String {
        let time = "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
        return second == 0 ? time : "\(time):\(twoDigits(second))"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func anyTime(_ random: inout Seeded) -> String {
        switch random.number(0...9) {
        case 0: return "open\(random.pick(["+", "-"]))\(random.number(1...40))m"
        case 1: return "close-\(random.number(1...90))m"
        case 2: return "close+\(random.number(1...9))m"
        case 3: return random.pick(["open", "close"])
        default:
            let minute = random.number(opens - 30...closes + 20)
            return Self.time(minute, second: random.once(in: 3) ? random.number(1...59) : 0)
        }
    }

    /// In some zones, or for all.
    func someZones(_ random: inout Seeded) -> String {
        guard zones.count > 1, random.once(in: 2) else { return "" }
        return " in " + zones.shuffled(using: &random).prefix(random.number(1...2)).joined(separator: ", ")
    }

    // MARK: Lines

    func timed(_ random: inout Seeded) -> String {
        let verb = random.pick(["say", "say", "play", "promo"])
        var line = "\(anyTime(&random))  \(verb)  "
        line += verb == "promo" ? random.pick(Self.rotations) : "\(verb)-\(random.number(1...20))"
        if verb != "promo", random.once(in: 8) { line += " ending" }
        line += random.pick(["", "", " late 10m", " late 1s", " late 30s", " late 2h"])
        return line + common(&random)
    }

    /// What both a timed item and a rotation may say.
    private func common(_ random: inout Seeded) -> String {
        var options = someZones(&random)
        if random.once(in: 6) { options += " alone" }
        if random.once(in: 6) { options += " with gong" }
        if random.once(in: 8) { options += " repeat 2" }
        if random.once(in: 5) { options += " as \(random.pick(["promo", "notice", "urgent"]))" }
        if random.once(in: 12) { options += " on \(random.pick(["workday", "weekend", "Mon-Thu"]))" }
        return options
    }

    func interval(_ random: inout Seeded) -> String {
        let span = random.pick(["20m", "30m", "1h", "45m"])
        return "every \(span)  \(random.pick(["say", "play"]))  slip-\(random.number(1...3))" + window(&random)
            + common(&random)
    }

    func rotation(_ random: inout Seeded, of name: String) -> String {
        let minimum = random.number(2...15)
        return "every \(minimum)-\(minimum + random.number(0...8))m  promo  \(name)" + window(&random)
            + common(&random)
    }

    func reminder(_ random: inout Seeded) -> String {
        let minimum = random.number(10...40)
        return "every \(minimum)-\(minimum + random.number(2...10))m  \(random.pick(["say", "play"]))  reminder"
            + window(&random) + common(&random)
    }

    private func window(_ random: inout Seeded) -> String {
        switch random.number(0...2) {
        case 0: return ""
        case 1: return " from open+\(random.number(1...40))m to close-\(random.number(1...40))m"
        default:
            let from = random.number(opens...closes - 60)
            return " from \(Self.time(from)) to \(Self.time(random.number(from + 30...closes)))"
        }
    }

    /// A line of the bed; its second keeps it apart from the others of its file.
    func bed(_ random: inout Seeded, number: Int) -> String {
        let time = Self.time(random.number(opens - 20...closes - 10), second: number + 1)
        if random.once(in: 6) { return "\(time)  silence" + someZones(&random) }
        let folder = random.once(in: 8) ? "none" : random.pick(Self.folders)
        return "\(time)  music  \(folder)" + someZones(&random) + (random.once(in: 3) ? " in-order" : "")
    }
}
