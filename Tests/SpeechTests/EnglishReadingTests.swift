// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Speech

@Suite struct EnglishReadingTests {
    private let reader = TextReader(language: "en-gb")

    @Test(arguments: [
        ("call 13800138000", "call one three eight, oh oh one three, eight oh oh oh"),
        ("+86 138 0013 8000", "plus eight six, one three eight, oh oh one three, eight oh oh oh"),
        ("021-58881234 ext. 801", "oh two one, five eight eight eight, one two three four, extension eight oh one"),
        ("400-820-8820", "four oh oh, eight two oh, eight eight two oh"),
        ("+44 20 7946 0958", "plus four four, two oh, seven nine four six, oh nine five eight"),
        ("dial 110", "dial one one oh"), ("call 12315.", "call one two three one five."),
        ("9:05", "nine oh five a.m."), ("14:30", "two thirty p.m."), ("10:00", "ten a.m."), ("12:00", "twelve noon"),
        ("0:00", "midnight"), ("12:30", "twelve thirty p.m."), ("9am", "nine a.m."), ("2:15 pm", "two fifteen p.m."),
        ("9:00-21:30", "nine a.m. to nine thirty p.m."), ("00:20", "twelve twenty a.m."),
        ("2026-11-21", "the twenty-first of November, twenty twenty-six"), ("on 3 May", "on the third of May"),
        ("the 1st March 2005", "the first of March, two thousand and five"),
        ("November 21, 2026", "November the twenty-first, twenty twenty-six"),
        ("since 1998", "since nineteen ninety-eight"),
        ("1st", "first"), ("22nd", "twenty-second"), ("20th", "twentieth"), ("100th", "one hundredth"),
        ("¥19.90", "nineteen yuan ninety"), ("19.9 yuan", "nineteen yuan ninety"), ("¥1", "one yuan"),
        ("$1.05", "one dollar oh five"), ("£3", "three pounds"),
        ("¥1,299", "one thousand two hundred and ninety-nine yuan"),
        ("50%", "fifty per cent"), ("7.5 %", "seven point five per cent"), ("30-50%", "thirty to fifty per cent"),
        ("B1", "basement one"), ("the 3F", "the third floor"), ("B1-3F", "basement one to third floor"),
        ("京A·12345", "Jing A, one two three four five"), ("AB 1234", "A B, one two three four"),
        ("order 20481", "order two oh four eight one"), ("room 301", "room three oh one"),
        ("3-5 days", "three to five days"), ("1,234", "one thousand two hundred and thirty-four"),
        ("2000 gifts", "two thousand gifts"), ("A12", "A twelve"), ("3.14", "three point one four"),
        ("1000001", "one million and one"), ("5kg", "five kg"),
    ])
    func `numbers are read as an announcer says them`(written: String, spoken: String) {
        #expect(reader.words(for: written) == spoken, "\(written)")
    }

    @Test(arguments: ["Welcome | to *our* store || thank you.", "VIP & Wi-Fi", "", "各位顾客"])
    func `what no rule knows stays as it is`(text: String) {
        #expect(reader.words(for: text) == text)
    }
}
