// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Scripts as the service desk fills them, and what it is told when it cannot be.
    @Suite
    struct `Announcing a script` {
        @Test func `speaks each language in its own words`() async throws {
            let desk = try DeskStore()
            try await desk.open {
                let answer = try await desk.announce([
                    "found-property", "item.zh=红色雨伞", "item.en=a red umbrella", "place.zh=茶叶柜台",
                    "place.en=the tea counter", "--repeat", "1", "--wait",
                ])
                #expect(answer.code == 0, "\(answer.errors)")
                let spoken = desk.spoken()
                #expect(spoken.contains(DeskStore.Spoken(voice: "zh", text: "工作人员在茶叶柜台拾到红色雨伞")))
                #expect(
                    spoken.contains(
                        DeskStore.Spoken(voice: "en", text: "We have found a red umbrella at the tea counter.")))
            }
        }

        /// What is announced, and a piece of the refusal in English and in Chinese.
        static let refused: [([String], String, String)] = [
            (["found-property"], "asks for item, place: write item=… place=…", "还要填写item、place"),
            (["found-property", "item=", "place=x"], "asks for item: write item=…", "还要填写item"),
            (["found-property", "itme=a bag", "place=x"], "no slot `itme`: write `item`", "请写“item”"),
            (["rainy-day", "place=x"], "no slot `place`, nor any other: leave it out", "请去掉它"),
            (["wet-floor", "place=a\nb"], "write it in one line", "请写成一行"),
            (["wet-floor", "place=a | b"], "contains `|`: write plain words", "中有“|”"),
            (["wet-floor", "place=the *east* door"], "contains `*`: write plain words", "中有“*”"),
            (["wet-floor", "place={item}"], "contains `{`: write plain words", "中有“{”"),
            (["wet-floor", "place=\u{7}bell"], "has the control character U+0007", "控制字符 U+0007"),
            (["wet-floor", "place=" + String(repeating: "a", count: 121)], "shorten it to 120 letters", "60 个汉字"),
            (["found-property", "item=a card, 13800138000", "place=x"], "leave the number out", "请去掉号码"),
            (["found-property", "item=11010519491231002X", "place=x"], "leave the number out", "请去掉号码"),
            (["wet-floor", "place=东门"], "write place.en=… in English", "请另写英文的 place.en=…"),
            (["wet-floor", "place=the east door"], "write place.zh=… in Chinese", "请另写中文的 place.zh=…"),
            (["wet-flor", "place=x"], "did you mean \"wet-floor\"?", "是不是要写“wet-floor”？"),
            (["new-draft", "place=x"], "is a draft, which never airs; when it may air, add a line", "未审核的草稿"),
            (["wet-floor", "place=x", "--language", "fr"], "has only: zh, en", "只有：zh, en"),
        ]

        @Test(arguments: ["en", "zh"])
        func `is refused with what to do, and nothing is spoken`(language: String) async throws {
            let desk = try DeskStore(language: language)
            try await desk.open {
                for (words, english, chinese) in Self.refused {
                    let answer = try await desk.announce(words)
                    #expect(answer.code == 1, "\(words)")
                    #expect(answer.errors.contains(language == "en" ? english : chinese), "\(answer.errors)")
                }
                #expect(desk.spoken().isEmpty)
            }
        }

        @Test(arguments: [
            (["wet-floor", "place"], "slot=value"), (["wet-floor", "place=a", "place=b"], "place is given twice"),
            (["wet-floor", "--text", "Hello"], "not both"),
        ])
        func `is wrong usage when the words make no slots`(words: [String], says: String) async throws {
            let folder = try TestFolder()
            let answer = try await Storecast.run(["announce"] + words + ["--socket", "\(folder.path)/socket"])
            #expect(answer.code == 2)
            #expect(answer.errors.contains(says), "\(answer.errors)")
        }

        @Test(arguments: [("en", "Wet floor"), ("zh", "小心地滑")])
        func `without a name, or with an unknown one, shows what there is`(
            language: String, wet: String
        ) async throws {
            let desk = try DeskStore(language: language)
            try await desk.open {
                for (words, code) in [([], 2), (["no-such-script-at-all"], 1)] as [([String], Int32)] {
                    let answer = try await desk.announce(words)
                    #expect(answer.code == code)
                    let lines = answer.errors.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
                    #expect(lines.contains(["wet-floor", "place=…"] + wet.split(separator: " ").map(String.init)))
                    #expect(lines.contains { $0.starts(with: ["found-property", "item=…", "place=…"]) })
                    #expect(!answer.errors.contains("new-draft"))
                }
            }
        }

        @Test func `that is a draft fails, and check shows it`() async throws {
            let desk = try DeskStore()
            try desk.store.write(
                "open 08:00\nclose 22:00\n07:00 music calm\n09:00 say new-draft\n", to: "schedules/everyday.timetable")
            let check = try await Storecast.run(["check"] + desk.store.places)
            #expect(check.code == 1)
            #expect(check.output.contains("new-draft.txt:1:1: warning: the script is a draft and will not air"))
            #expect(check.output.contains("have it checked, then add a line `approved DATE WHO`"))
            let day = try await Storecast.run(["rehearse", "--date", "2026-11-23", "--json"] + desk.store.places)
            let cues = try JSONDecoder().decode(RehearsalAnswer.self, from: Data(day.output.utf8)).cues
            let draft = try #require(cues.first { $0.name == "new-draft" })
            #expect(draft.outcome == "missed")
            #expect(draft.reason?.contains("draft") == true)
        }
    }
}
