// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Timetable

@testable import Station

/// What a reload tells people that it changed.
@Suite struct ScheduleChangesTests {
    private static let everyday = """
        open 08:00
        close 22:00
        08:00  music calm
        09:00  say   store-guide
        14:00  promo offers
        """

    /// What is told after a store was changed.
    private func told(
        _ language: Language = .en, from old: String = everyday, to new: String = everyday,
        _ change: (TemporaryStore) throws -> Void = { _ in }
    ) async throws -> [String] {
        var texts: [String] = []
        try await withStore { store in
            try store.timetable(old)
            try store.write("schedules/scripts/lost-child.txt", Self.script("A child."))
            let former = ScheduleReader.read(store.paths.schedules)
            try store.timetable(new)
            try change(store)
            texts = ScheduleChanges(from: former, to: ScheduleReader.read(store.paths.schedules)).all
                .texts(in: language)
        }
        return texts
    }

    private static func script(_ text: String, approved: Bool = true) -> String {
        "title Lost child\n\(approved ? "approved 2026-11-01 manager\n" : "")--- en\n\(text)\n"
    }

    @Test func `comments, blanks, blank lines and the other language are no change`() async throws {
        let other = """
            # for the autumn
            开店 08:00
            闭店 22:00

            08:00 音乐 calm
            09:00     say store-guide   # tea
            14:00 促销 offers
            """
        #expect(try await told(to: other) == [])
    }

    @Test func `lines that came, went, moved or say something else are named as they are written`() async throws {
        let new = """
            open 08:30
            close 22:00
            08:00  music calm
            10:00  say   store-guide
            14:00  promo offers  alone
            15:00  play  bell
            """
        #expect(
            try await told(to: new) == [
                "everyday: opens at 08:30 instead of 08:00", "everyday: 14:00 promo offers changed",
                "everyday: 10:00 say store-guide was at 09:00", "everyday: 15:00 play bell is new",
            ])
        #expect(
            try await told(.zh, to: new) == [
                "everyday：开店时间 08:00 改为 08:30", "everyday：14:00 促销 offers 有改动",
                "everyday：播稿 store-guide 由 09:00 改到 10:00", "everyday：新增 15:00 播放 bell",
            ])
        #expect(try await told(from: new).contains("everyday: 15:00 play bell is gone"))
    }

    @Test func `of two equal lines one that went is told of once`() async throws {
        let twice = Self.everyday + "\n14:00 promo offers"
        #expect(try await told(from: twice) == ["everyday: 14:00 promo offers is gone"])
        #expect(try await told(to: twice) == ["everyday: 14:00 promo offers is new"])
    }

    @Test func `another order of lines is told of only where nothing else is`() async throws {
        let swapped = Self.everyday + "\n08:00 play bell"
        let lines = swapped.split(separator: "\n").map(String.init)
        let other = (lines.prefix(2) + lines.dropFirst(2).reversed()).joined(separator: "\n")
        #expect(try await told(from: swapped, to: other) == ["everyday: its lines stand in another order"])
    }

    @Test func `overlays, days, drops, calendar, scripts, promos and words are told of`() async throws {
        let all = try await told { store in
            try store.write("schedules/spring.timetable", "dates 2026-02-10 to 2026-02-24\nover everyday\ndrop promo\n")
            try store.write("schedules/holidays.calendar", "2026-02-14 workday 调休\n")
            try store.write("schedules/scripts/lost-child.txt", Self.script("A small child."))
            try store.write("schedules/scripts/tea.txt", Self.script("Tea."))
            try store.write("schedules/promos/offers/coats.txt", Self.script("Coats."))
            try store.write("schedules/pronunciation.txt", "银行 = 银航\n")
        }
        #expect(
            all == [
                "timetable spring is new", "calendar: 2026-02-14 workday 调休 is new", "script lost-child changed",
                "script tea is new", "promo offers/coats is new", "the pronunciation of 银行 changed",
            ])
        #expect(
            try await told { store in
                try store.write("schedules/scripts/lost-child.txt", Self.script("A child.", approved: false))
            } == ["script lost-child is a draft again"])
    }

    @Test func `of the facts of the store each key is told of, and which wait for the next start`() async throws {
        let all = try await told { store in
            try store.write(
                "schedules/store.yaml",
                """
                name: Tea house
                timezone: Asia/Tokyo
                outputs: { main: { zones: { hall: [1, 2] } } }
                levels: { music: -30, peak: -2 }
                ducking: { up: 1s }
                crossfade: 5s
                chimes: none
                speech: { voices: { en: other } }
                roles: { desk: [bin] }
                """)
        }
        let later = "takes effect at the next start"
        #expect(
            all == [
                "store.yaml: name changed", "store.yaml: timezone changed: \(later)",
                "store.yaml: outputs changed: \(later)", "store.yaml: levels changed",
                "store.yaml: levels peak changed: \(later)", "store.yaml: ducking changed",
                "store.yaml: crossfade changed", "store.yaml: chimes changed", "store.yaml: speech changed",
                "store.yaml: roles changed",
            ])
    }

    @Test func `a line of the log names some of many, each place once, and counts the others`() async throws {
        let many = (0..<12).map { String(format: "15:%02d play bell-\($0)", $0) }
        let new = Self.everyday + "\n" + many.joined(separator: "\n")
        try await withStore { store in
            try store.timetable(Self.everyday)
            let former = ScheduleReader.read(store.paths.schedules)
            try store.timetable(new)
            let changes = ScheduleChanges(from: former, to: ScheduleReader.read(store.paths.schedules)).all
            let line = changes.line(in: .en)
            #expect(line.hasPrefix("everyday: 15:00 play bell-0 is new; 15:01 play bell-1 is new; "))
            #expect(line.hasSuffix("; 15:07 play bell-7 is new; and 4 more"))
            #expect(changes.line(in: .zh).hasSuffix("；另有 4 项"))
        }
    }
}
