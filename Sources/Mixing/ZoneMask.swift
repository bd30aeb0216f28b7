// SPDX-License-Identifier: Apache-2.0

/// Which zones of a mixer something is for: bit i stands for zone i.
public struct ZoneMask: OptionSet, Sendable {
    /// The most zones a mixer may have.
    public static let limit = 64

    /// Every zone there is.
    public static let everywhere = ZoneMask(rawValue: .max)

    /// One bit a zone, zone 0 the lowest.
    public let rawValue: UInt64

    /// The zones of these bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// One zone alone.
    ///
    /// - Parameter index: From 0 to one below `limit`.
    public static func zone(_ index: Int) -> ZoneMask {
        precondition(index >= 0 && index < limit, "a zone is counted from 0 to 63")
        return ZoneMask(rawValue: 1 << UInt64(index))
    }

    /// The first `count` zones, from 0 to `limit` of them.
    static func first(_ count: Int) -> ZoneMask {
        // A shift by all bits gives 0.
        ZoneMask(rawValue: ~(UInt64.max << UInt64(count)))
    }

    // The set operations of `OptionSet` are generic: the audio thread may not call them.

    /// Those that are in both.
    func common(with other: ZoneMask) -> ZoneMask {
        ZoneMask(rawValue: rawValue & other.rawValue)
    }

    /// Those that are not in the other.
    func without(_ other: ZoneMask) -> ZoneMask {
        ZoneMask(rawValue: rawValue & ~other.rawValue)
    }

    /// Those that are in either.
    func joined(with other: ZoneMask) -> ZoneMask {
        ZoneMask(rawValue: rawValue | other.rawValue)
    }

    /// Whether a zone is in both.
    func meets(_ other: ZoneMask) -> Bool {
        rawValue & other.rawValue != 0
    }

    /// How many zones there are.
    var count: Int { rawValue.nonzeroBitCount }

    /// The zone of the lowest index; `limit` for none.
    var lowest: Int { rawValue.trailingZeroBitCount }

    /// Whether the zone of that index is among them.
    func holds(_ index: Int) -> Bool {
        rawValue >> UInt64(index) & 1 == 1
    }
}
