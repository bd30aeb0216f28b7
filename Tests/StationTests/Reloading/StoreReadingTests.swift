// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Testing
import Timetable

@testable import Station

/// What may take the place of what is on air, and what may not.
@Suite struct StoreReadingTests {
    private static let good = "open 08:00\nclose 22:00\n09:00 say welcome\n"

    /// How a store that was changed is read beside the one that is followed.
    private func reading(
        from old: String = good, _ body: (TemporaryStore) throws -> Void,
        then check: (StoreReading, Store) throws -> Void
    ) async throws {
        try await withStore { store in
            try store.timetable(old)
            try store.write("schedules/scripts/welcome.txt", "title W\napproved 2026-11-01 m\n--- en\nWelcome.\n")
            let running = Store(store.paths)
            try body(store)
            try check(try #require(StoreReading(beside: running)), running)
        }
    }

    private func mistakes(
        from old: String = good, _ body: (TemporaryStore) throws -> Void
    ) async throws -> [String] {
        var found: [String] = []
        try await reading(from: old, body) { reading, _ in
            found = reading.mistakes.map { "\($0.line ?? 0): \($0.message)" }
        }
        return found
    }

    @Test func `what has no mistake may be taken over`() async throws {
        #expect(try await mistakes { try $0.timetable(Self.good + "10:00 say welcome\n") } == [])
    }

    @Test(arguments: [
        (good + "25:99 say welcome\n", 4), (good + "10:00 say welcom\n", 4), (good + "10:00 play bell\n", 4),
        (good + "10:00 say welcome in attic\n", 4), (good + "10:00 say welcome with gnog\n", 4),
        ("open 08:00\n09:00 say welcome\n", 0),
    ])
    func `a new mistake of any kind keeps all out, with its line`(text: String, line: Int) async throws {
        let found = try await mistakes { store in
            try store.timetable(text)
            try store.write("schedules/scripts/new.txt", "title New\napproved 2026-11-01 m\n--- en\nNew.\n")
        }
        #expect(found.count == 1, "\(found)")
        if line > 0 { #expect(found.first?.hasPrefix("\(line): ") == true, "\(found)") }
    }

    @Test func `a script, the calendar and the facts of the store keep all out as well`() async throws {
        #expect(try await mistakes { try $0.write("schedules/scripts/welcome.txt", "title W\n") }.count >= 1)
        #expect(try await mistakes { try $0.write("schedules/holidays.calendar", "tomorrow holiday\n") }.count == 1)
        #expect(try await mistakes { try $0.write("schedules/store.yaml", "colour: red\n") }.count == 1)
        #expect(try await mistakes { try $0.write("schedules/store.yaml", "chimes: { notice: gnog }\n") }.count == 2)
    }

    @Test func `a mistake that is on air already keeps nothing out, though its line has moved`() async throws {
        let wrong = Self.good + "10:00 say welcom\n11:00 nonsense\n"
        let found = try await mistakes(from: wrong) { store in
            try store.timetable("# new\n\n" + wrong + "12:00 say welcome\n")
        }
        #expect(found == [])
        let twice = try await mistakes(from: wrong) { try $0.timetable(wrong + "10:00 say welcom\n") }
        #expect(twice.count == 1, "the same once more is new: \(twice)")
        let other = try await mistakes(from: wrong) { store in
            try store.timetable(wrong.replacing("welcom\n", with: "welkom\n"))
        }
        #expect(other.count == 1, "another in its place is new: \(other)")
    }

    @Test func `a mistake counts as the same in the other language`() async throws {
        let found = try await mistakes(from: Self.good + "10:00 say welcom\n") { store in
            try store.write("schedules/store.yaml", "language: zh\n")
        }
        #expect(found == [])
    }

    @Test func `a timetable that stands by itself, the calendar, words and facts are not lost by accident`()
        async throws
    {
        let weekend = "days weekend\nopen 09:00\nclose 21:00\n"
        func losses(_ body: (TemporaryStore) throws -> Void) async throws -> [String] {
            var found: [String] = []
            try await withStore { store in
                try store.timetable(Self.good)
                try store.write("schedules/scripts/welcome.txt", "title W\napproved 2026-11-01 m\n--- en\nHi.\n")
                try store.write("schedules/weekend.timetable", weekend)
                try store.write("schedules/spring.timetable", "dates 2026-02-10\nover everyday\ndrop say welcome\n")
                try store.write("schedules/holidays.calendar", "2026-02-14 workday\n")
                try store.write("schedules/store.yaml", "name: Tea\n")
                try store.write("schedules/pronunciation.txt", "a = b\n")
                let running = Store(store.paths)
                try body(store)
                let reading = try #require(StoreReading(beside: running))
                found = (reading.losses + reading.mistakes).map {
                    "\(URL(filePath: $0.file).lastPathComponent): \($0.message)"
                }
                #expect(!reading.vanished.isEmpty)
            }
            return found
        }
        func remove(_ name: String) -> (TemporaryStore) throws -> Void {
            { try FileManager.default.removeItem(atPath: "\($0.root)/schedules/\(name)") }
        }
        #expect(try await losses(remove("weekend.timetable")) == ["weekend.timetable: this file is suddenly gone"])
        for name in ["holidays.calendar", "store.yaml", "pronunciation.txt"] {
            #expect(try await losses(remove(name)) == ["\(name): this file is suddenly gone"])
            #expect(
                try await losses { try $0.write("schedules/\(name)", "\n \n") } == [
                    "\(name): this file is suddenly empty"
                ])
        }
        #expect(
            try await losses { try $0.write("schedules/weekend.timetable", "") } == [
                "weekend.timetable: the timetable does not say when the store opens",
                "weekend.timetable: the timetable does not say when the store closes",
            ])
        #expect(try await losses(remove("spring.timetable")) == [], "its time is over")
        #expect(try await losses { try remove("")($0) }.count >= 1)
    }

    @Test func `cards, zones, limiter and time zone stay as the station started, the rest is followed`() async throws {
        try await reading { store in
            try store.write(
                "schedules/store.yaml",
                """
                name: Tea
                timezone: Asia/Tokyo
                outputs: { main: { device: other, zones: { hall: [1] } } }
                levels: { music: -30, peak: -3 }
                """)
        } then: { reading, running in
            let (old, new) = (running.schedule, reading.store.schedule)
            #expect(reading.mistakes.isEmpty)
            #expect(new.settings.name == "Tea")
            #expect(new.settings.levels.music == -30)
            #expect(new.settings.levels.peak == old.settings.levels.peak)
            #expect(new.settings.outputs == old.settings.outputs)
            #expect(new.clock.identifier == old.clock.identifier)
            let told = reading.store.problems.map(\.message)
            #expect(told == ["timezone, outputs, levels peak: what is written takes effect at the next start"])
        }
    }

    @Test func `only clips that sound different are made anew`() async throws {
        let clips: Set = [
            ClipID(.script, "welcome"), ClipID(.script, "tea"), ClipID(.item, "bell"),
            ClipID(.promo(rotation: "offers"), "coats"), ClipID(.announcement, "1"),
        ]
        func stale(_ body: (TemporaryStore) throws -> Void) async throws -> Set<ClipID> {
            var found: Set<ClipID> = []
            try await reading(body) { found = $0.staleClips(among: clips, behind: $1) }
            return found
        }
        #expect(try await stale { try $0.timetable(Self.good + "10:00 say welcome\n") } == [])
        #expect(
            try await stale {
                try $0.write("schedules/scripts/welcome.txt", "title W\napproved 2026-11-01 m\n--- en\nHello.\n")
            } == [ClipID(.script, "welcome")])
        #expect(
            try await stale { try $0.write("schedules/pronunciation.txt", "a = b\n") }
                == clips.filter {
                    $0.source != .announcement && $0.source != .item
                })
        #expect(
            try await stale { try $0.write("schedules/store.yaml", "levels: { speech: -18 }\n") }
                == clips.filter {
                    $0.source != .announcement
                })
    }

    @Test func `the locks and swaps that editors leave beside their files are no timetables`() async throws {
        let found = try await mistakes { store in
            for name in [
                ".everyday.timetable.swp", "~$everyday.timetable", "everyday.timetable~", "4913",
                ".~lock.everyday.timetable#", "#everyday.timetable#", "everyday.timetable.bak",
            ] {
                try store.write("schedules/\(name)", "\u{0}\u{1}nonsense")
            }
        }
        #expect(found == [])
    }
}
