// SPDX-License-Identifier: Apache-2.0

/// An announcement that was made to be heard by whoever asked, and nobody else: the JSON answered for it.
public struct Audition: Codable, Sendable, Equatable {
    /// What its sound is asked for by.
    public var id: String
    /// How long one hearing is, with its chime.
    public var seconds: Double
    /// What is spoken, in order: a text for each language; none for a recording.
    public var texts: [String]
    /// When it would be heard if it were announced now; absent where that cannot be told.
    public var estimatedStart: String?
    /// Why not all of it is spoken, in the store's language; absent where all is.
    public var unspoken: String?

    /// An audition from what is told of it.
    public init(
        id: String, seconds: Double, texts: [String], estimatedStart: String? = nil, unspoken: String? = nil
    ) {
        self.id = id
        self.seconds = seconds
        self.texts = texts
        self.estimatedStart = estimatedStart
        self.unspoken = unspoken
    }
}
