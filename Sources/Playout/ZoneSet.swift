// SPDX-License-Identifier: Apache-2.0

/// Some zones of a store, each by its place in `Plan.zones`: bit 0 is the first.
public struct ZoneSet: OptionSet, Hashable, Sendable {
    /// How many zones a store may have.
    public static let limit = 64
    /// Every zone there may be; the director leaves out those its plan has not.
    public static let all = ZoneSet(rawValue: .max)

    /// Bit *i* stands for the zone at place *i*.
    public let rawValue: UInt64

    /// Creates a set from its bits.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The zone at that place, from 0 to 63; nothing for another place.
    public init(zone place: Int) {
        rawValue = (0..<Self.limit).contains(place) ? 1 << UInt64(place) : 0
    }

    /// Whether the sets share a zone.
    public func intersects(_ other: ZoneSet) -> Bool {
        rawValue & other.rawValue != 0
    }

    /// The place of the first zone; ``limit`` when there is none.
    var first: Int { rawValue.trailingZeroBitCount }
}
