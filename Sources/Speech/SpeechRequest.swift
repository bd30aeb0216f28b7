// SPDX-License-Identifier: Apache-2.0

/// A text to be spoken.
public struct SpeechRequest: Sendable, Hashable {
    /// The language, a key of ``SpeechSettings/voices``.
    public var language: String

    /// The text, with its marks: `|` a short pause, `||` a long one, `*…*` stress.
    public var text: String

    /// A request for `text` in `language`.
    public init(language: String, text: String) {
        self.language = language
        self.text = text
    }
}
