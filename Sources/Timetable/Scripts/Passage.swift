// SPDX-License-Identifier: Apache-2.0

/// The text of a script in one language.
public struct Passage: Sendable, Hashable {
    /// The language tag as written after `---`, in lower case, such as `zh`.
    public let language: String
    /// The text, lines separated by `\n`: `|` and `||` are pauses, `*…*` is stress, `{slot}` is to be filled.
    public let text: String

    /// Makes a passage.
    public init(language: String, text: String) {
        self.language = language
        self.text = text
    }
}
