// SPDX-License-Identifier: Apache-2.0

/// How loud a zone's programme is at the moment: what a level meter shows, and the JSON of the event `level`.
public struct ZoneLevel: Codable, Sendable, Equatable {
    /// The zone's name.
    public var zone: String
    /// The highest magnitude since the level before, left and right, in dBFS to a tenth; -120 at the least.
    public var peaks: [Double]
    /// The momentary loudness of EBU Tech 3341, over the last 400 ms, in LUFS to a tenth; absent for silence.
    public var loudness: Double?

    /// A level as measured; figures are rounded to a tenth.
    public init(zone: String, peaks: [Double], loudness: Double?) {
        self.zone = zone
        self.peaks = peaks.map { $0.rounded(toParts: 10) }
        self.loudness = loudness?.rounded(toParts: 10)
    }
}
