// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What a rotation remembers through its span.
struct RotationState: Sendable {
    let rule: RotationRule
    let broadcastClass: BroadcastClass
    /// What it asks of the programme for each message.
    let claim: Claim
    /// What it plays in turn: the members of a rotation, or the one script or item.
    let members: [ClipID]
    /// When the last message began, and when it ended; the span's beginning before the first.
    private(set) var lastStart: Instant
    private(set) var lastEnd: Instant
    /// Between these two instants the next message should begin.
    private(set) var window: (opens: Instant, closes: Instant)
    /// How many were taken up in this span; the count is part of a message's key.
    var count = 0
    /// A message is committed, on air, or waits to be made good.
    var isOutstanding = false

    /// A rotation of which nothing has been heard by `now`; joining in the middle of a span is a beginning, too.
    init(_ rule: RotationRule, zones: ZoneSet, members: [ClipID], at now: Instant) {
        self.rule = rule
        self.members = members
        broadcastClass = rule.broadcastClass ?? (rule.verb == .promo ? .promo : .notice)
        claim = Claim(broadcastClass: broadcastClass, zones: zones, isRotated: true)
        lastStart = max(rule.from, now)
        lastEnd = lastStart
        window = (lastStart, lastStart)
        moveWindow()
    }

    /// Goes on where the same rotation of an earlier plan was.
    mutating func resume(_ former: RotationState) {
        guard former.rule.from == rule.from || former.count > 0 else { return }
        count = former.count
        isOutstanding = former.isOutstanding
        noteMessage(from: former.lastStart, to: former.lastEnd)
    }

    /// Goes on where an earlier run of the program was.
    ///
    /// - Parameter records: its messages, by start; also those that were not heard, whose keys are used up.
    mutating func recall(_ records: [CueRecord]) {
        let hasBegun = count > 0
        count = max(count, records.compactMap(\.rotationCount).max() ?? 0)
        guard !hasBegun, let last = records.last(where: { $0.start != nil }), let start = last.start else { return }
        noteMessage(from: start, to: max(last.end ?? start, start))
    }

    /// The clock was set: how long ago the last message was heard stays the same.
    mutating func move(by step: Duration) {
        guard count > 0 || lastStart > rule.from else { return }
        noteMessage(from: lastStart + step, to: lastEnd + step)
    }

    /// A message began and will end, or has.
    mutating func noteMessage(from start: Instant, to end: Instant) {
        (lastStart, lastEnd) = (start, end)
        moveWindow()
    }

    private mutating func moveWindow() {
        // A reload may have moved the span's beginning behind the last message.
        let lastStart = max(lastStart, rule.from)
        let closes = lastStart + rule.maximum
        window = (min(max(lastEnd, lastStart) + rule.minimum, closes), closes)
    }

    /// No message comes any more.
    func isOver(at now: Instant) -> Bool { rule.to <= now && !isOutstanding }
}

/// The rotations of all days of a plan, those whose span is on at hand.
struct RotationBook: Sendable {
    /// By the beginning of their spans.
    private(set) var states: [RotationState] = []
    /// The places of those that have begun; those before them are over.
    private(set) var begun = 0..<0

    init(_ states: [RotationState] = []) {
        self.states = states.sorted { ($0.rule.from, $0.rule.key) < ($1.rule.from, $1.rule.key) }
    }

    /// When the next span begins.
    var nextBeginning: Instant? {
        begun.upperBound < states.count ? states[begun.upperBound].rule.from : nil
    }

    /// Takes in the spans that begin before `instant`, and leaves out the first ones once they are over.
    mutating func follow(to instant: Instant, now: Instant) {
        var (lower, upper) = (begun.lowerBound, begun.upperBound)
        while upper < states.count, states[upper].rule.from <= instant { upper += 1 }
        while lower < upper, states[lower].isOver(at: now) { lower += 1 }
        begun = lower..<upper
    }

    /// The clock was set.
    mutating func move(by step: Duration) {
        for place in states.indices { states[place].move(by: step) }
    }

    mutating func change(at place: Int, _ body: (inout RotationState) -> Void) {
        body(&states[place])
    }

    /// Changes the rotation of that key, if there is one.
    mutating func change(_ key: String, _ body: (inout RotationState) -> Void) {
        let place = begun.first { states[$0].rule.key == key } ?? states.firstIndex { $0.rule.key == key }
        if let place { body(&states[place]) }
    }
}
