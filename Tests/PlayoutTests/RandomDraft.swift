// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Timetable

/// What is written for a random day.
struct RandomDraft {
    private static let folders = ["a", "b", "c"]
    private let trouble: Trouble
    /// Hours and minutes after 00:00.
    private let beginMinute: Int
    var day = Day()

    var begin: Instant { Day.at("00:00") + .minutes(beginMinute) }
    var end: Instant { begin + .minutes(180) }

    init(_ random: inout Seeded, _ trouble: Trouble) {
        self.trouble = trouble
        // Every third day lies across midnight.
        let isLate = random.once(in: 3)
        beginMinute = isLate ? 22 * 60 + 30 : 8 * 60
        if isLate { day.hours = ("09:00", "26:00") }
        if random.once(in: 2) { day.zones = Array(["floor", "food", "depot"].prefix(random.number(2...3))) }
        for name in Self.folders {
            day.folder(name, songs: random.number(4...8), lasting: random.seconds(8...400))
        }
        day.line(time(0), .music, random.pick(Self.folders))
        for _ in 0..<random.number(0...8) { addLine(&random) }
        for _ in 0..<random.number(5...40) { addTimed(&random) }
        addRotations(&random)
    }

    /// None, which means all, or some zones of the store.
    func someZones(_ random: inout Seeded) -> [String] {
        guard day.zones.count > 1, random.once(in: 2) else { return [] }
        return Array(day.zones.shuffled(using: &random).prefix(random.number(1...2)))
    }

    /// Takes some lines away, adds others, and may change a folder.
    mutating func edit(_ random: inout Seeded) {
        for _ in 0..<random.number(0...3) where !day.cues.isEmpty {
            let index = random.number(0...day.cues.count - 1)
            // The music of the whole day stays: without a line there is no bed to look after.
            if day.cues[index].planned > begin { day.cues.remove(at: index) }
        }
        for _ in 0..<random.number(0...3) { addTimed(&random) }
        if random.once(in: 2) {
            day.folder(random.pick(["a", "b"]), songs: random.number(1...6), lasting: random.seconds(20...300))
        }
    }

    // MARK: Lines

    private mutating func addLine(_ random: inout Seeded) {
        let (time, day) = someTime(&random)
        if random.once(in: 6) {
            self.day.line(time, .silence, in: someZones(&random), day: day)
        } else {
            self.day.line(
                time, .music, random.pick(Self.folders + ["none"]), in: someZones(&random),
                inOrder: random.once(in: 3), day: day)
        }
    }

    private mutating func addTimed(_ random: inout Seeded) {
        let name = "item-\(random.next())"
        let isReady = trouble == .announcements || !random.once(in: 8)
        let (time, day) = someTime(&random)
        self.day.line(
            time, random.pick([.say, .play]), name, lasting: isReady ? random.seconds(2...90) : nil,
            ending: random.once(in: 8), alone: random.once(in: 5), in: someZones(&random),
            times: random.once(in: 6) ? 3 : 1, as: random.once(in: 5) ? random.pick([.promo, .urgent]) : nil,
            late: random.pick([.zero, .seconds(60), .seconds(60), .minutes(10)]), day: day)
        if !isReady, random.once(in: 2), let cue = self.day.cues.last {
            self.day.clips[Day.clip(of: cue)] = .unavailable(words("a draft"))
        }
    }

    private mutating func addRotations(_ random: inout Seeded) {
        let (from, to) = (time(5), time(165))
        for name in ["offers", "news"].prefix(random.number(0...2)) {
            let minimum = random.number(3...8)
            let lengths = (0..<random.number(1...5)).map { _ in random.seconds(3...45) }
            day.promos(
                name, every: minimum...(minimum + random.number(2...6)), from: from, to: to,
                lasting: lengths, alone: random.once(in: 6), in: someZones(&random))
        }
        guard random.once(in: 3) else { return }
        let minimum = random.number(4...20)
        day.every(
            minimum...(minimum + random.number(3...10)), random.pick([.say, .play]), "reminder", from: from,
            to: to, lasting: random.seconds(3...40), in: someZones(&random), times: random.number(1...2),
            as: random.once(in: 3) ? .promo : nil)
    }

    // MARK: Times

    private func time(_ minute: Int, second: Int = 0) -> String {
        let minutes = beginMinute + minute
        return "\(minutes / 60):\(minutes % 60):\(second)"
    }

    /// A time of the day, and which order it stands in: after midnight that may be the next.
    private func someTime(_ random: inout Seeded) -> (String, day: Int) {
        let minute = random.number(3...175)
        let day = beginMinute + minute >= 24 * 60 ? random.number(0...1) : 0
        return (time(minute, second: random.once(in: 2) ? 0 : random.number(1...59)), day)
    }
}
