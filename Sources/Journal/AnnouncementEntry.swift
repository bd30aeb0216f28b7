// SPDX-License-Identifier: Apache-2.0

/// An announcement as it is kept: what was asked, what it came to, and how far it is. Instants are nanoseconds since
/// 1970 by the store's clock.
public struct AnnouncementEntry: Sendable, Equatable {
    /// Its identity, unique for ever.
    public var id: String
    /// The Unix user who pushed it.
    public var requestedBy: String
    /// When it was accepted.
    public var receivedNs: Int64
    /// What was asked, as JSON with sorted keys, so that two requests can be compared.
    public var request: String
    /// What the request came to, as JSON.
    public var order: String
    /// The client's own name for the request, unique for each user; nil for none.
    public var idempotencyKey: String?
    /// How it stands, in the words of the API.
    public var state: String
    /// Whether nothing more will happen to it.
    public var isOver: Bool
    /// Whether who or what it seeks was found; what is on air then is heard to its end.
    public var isClaimed: Bool
    /// How many of its hearings are over, when the last of them began, and when it was heard to its end last.
    public var hearings: Int, lastStartNs: Int64?, lastEndNs: Int64?
    /// Why it was not heard, in the store's language.
    public var reason: String?
    /// When it was heard, the oldest first; of one that repeats for long the last times.
    public var airings: [Airing]
    /// What people did to it, the oldest first; only ever added to.
    public var actions: [Action]

    /// One time it was heard.
    public struct Airing: Sendable, Equatable {
        /// Its first frame.
        public var startNs: Int64
        /// Its last frame; nil while it is on air, and for ever where it was cut short.
        public var endNs: Int64?
        /// Whether the program ended meanwhile.
        public var isCutShort: Bool

        /// An airing from its ends; it was not cut short unless said.
        public init(startNs: Int64, endNs: Int64?, isCutShort: Bool = false) {
            self.startNs = startNs
            self.endNs = endNs
            self.isCutShort = isCutShort
        }
    }

    /// One thing a person did to it.
    public struct Action: Sendable, Equatable {
        /// What was done, in the words of the API.
        public var action: String
        /// The Unix user who did it.
        public var by: String
        /// When.
        public var atNs: Int64

        /// An action from what, who and when.
        public init(_ action: String, by: String, atNs: Int64) {
            self.action = action
            self.by = by
            self.atNs = atNs
        }
    }

    /// An entry of an announcement that nothing has happened to yet.
    public init(
        id: String, requestedBy: String, receivedNs: Int64, request: String, order: String, idempotencyKey: String?,
        state: String
    ) {
        self.id = id
        self.requestedBy = requestedBy
        self.receivedNs = receivedNs
        self.request = request
        self.order = order
        self.idempotencyKey = idempotencyKey
        self.state = state
        isOver = false
        isClaimed = false
        hearings = 0
        airings = []
        actions = []
    }
}
