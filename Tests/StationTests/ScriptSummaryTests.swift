// SPDX-License-Identifier: Apache-2.0
import Testing
import Timetable

@testable import Station

struct ScriptSummaryTests {
    private let script = Script(
        name: "found-property", title: "Found property / 失物招领", broadcastClass: .urgent, slots: ["item"],
        repetition: Script.Repetition(times: 3, every: .seconds(300), untilClaimed: true),
        passages: [
            Passage(language: "zh", text: "拾到*{item}* ||\n请到服务台"),
            Passage(language: "en", text: "We have found *{item}*."),
        ])

    @Test func `a summary has the title and the words of each language without the marks for a voice`() {
        let summary = ScriptSummary(script, in: .en)
        #expect(summary.title == "Found property")
        #expect(
            summary.texts == [
                ScriptSummary.Text(language: "zh", title: "失物招领", text: "拾到{item} 请到服务台"),
                ScriptSummary.Text(language: "en", title: "Found property", text: "We have found {item}."),
            ])
    }

    @Test func `a summary says how the script is repeated as a request would say it`() {
        #expect(
            ScriptSummary(script, in: .en).repetition
                == AnnouncementRequest.Repetition(times: 3, every: "5m", until: "claimed"))
    }

    @Test func `a script that is heard once has no repetition`() {
        let once = Script(name: "a", title: "a", passages: script.passages)
        #expect(ScriptSummary(once, in: .zh).repetition == nil)
    }
}
