// SPDX-License-Identifier: Apache-2.0

/// A PCM that an output could play to.
public struct SoundDevice: Sendable, Equatable {
    /// What to write as an output's device, such as `plughw:CARD=PCH,DEV=0`.
    public var name: String

    /// What card and connector, or the configuration, say of themselves, in English; empty where they say nothing.
    public var description: String

    /// The card's own name, the same for all cards of a kind; `nil` for what is no card, such as a sound server.
    public var kind: String?

    /// A name that stays with this card when another of its kind is plugged in, or with its socket where the cards
    /// have no serial numbers; `nil` where the system keeps none.
    public var lastingName: String?

    /// The fewest and the most channels it plays; `nil` where it could not be asked.
    public var channels: ClosedRange<Int>?

    /// Why it cannot be opened at this moment; `nil` while it can.
    public var obstacle: SilenceReason?

    /// A device as given.
    public init(
        name: String, description: String, kind: String? = nil, lastingName: String? = nil,
        channels: ClosedRange<Int>? = nil, obstacle: SilenceReason? = nil
    ) {
        self.name = name
        self.description = description
        self.kind = kind
        self.lastingName = lastingName
        self.channels = channels
        self.obstacle = obstacle
    }
}

/// Why a system shows no sound card.
public enum CardAbsence: Sendable, Equatable {
    /// The kernel knows of none: nothing is plugged in, its driver is missing, or a container does not show it.
    case noCard
    /// There are some, and this user may not use them.
    case denied
}
