// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// How a planned cue ended, for the as-run log.
public struct CueRecord: Sendable, Equatable, Codable {
    /// How a cue ended.
    public enum Outcome: String, Sendable, Codable {
        /// It was heard to its end.
        case aired
        /// It began or was due, gave way to something of a higher class, and could not be made good.
        case gaveWay
        /// It never began, or was cut off for good: by an emergency, by a mute, or because the station stopped.
        case missed
    }

    /// The cue's key; a promo of a rotation adds its count of the day.
    public var key: String
    /// As written in the timetable, in its plain English form.
    public var when: String
    /// What it does.
    public var verb: Verb
    /// The folder, file, script or promo.
    public var name: String
    /// The names of the zones it was for, in the order of the store.
    public var zones: [String]
    /// When the timetable wants it: its start, or its end for an `ending` item.
    public var planned: Instant
    /// When its first frame was heard; nil when none was.
    public var start: Instant?
    /// When its last frame was heard; nil when none was.
    public var end: Instant?
    /// How it ended.
    public var outcome: Outcome
    /// Why it ended so, or landed where it did; nil when there is nothing to explain.
    public var reason: Reason?

    /// A record of its parts; of what was not heard without instants.
    public init(
        key: String, when: String, verb: Verb, name: String, zones: [String], planned: Instant, start: Instant? = nil,
        end: Instant? = nil, outcome: Outcome, reason: Reason? = nil
    ) {
        self.key = key
        self.when = when
        self.verb = verb
        self.name = name
        self.zones = zones
        self.planned = planned
        self.start = start
        self.end = end
        self.outcome = outcome
        self.reason = reason
    }
}

/// Why something aired when it did, or did not air.
public enum Reason: Sendable, Hashable, Codable {
    /// The sound could not be had; in words for staff.
    case unavailable(Wording)
    /// The sound was still being prepared when its lateness ran out.
    case notReady
    /// Its time had passed when the plan was loaded.
    case pastWhenLoaded
    /// It waited for another item longer than it may be late.
    case waited(for: String)
    /// It made room for something of a higher class at that instant.
    case gaveWay(to: String, at: Instant)
    /// The store has none of the zones it names, which are these.
    case noZone([String])
    /// The timetable no longer has it.
    case removed
    /// A promo found the break between two songs.
    case betweenSongs
    /// No song ended inside the window: the promo went over the music at its end.
    case endOfWindow
    /// Inside the window the promo kept clear of a timed item.
    case besideTimed(String)
    /// Timed items filled the window: the promo came after it.
    case afterWindow(String)
    /// The bed was taken up in the middle of its time.
    case joined
    /// The playback broke off; in words for staff.
    case brokeOff(Wording)
    /// Its time ran out before it could begin.
    case timeRanOut
    /// The sound card of its zones was away.
    case noCard
    /// Somebody had muted the store.
    case muted(by: String)
    /// The folder had no playable song; the bed stayed as it was.
    case emptyFolder(String)
    /// The station did not run between these two instants, in which its time lay or in which it was cut off.
    case stationOff(from: Instant, to: Instant)
    /// The clock was set from, to, past its time.
    case clockSet(from: Instant, to: Instant)
    /// The clock could not be believed between these two instants, in which its time lay.
    case clockDoubted(from: Instant, to: Instant)

    /// One sentence for a person; times are those of the store's clock.
    public func wording(clock: CivilClock) -> Wording {
        switch self {
        case .unavailable(let detail), .brokeOff(let detail): detail
        case .notReady: Wording(en: "its sound was not ready in time", zh: "声音未能及时备好")
        case .pastWhenLoaded:
            Wording(en: "its time had passed when the timetable was loaded", zh: "载入播出表时已过播出时间")
        case .waited(let name):
            Wording(
                en: "waited for \"\(name)\" longer than it may be late", zh: "等候“\(name)”，超过了允许的迟播时间")
        case .gaveWay(let name, let at):
            Wording(
                en: "gave way to \"\(name)\" at \(clock.clockTime(of: at))",
                zh: "\(clock.clockTime(of: at)) 让位于“\(name)”")
        case .noZone([]): Wording(en: "it names no zone of the store", zh: "没有指定店内的广播区")
        case .noZone(let names):
            Wording(
                en: "the store has no zone \(names.map { "\"\($0)\"" }.joined(separator: ", "))",
                zh: "店内没有广播区\(names.map { "“\($0)”" }.joined(separator: "、"))")
        case .removed: Wording(en: "was taken out of the timetable", zh: "已从播出表中删去")
        case .betweenSongs: Wording(en: "in the break between two songs", zh: "在两首曲子之间播出")
        case .endOfWindow:
            Wording(en: "over the music: no song ended inside its window", zh: "窗口内没有曲子结束，压低音乐播出")
        case .besideTimed(let name):
            Wording(
                en: "inside its window, clear of \"\(name)\", which starts on time", zh: "在窗口内避开准时播出的“\(name)”")
        case .afterWindow(let name):
            Wording(en: "after its window, which \"\(name)\" filled", zh: "窗口被“\(name)”占满，随后播出")
        case .joined: Wording(en: "taken up in the middle of its time", zh: "中途接续播放")
        case .timeRanOut: Wording(en: "its time ran out before it could begin", zh: "开播前已过有效时间")
        case .noCard: Wording(en: "the sound card of its zones was away", zh: "所在广播区的声卡不可用")
        case .muted(let name): Wording(en: "the store was muted by \"\(name)\"", zh: "全店已由“\(name)”静音")
        case .emptyFolder(let name):
            Wording(
                en: "music folder \"\(name)\" has no playable song; the music stayed as it was",
                zh: "音乐文件夹“\(name)”没有可播放的曲子，音乐保持不变")
        case .stationOff(let from, let to):
            Wording(
                en: "the station was off from \(clock.text(from, besides: to)) to \(clock.text(to, besides: from))",
                zh: "\(clock.text(from, besides: to)) 至 \(clock.text(to, besides: from)) 播音台未运行")
        case .clockDoubted(let from, let to):
            Wording(
                en: "the clock was wrong from \(clock.text(from, besides: to)) to \(clock.text(to, besides: from))",
                zh: "\(clock.text(from, besides: to)) 至 \(clock.text(to, besides: from)) 时钟不准")
        case .clockSet(let from, let to):
            Wording(
                en: "the clock was set from \(clock.text(from, besides: to)) to \(clock.text(to, besides: from))",
                zh: "时钟由 \(clock.text(from, besides: to)) 调到 \(clock.text(to, besides: from))")
        }
    }
}

extension CivilClock {
    /// What the clock shows, with the date where another instant lies on another day.
    fileprivate func text(_ instant: Instant, besides other: Instant) -> String {
        let time = clockTime(of: instant)
        return date(of: instant) == date(of: other) ? "\(time)" : "\(date(of: instant)) \(time)"
    }
}
