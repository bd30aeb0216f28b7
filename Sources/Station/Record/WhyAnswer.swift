// SPDX-License-Identifier: Apache-2.0

/// Why something aired when it did, or did not: the JSON of `GET /v1/why`.
public struct WhyAnswer: Codable, Sendable, Equatable {
    /// The most answers to one question.
    public static let limit = 20

    /// What was asked.
    public let question: String
    /// What fits it, by when it was planned, one sentence each; of very many those nearest to the present.
    public let answers: [Answer]
    /// How many more fit.
    public let more: Int

    /// What became of one thing.
    public struct Answer: Codable, Sendable, Equatable {
        /// `cue` or `announcement`.
        public let kind: String
        /// The cue's key, or the announcement's id: asked again with it, it alone is told of.
        public let key: String
        /// What it is called.
        public let name: String
        /// One sentence for a person, in the store's language.
        public let sentence: String

        /// An answer of its parts.
        public init(kind: String, key: String, name: String, sentence: String) {
            self.kind = kind
            self.key = key
            self.name = name
            self.sentence = sentence
        }
    }

    /// An answer of its parts.
    public init(question: String, answers: [Answer], more: Int = 0) {
        self.question = question
        self.answers = answers
        self.more = more
    }
}
