// SPDX-License-Identifier: Apache-2.0

/// How a word is to be spoken that a voice would read otherwise.
public struct Pronunciation: Sendable, Hashable {
    /// The word as it is written.
    public var written: String
    /// What the voice is given instead.
    public var spoken: String
    /// The language it is for, such as `zh`; nil for all.
    public var language: String?

    /// A word, and what the voice is given instead of it.
    public init(written: String, spoken: String, language: String? = nil) {
        self.written = written
        self.spoken = spoken
        self.language = language
    }
}
