// SPDX-License-Identifier: Apache-2.0
import Playout
import TestSupport
import Testing
import Timetable

/// An announcement begins under its chime while its words are still being spoken; how long they are is learnt then.
@Suite struct WordsToComeTests {
    /// What is told of an announcement's sound at last.
    private func words(_ seconds: Double, loudness: Double? = nil) -> Event {
        .wordsCame(
            ClipID(.announcement, "key"),
            ClipFacts(duration: .seconds(seconds), chime: .seconds(2), loudnessLUFS: loudness))
    }

    @Test(arguments: [8.0, 10, 25])
    func `who waits for it begins when its words are over, however long they turned out`(seconds: Double) {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 10, chime: 2)
        desk.announce("bag", .urgent, lasting: 5)
        desk.run(to: "09:00:01")
        desk.send(words(seconds))
        desk.stretch("key", to: .seconds(seconds))
        desk.run(to: "09:02")
        #expect(desk.heard("key").map(\.end) == [Day.at("09:00") + .seconds(seconds)])
        #expect(desk.heard("bag").map(\.start) == [Day.at("09:00:00.3") + .seconds(seconds)])
    }

    @Test func `a timed item of a lower class that it would now meet comes after it`() {
        var day = Day.withMusic()
        day.line("09:00:12", .say, "guide", lasting: 30)
        var desk = Desk(day, at: "09:00")
        desk.announce("key", .urgent, lasting: 10, chime: 2)
        desk.run(to: "09:00:09.5")
        desk.send(words(20))
        desk.stretch("key", to: .seconds(20))
        desk.run(to: "09:05")
        #expect(desk.heard("key").count == 1)
        #expect(desk.heard("guide").map(\.start) == [Day.at("09:00:20.3")])
    }

    @Test(arguments: [(6.0, "09:00:06"), (20.0, "09:00:20")])
    func `the bed comes up when the words are over`(seconds: Double, expected: String) {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 10, chime: 2)
        desk.run(to: "09:00:01")
        desk.send(words(seconds))
        desk.stretch("key", to: .seconds(seconds))
        desk.run(to: "09:01")
        let rises = desk.ducks.filter { $0.decibels == 0 }
        #expect(rises.map { ($0.at - Day.at(expected)).seconds }.allSatisfy { (0..<1).contains($0) })
        #expect(rises.count == 1)
    }

    @Test func `words that are quieter than others take the bed further down`() {
        var desk = Desk(.withMusic(), at: "09:00")
        desk.announce("key", .urgent, lasting: 10, chime: 2, loudness: -20)
        desk.run(to: "09:00:01")
        let before = desk.duckLevel(at: desk.now)
        desk.send(words(10, loudness: -26))
        #expect(before < 0)
        #expect(desk.duckLevel(at: Day.at("09:00:02")) == before - 6)
    }
}
