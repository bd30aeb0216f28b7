// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Speech

@Suite struct SpeechMarksTests {
    /// Segments as text: phrases in brackets with their stressed words in capitals, pauses in milliseconds.
    private func outline(_ text: String) -> String {
        SpeechMarks.segments(of: text).map { segment in
            switch segment {
            case .pause(let length): "\(Int(length / .milliseconds(1)))"
            case .phrase(let phrase):
                "[" + phrase.runs.map { $0.isStressed ? $0.text.uppercased() : $0.text }.joined() + "]"
            }
        }
        .joined(separator: " ")
    }

    @Test(arguments: [
        ("we open at nine", "[we open at nine]"),
        ("attention | a wallet || thank you", "[attention] 250 [a wallet] 600 [thank you]"),
        ("attention|||thank you", "[attention] 600 [thank you]"),
        ("a | | b", "[a] 600 [b]"),
        ("| a ||", "[a]"),
        ("a | … | b", "[a] 600 [b]"),
        ("各位顾客 ｜ 请注意", "[各位顾客] 250 [请注意]"),
        ("lost: a *red* bag", "[lost: a RED bag]"),
        ("*red* | ＊blue＊", "[RED] 250 [BLUE]"),
        ("a * b", "[a  b]"),
        ("*a* and *b", "[A and b]"),
        ("a\n  b\tc\u{0}\u{7}", "[a b c]"),
        ("10 %", "[10 %]"),
        ("", ""), ("|", ""), ("**", ""), (" … ", ""),
    ])
    func `marks are read`(text: String, expected: String) {
        #expect(outline(text) == expected)
    }

    @Test func `stress and special characters are given to the engine as it understands them`() throws {
        guard
            case .phrase(let phrase) = try #require(SpeechMarks.segments(of: "A *red* <bag> & \"hat\"").first)
        else {
            Issue.record("no phrase")
            return
        }
        let markup = try #require(EngineCommand(SpeechSettings(engine: ["e", "-m"]), voice: "v"))
        #expect(
            markup.input(for: phrase)
                == "A <prosody rate=\"80%\"><emphasis level=\"strong\">red</emphasis></prosody> &lt;bag&gt; &amp; \"hat\""
        )
        let plain = try #require(EngineCommand(SpeechSettings(engine: ["e"]), voice: "v"))
        #expect(plain.input(for: phrase) == "A red <bag> & \"hat\"")
    }

    @Test(arguments: [
        (["espeak-ng", "--stdin"], "espeak-ng", ["--stdin", "-v", "en-gb"]),
        (["piper", "--model", "/voices/{voice}.onnx"], "piper", ["--model", "/voices/en-gb.onnx"]),
        (["e", "{voice}", "{voice}-{voice}"], "e", ["en-gb", "en-gb-en-gb"]),
        (["e"], "e", ["-v", "en-gb"]),
    ])
    func `the voice goes to its place in the command`(
        engine: [String], executable: String, arguments: [String]
    )
        throws
    {
        let command = try #require(EngineCommand(SpeechSettings(engine: engine), voice: "en-gb"))
        #expect(command.executable == executable)
        #expect(command.arguments == arguments)
    }
}
