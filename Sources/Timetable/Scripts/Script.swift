// SPDX-License-Identifier: Apache-2.0

/// A text to be spoken (播音稿), with slots to fill, marks for the voice, languages, and an approval.
public struct Script: Sendable, Equatable {
    /// How a message is repeated.
    public struct Repetition: Sendable, Hashable {
        /// How many times it is heard in all, at least 1.
        public let times: Int
        /// The time from one airing to the next; nil when it is heard once.
        public let every: Duration?
        /// Whether it ends early when the owner came.
        public let untilClaimed: Bool

        /// Makes a repetition.
        public init(times: Int, every: Duration? = nil, untilClaimed: Bool = false) {
            self.times = times
            self.every = every
            self.untilClaimed = untilClaimed
        }
    }

    /// The name, which is the file's without its ending.
    public let name: String
    /// What people call it; the name where the file says nothing.
    public let title: String
    /// Who gives way to it; nil where the file leaves that to how it is used.
    public let broadcastClass: BroadcastClass?
    /// The slots to fill, in the order they are asked for.
    public let slots: [String]
    /// The chime before it; nil where the file says nothing.
    public let chime: String?
    /// How it is repeated; nil where the file says nothing.
    public let repetition: Repetition?
    /// The script that is heard when somebody ends this one, an emergency; nil for nothing.
    public let allClear: PlacedName?
    /// When and by whom it was approved; nil for a draft, which never airs.
    public let approved: String?
    /// The text in each language, in file order; at least one.
    public let passages: [Passage]

    /// Makes a script.
    public init(
        name: String, title: String, broadcastClass: BroadcastClass? = nil, slots: [String] = [],
        chime: String? = nil, repetition: Repetition? = nil, allClear: PlacedName? = nil, approved: String? = nil,
        passages: [Passage]
    ) {
        self.name = name
        self.title = title
        self.broadcastClass = broadcastClass
        self.slots = slots
        self.chime = chime
        self.repetition = repetition
        self.allClear = allClear
        self.approved = approved
        self.passages = passages
    }

    /// What people who read that language call it: its part of a title `Found property / 失物招领`, else the title.
    public func title(in language: Language) -> String {
        let parts = title.split(separator: #/ +\/ +| *／ */#).map { String($0) }
        let chinese = parts.filter { $0.contains(where: \.isHan) }
        // A stroke between two words of one language is part of the title.
        guard parts.count == 2, chinese.count == 1 else { return title }
        return parts.first { ($0 == chinese[0]) == (language == .zh) } ?? title
    }
}
