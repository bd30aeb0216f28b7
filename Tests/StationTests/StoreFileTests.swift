// SPDX-License-Identifier: Apache-2.0
import Playout
import Testing
import Timetable

@testable import Station

@Suite struct StoreFileTests {
    private func parse(_ text: String) -> (settings: StoreSettings, diagnostics: [Diagnostic]) {
        StoreFile.parse(text, file: "store.yaml", defaults: StoreSettings())
    }

    @Test(arguments: ["", "# nothing\n", "\n"])
    func `an empty file is a one-zone store on the default card`(text: String) {
        let (settings, diagnostics) = parse(text)
        #expect(diagnostics.isEmpty)
        #expect(settings == StoreSettings())
        #expect(settings.outputs.map(\.device) == ["default"])
        #expect(settings.zones == [StoreSettings.Zone(name: "store", channels: [1, 2])])
    }

    @Test func `every key of the design is read`() {
        let (settings, diagnostics) = parse(
            """
            name: 佳洁百货
            language: zh
            timezone: Asia/Shanghai
            outputs:
              main: { device: "plughw:CARD=PCH,DEV=0", zones: { store: [1, 2], park: [3] } }
              garage: { device: "plughw:CARD=USB,DEV=0", zones: { ramp: [1, 2] } }
            levels: { music: -27, promo: -23, speech: -19, peak: -2 }
            ducking: { promo: 9, notice: 11, urgent: 15, down: 250ms, up: 1.5s }
            crossfade: { default: 2s, farewell: 0s, bright-piano: 5s }
            chimes: { notice: none, urgent: gong-4, emergency: horn }
            speech: { engine: [say, "{voice}"], voices: { zh: mandarin }, deadline: 7.5s }
            roles: { desk: [cashier] }
            web: { listen: "127.0.0.1:8480" }
            """)
        #expect(diagnostics.map { $0.message(in: .en) } == [])
        #expect(settings.name == "佳洁百货")
        #expect(settings.language == .zh)
        #expect(settings.zones.map(\.channels) == [[1, 2], [3], [1, 2]])
        #expect(settings.outputs.map(\.name) == ["main", "garage"])
        #expect(settings.levels.speech == -19)
        #expect(settings.ducking.down == .milliseconds(250))
        #expect(settings.ducking.up == .milliseconds(1500))
        #expect(settings.crossfade.length == .seconds(2))
        #expect(settings.director.crossfade(in: "farewell") == .zero)
        #expect(settings.director.crossfade(in: "bright-piano") == .seconds(5))
        #expect(settings.director.crossfade(in: "light-keyboard") == .seconds(2))
        #expect(settings.chimes == [.urgent: "gong-4", .emergency: "horn"])
        #expect(settings.roles.names[.desk] == ["cashier"])
        #expect(settings.speechEngine == ["say", "{voice}"])
        #expect(settings.speechDeadline == .milliseconds(7_500))
        #expect(settings.voices == ["zh": "mandarin", "en": "en-gb"])
    }

    @Test(arguments: [
        ("nmae: X", 1, 1, "unknown key \"nmae\"", "did you mean \"name\"?"),
        ("name: X\ntimezone: Mars/Olympus", 2, 11, "there is no time zone \"Mars/Olympus\"", "write an IANA name"),
        ("levels: { music: loud }", 1, 18, "expected a number", nil),
        ("levels: { music: 5 }", 1, 18, "expected a number", nil),
        ("language: fr", 1, 11, "\"fr\" is not known here", "write one of: zh, en"),
        ("crossfade: { calm: 2m }", 1, 20, "expected a span", "write 300ms or 1.5s"),
        ("crossfade: long", 1, 12, "expected a span", "write 300ms or 1.5s"),
        ("ducking: { down: 3 }", 1, 18, "expected a span", "write 300ms or 1.5s"),
        (
            "outputs:\n  main: { zones: { store: [1, 2, 3] } }", 2, 27, "expected the one or two card channels",
            "write [1, 2]"
        ),
        (
            "outputs: { main: { zones: { a: [1, 2], b: [2] } } }", 1, 43, "zone \"a\" is already heard on this channel",
            "channels of its own"
        ),
        (
            "outputs: { main: { zones: { two words: [1] } } }", 1, 40, "cannot be written in a timetable",
            "without blanks"
        ),
        (
            "outputs: { a: { zones: { hall: [1] } }, b: { device: hw, zones: { hall: [1] } } }", 1, 73,
            "output \"a\" already has a zone \"hall\"", "a name of its own"
        ),
        (
            "outputs: { a: { device: hw, zones: { hall: [1] } }, b: { device: hw, zones: { ramp: [2] } } }", 1, 66,
            "output \"a\" already plays to \"hw\"", "a card of its own"
        ),
        (
            "outputs: { a: { zones: { hall: [1] } }, b: { zones: { ramp: [1] } } }", 1, 44,
            "output \"a\" already plays to \"default\"", "a card of its own"
        ),
        (
            "outputs: { a: { device: hw, zones: { hall: [1] } }, b: { device: usb } }", 1, 56,
            "output \"b\" has no zones", "zones: { hall: [1, 2] }"
        ),
        ("speech: { deadline: 500ms }", 1, 21, "expected a span from 1 s to a minute", "write 20s or 7.5s"),
        ("speech: { deadline: 2m }", 1, 21, "expected a span from 1 s to a minute", "write 20s or 7.5s"),
        ("speech: { engine: espeak }", 1, 19, "expected a list of words", "write [first, second]"),
        ("name: [", 2, 1, "not YAML", "write \"key: value\""),
    ])
    func `a mistake is told with its place and the fix`(
        text: String, line: Int, column: Int, message: String, fix: String?
    ) throws {
        let diagnostic = try #require(parse(text).diagnostics.first)
        #expect(diagnostic.location.line == line)
        #expect(diagnostic.location.column == column)
        #expect(diagnostic.message(in: .en).contains(message))
        if let fix { #expect(diagnostic.fix(in: .en)?.contains(fix) == true) }
    }

    @Test func `outputs may carry 64 zones together, and the next is refused in both languages`() throws {
        let outputs = (0..<3).map { card in
            let zones = (1...(card == 2 ? 2 : 31)).map { "z\(card)-\($0): [\($0)]" }.joined(separator: ", ")
            return "  card\(card): { device: \"hw:\(card)\", zones: { \(zones) } }\n"
        }
        let most = parse("outputs:\n" + outputs.joined())
        #expect(most.diagnostics.isEmpty)
        #expect(most.settings.zones.count == 64)
        let more = parse("outputs:\n" + outputs.joined() + "  card3: { device: \"hw:3\", zones: { one: [1] } }\n")
        #expect(more.settings == most.settings)
        let refusal = try #require(more.diagnostics.first)
        #expect(refusal.message(in: .en) == "a store has at most 64 zones")
        #expect(refusal.message(in: .zh) == "一家店最多 64 个分区")
    }

    @Test func `an output with a mistake is left out, and the others play`() {
        let (settings, diagnostics) = parse(
            "outputs: { a: { device: hw, zones: { hall: [1] } }, b: { device: hw, zones: { ramp: [1] } } }")
        #expect(diagnostics.count == 1)
        #expect(settings.outputs.map(\.name) == ["a"])
        #expect(settings.zones.map(\.name) == ["hall"])
    }

    @Test func `what is right beside a mistake still counts`() {
        let (settings, diagnostics) = parse("name: Right\nlanguage: fr\nlevels: { promo: -24 }")
        #expect(diagnostics.count == 1)
        #expect(settings.name == "Right")
        #expect(settings.levels.promo == -24)
    }

    @Test func `the bed falls so far that each class stands clear of it`() {
        let director = StoreSettings().director
        // Music at -26, speech at -20 and 12 over it: the bed must come down to -32.
        #expect([.promo, .notice, .urgent].map { director.duckDepth(under: $0) } == [6, 6, 8])
    }
}
