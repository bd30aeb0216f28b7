// SPDX-License-Identifier: Apache-2.0

/// Which engine speaks, and within which bounds.
public struct SpeechSettings: Sendable, Equatable {
    /// The engine's command line. The engine reads text in UTF-8 from its standard input and writes a WAV to
    /// its standard output.
    ///
    /// `{voice}` in an argument stands for the voice; without it, `-v VOICE` is appended. With an argument
    /// `-m` the text is given as SSML, otherwise as plain text. A command without a slash is searched in PATH.
    public var engine: [String]

    /// The engine's voice for each language a script may have (`zh`, `en`, …).
    public var voices: [String: String]

    /// How long one phrase may take; then the engine is killed.
    public var deadline: Duration

    /// How many bytes of sound one phrase may have; then the engine is killed.
    public var sizeLimit: Int

    /// The settings of a store that has set none: espeak-ng.
    public init(
        engine: [String] = ["espeak-ng", "--stdin", "--stdout", "-m"],
        voices: [String: String] = ["zh": "cmn-latn-pinyin", "en": "en-gb"],
        deadline: Duration = .seconds(20),
        sizeLimit: Int = 20 << 20
    ) {
        self.engine = engine
        self.voices = voices
        self.deadline = deadline
        self.sizeLimit = sizeLimit
    }
}
