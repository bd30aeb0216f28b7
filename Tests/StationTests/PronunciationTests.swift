// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Timetable

@testable import Station

@Suite struct `The store's own pronunciations` {
    /// A store whose speech engine writes down what it is given to read.
    private func withSpeakingStore(_ body: (TemporaryStore, _ said: () -> Set<String>) async throws -> Void)
        async throws
    {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n09:00 say hours\n10:00 promo offers\n")
            try store.sound("voice.wav", seconds: 1)
            let log = "\(store.root)/said"
            try store.write(
                "schedules/store.yaml",
                """
                language: en
                speech:
                  engine: [sh, -c, 'cat >> "$1"; echo >> "$1"; cat "$2"', sh, \(log), \(store.root)/audio/voice.wav, "{voice}"]
                """)
            try await body(store) {
                // Until the engine has run there is no log.
                Set((try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? [])
            }
        }
    }

    private func script(_ text: String) -> String {
        "approved 2026-11-01 manager\n--- zh\n\(text)\n"
    }

    @Test func `hold in scripts, promos and announcements, beside the reading of numbers`() async throws {
        try await withSpeakingStore { store, said in
            try store.write("schedules/pronunciation.txt", "朝阳路 = 招阳路\n")
            try store.write("schedules/读音.txt", "长乐 = 常乐 [zh]\n")
            try store.write("schedules/scripts/hours.txt", script("朝阳路店 9:05 开门"))
            try store.write("schedules/promos/offers/tea.txt", script("长乐茶 ¥19.90"))
            let read = Store(store.paths)
            #expect(read.schedule.pronunciations.map(\.written) == ["朝阳路", "长乐"])
            _ = await read.check(from: CheckCatalogue.today)
            _ = await read.preparer.announcement(
                AnnouncementOrder(
                    name: "floor", words: [.init(language: "zh", text: "请到长乐3F")], broadcastClass: "urgent"))
            #expect(said() == ["招阳路店 九点零五分 开门", "常乐茶 十九元九角", "请到常乐三楼"])
        }
    }

    @Test func `are checked, with the place of a mistake; the other words still count`() async throws {
        try await withSpeakingStore { store, _ in
            try store.write("schedules/scripts/hours.txt", script("开门"))
            try store.write("schedules/promos/offers/tea.txt", script("茶"))
            try store.write("schedules/pronunciation.txt", "# 读音\n朝阳路\n长乐 = 常乐\n")
            let read = Store(store.paths)
            #expect(read.schedule.pronunciations.map(\.spoken) == ["常乐"])
            let problem = try #require(
                await read.check(from: CheckCatalogue.today).problems.first { $0.file.hasSuffix("pronunciation.txt") })
            #expect(problem.line == 2)
            #expect(problem.column == 1)
            #expect(problem.message == "the line does not say how `朝阳路` is spoken")
            #expect(problem.fix == "write the word, `=`, and what sounds like it, such as `银行 = 银航`")
        }
    }
}
