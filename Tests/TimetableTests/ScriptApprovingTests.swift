// SPDX-License-Identifier: Apache-2.0
import Testing
import Timetable

@Suite struct ScriptApprovingTests {
    @Test(arguments: [
        (
            "title  A\nclass  notice\n--- en\nHello\n",
            "title  A\nclass  notice\napproved  2026-11-26 anna\n--- en\nHello\n"
        ),
        ("title A\n# a note\n\n--- en\nHello", "title A\n# a note\napproved  2026-11-26 anna\n\n--- en\nHello"),
        ("approved  2026-01-01 bo\n--- en\nHello\n", "approved  2026-11-26 anna\n--- en\nHello\n"),
        ("标题：问候\n--- zh\n您好\n", "标题：问候\n审核  2026-11-26 anna\n--- zh\n您好\n"),
        ("审核：2026-01-01 张三\n--- zh\n您好\n", "审核：2026-11-26 anna\n--- zh\n您好\n"),
        ("title A\r\n--- en\r\nHello\r\n", "title A\r\napproved  2026-11-26 anna\r\n--- en\r\nHello\r\n"),
        (
            "title A\n--- en\napproved 2026-01-01 bo\n",
            "title A\napproved  2026-11-26 anna\n--- en\napproved 2026-01-01 bo\n"
        ),
        ("--- en\nHello\n", "approved  2026-11-26 anna\n--- en\nHello\n"),
    ])
    func `an approval changes its own line, and no other`(text: String, approved: String) {
        #expect(Script.approving(text, "2026-11-26 anna") == approved)
    }

    @Test func `what was approved is read as approved`() {
        let text = Script.approving("title A\nclass notice\n--- en\nHello\n", "2026-11-26 anna")
        #expect(Script.parse(text, file: "a.txt", name: "a").script?.approved == "2026-11-26 anna")
    }
}
