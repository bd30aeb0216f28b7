// SPDX-License-Identifier: Apache-2.0

/// A recording that may be announced: the JSON answered for it.
public struct Recording: Codable, Sendable, Equatable {
    /// The most bytes of what is uploaded.
    public static let largestUploadBytes = 20 << 20

    /// What an announcement names: a hash of what was uploaded, as 32 hexadecimal digits. The same content has the same
    /// id.
    public var id: String
    /// How long it is heard, in seconds.
    public var duration: Double
    /// Its integrated loudness in LUFS (EBU R128), before it is levelled for its class.
    public var loudness: Double
    /// How much silence was cut off at its beginning and end, in seconds.
    public var trimmed: Double

    /// A recording with these facts.
    public init(id: String, duration: Double, loudness: Double, trimmed: Double) {
        self.id = id
        self.duration = duration
        self.loudness = loudness
        self.trimmed = trimmed
    }
}
