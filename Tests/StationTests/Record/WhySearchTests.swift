// SPDX-License-Identifier: Apache-2.0
import Playout
import Testing
import Timetable

@testable import Station

/// What somebody may ask about, and what they are answered.
@Suite struct `A question about the record` {
    private static let search = search()

    private static func search(_ language: Language = .en, present: CivilDate = DisturbedDay.date) -> WhySearch {
        let order = RunningOrder(
            date: DisturbedDay.date, opens: DisturbedDay.at("08:00"), closes: DisturbedDay.at("22:00"),
            cues: [
                planned("12:00", "services"), planned("13:09:30", "store-news"), planned("16:00", "store-guide"),
                planned("22:00", "goodbye"),
            ], rotations: [])
        let guide = DisturbedDay.cue("16:00", .say, "store-guide", "16:00", "16:00:41")
        return WhySearch(
            record: DisturbedDay.record(language), order: order, forecasts: [guide.key: guide], mutedBy: nil,
            words: DisturbedDay.words(language), present: present)
    }

    private static func planned(_ time: String, _ name: String) -> Cue {
        Cue(
            key: "\(DisturbedDay.date)/everyday/\(time)/say/\(name)", when: time, verb: .say, name: name,
            planned: DisturbedDay.at(time), location: Location(file: "everyday.timetable", line: 1, column: 1))
    }

    private func sentences(_ question: String) -> [String] {
        Self.search.answer(question)?.answers.map(\.sentence) ?? []
    }

    @Test func `by a cue's key is answered for that cue alone`() {
        #expect(
            sentences(DisturbedDay.cues[8].key)
                == ["The promo \"Tea week\" at 10:07 gave way to \"Wet floor\" and aired at 10:09:02."])
        #expect(
            sentences("  2026-11-21/everyday/09:00/say/store-guide\n") == [
                "\"Store guide\" at 09:00 aired at 09:02:10, 2 min 10 s late, because \"A child waits for the family\" was on air."
            ])
    }

    @Test func `by a time is answered for all that was planned or on air in that minute, or second`() {
        #expect(Self.search.answer("10:07")?.answers.map(\.key) == ["77c1d2aa-0002", DisturbedDay.cues[8].key])
        #expect(Self.search.answer("10:09")?.answers.map(\.name) == ["tea"])
        #expect(Self.search.answer("10:09:30") == nil)
        #expect(Self.search.answer("9点02分")?.answers.map(\.name) == ["lost-child", "store-guide"])
        #expect(Self.search.answer("12:45:10")?.answers.map(\.name) == ["found-property"])
        #expect(Self.search.answer("12:47") == nil, "between two hearings it was not on air")
    }

    @Test func `by a name is answered for each time, with what is still to come`() {
        #expect(
            sentences("store-guide") == [
                "\"Store guide\" at 09:00 aired at 09:02:10, 2 min 10 s late, because \"A child waits for the family\" was on air.",
                "\"Store guide\" at 16:00 is still to come, and will air on time as things stand.",
            ])
        #expect(Self.search.answer("Store Guide")?.answers.count == 2, "as people call it")
        #expect(Self.search(.zh).answer("商场导购")?.answers.count == 2)
        #expect(Self.search.answer("offers")?.answers.map(\.name) == ["tea", "umbrella", "tea", "umbrella", "tea"])
        #expect(Self.search.answer("store-guide 16:00")?.answers.count == 1)
        #expect(Self.search.answer("guide")?.answers.count == 2)
    }

    @Test func `by the beginning of an id is answered for that announcement`() {
        #expect(
            sentences("5f0a11cc")
                == [
                    "The announcement \"A child waits for the family\", which li made at 08:59:30, was heard from 08:59:30 to 09:02:10."
                ]
        )
        #expect(Self.search.answer("5F0A11CC-0001")?.answers.count == 1)
    }

    @Test func `about what is planned and not on record says so, and whether it is due`() {
        #expect(sentences("12:00") == ["\"Services\" at 12:00 is in the timetable, but nothing about it is on record."])
        #expect(sentences("13:09:30") == ["\"store-news\" at 13:09:30 is due and has not begun yet."])
    }

    @Test func `about another day names the date in each answer`() {
        let search = Self.search(present: DisturbedDay.date.adding(days: 1))
        #expect(search.answer("08:46")?.answers.first?.sentence.hasPrefix("On 2026-11-21: The promo") == true)
    }

    @Test(arguments: [
        "nothing-like-it", "", "  ", "25:61", "\u{0}\u{7F}", "%", "a", String(repeating: "长", count: 400),
    ])
    func `that nothing fits is not answered`(question: String) {
        #expect(Self.search.answer(question) == nil)
    }

    @Test func `that is nearly right leads to the name that was meant`() {
        #expect(Self.search.nearestName(to: "stor-guide") == "store-guide")
        #expect(Self.search.nearestName(to: "walrus") == nil)
    }

    @Test func `that fits too much is answered for what is near the present, and how much more there is`() {
        var record = DisturbedDay.record(.en)
        record.cues = (0..<30).map {
            DisturbedDay.cue("08:\(10 + $0)", .promo, "tea", "08:\(10 + $0)", "08:\(10 + $0):20", count: $0)
        }
        let search = WhySearch(
            record: record, order: nil, forecasts: [:], mutedBy: nil, words: DisturbedDay.words(.en),
            present: DisturbedDay.date)
        let answer = search.answer("tea")
        #expect(answer?.answers.count == WhyAnswer.limit && answer?.more == 10)
        #expect(answer?.answers.last?.key == record.cues[29].key)
    }
}
