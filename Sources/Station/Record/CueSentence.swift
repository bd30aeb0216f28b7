// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// What became of a planned cue, in one plain sentence.
struct CueSentence {
    /// What starts closer to its time than this is on time.
    static let tolerance = Duration.seconds(1)

    let record: CueRecord
    var standing = CueStanding.over
    /// What kept it from its time where its record does not say; nil where that is not known.
    var holder: Wording?
    /// Whether it had begun, though it is not on record as aired.
    var hadBegun = false
    /// How much of it was silence because it came too late to the card; nil for nothing worth telling.
    var gap: Duration?
    let words: RecordWords

    var text: String {
        let lacking = gap.map(words.seconds)
        let also = Wording(
            en: lacking.map { "; \($0.en) of it were silent, as the sound came too late" } ?? "",
            zh: lacking.map { "，其中 \($0.zh)因声音来迟而无声" } ?? "")
        return (wording + also).sentence.text(in: words.language)
    }

    /// What it is, as a sentence begins: `the promo "tea" at 10:07`.
    var subject: Wording {
        let name = words.quoted(record.name)
        let at = words.time(record.planned)
        return switch record.verb {
        case .say, .play: Wording(en: "\(name.en) at \(at)", zh: "\(at) 的\(name.zh)")
        case .promo: Wording(en: "the promo \(name.en) at \(at)", zh: "\(at) 的促销\(name.zh)")
        case .music: Wording(en: "the music \(name.en) at \(at)", zh: "\(at) 的音乐\(name.zh)")
        case .silence: Wording(en: "the silence at \(at)", zh: "\(at) 的静音")
        }
    }

    private var wording: Wording {
        switch (record.outcome, standing) {
        case (.aired, .cutOff(let at)): subject + cutOff(at)
        case (.aired, .onAir): subject + (record.verb.isBed ? inForce : onAir)
        case (.aired, .over): subject + (record.verb.isBed ? wasInForce : aired)
        case (.gaveWay, _): subject + gaveWay
        case (.missed, _): subject + missed
        }
    }

    // MARK: Aired

    private var start: Instant { record.start ?? record.planned }
    private var lateness: Duration { start - record.planned }

    /// Whether it was to end at its time, and did.
    private var endsOnTime: Bool {
        guard let end = record.end, lateness < .zero - Self.tolerance else { return false }
        return abs(end - record.planned) < Self.tolerance
    }

    private func abs(_ span: Duration) -> Duration { span < .zero ? .zero - span : span }

    private func cutOff(_ at: Instant) -> Wording {
        Wording(
            en: " began at \(words.time(start)) and was cut off at \(words.time(at)), when the station stopped",
            zh: "于 \(words.time(start)) 开始，\(words.time(at)) 因播音台停止运行而中断")
    }

    private var onAir: Wording {
        let late = lateness >= Self.tolerance ? words.span(lateness) : nil
        return Wording(
            en: " has been on air since \(words.time(start))" + (late.map { ", \($0.en) late" } ?? ""),
            zh: "自 \(words.time(start)) 起正在播出" + (late.map { "，比计划晚 \($0.zh)" } ?? ""))
    }

    private var aired: Wording {
        record.reason.map(aired) ?? airedWithoutReason
    }

    private var airedWithoutReason: Wording {
        let end = record.end.map { words.time($0) }
        if endsOnTime, let end {
            return Wording(
                en: " aired on time: it began at \(words.time(start)) and ended at \(end)",
                zh: "准时播出，\(words.time(start)) 开始，\(end) 播完")
        }
        guard abs(lateness) >= Self.tolerance else {
            return Wording(
                en: " aired on time" + (end.map { " and ended at \($0)" } ?? ""),
                zh: "准时播出" + (end.map { "，\($0) 播完" } ?? ""))
        }
        let difference = words.span(abs(lateness))
        if lateness < .zero {
            return Wording(
                en: " aired at \(words.time(start)), \(difference.en) early",
                zh: "于 \(words.time(start)) 播出，提前 \(difference.zh)")
        }
        let why = holder ?? Wording(en: "for a reason that is not on record", zh: "原因没有记录")
        return Wording(
            en: " aired at \(words.time(start)), \(difference.en) late, \(why.en)",
            zh: "于 \(words.time(start)) 播出，推迟 \(difference.zh)，\(why.zh)")
    }

    private func aired(_ reason: Reason) -> Wording {
        let at = words.time(start)
        let clause = reason.clause(words)
        switch reason {
        case .betweenSongs: return Wording(en: " aired in the break between two songs", zh: "在两首曲子之间播出")
        case .endOfWindow: return Wording(en: " aired over the music, as \(clause.en)", zh: "因\(clause.zh)，压低音乐播出")
        case .besideTimed(let name):
            return Wording(
                en: " aired inside its window, clear of \(words.quoted(name).en), which starts on time",
                zh: "在窗口内播出，避开了准时播出的\(words.quoted(name).zh)")
        case .afterWindow(let name):
            return Wording(
                en: " aired after its window, which \(words.quoted(name).en) filled", zh: "因\(clause.zh)，在窗口之后播出")
        case .gaveWay(let name, let moment): return madeGood(after: name, moment)
        case .brokeOff:
            let end = record.end.map { words.time($0) } ?? at
            return Wording(
                en: " began at \(at) and broke off at \(end): \(clause.en)", zh: "于 \(at) 开始，\(end) 中断：\(clause.zh)")
        case .joined: return Wording(en: " was taken up in the middle, at \(at)", zh: "于 \(at) 中途接续播放")
        case .stationOff, .clockSet, .clockDoubted, .muted, .notReady, .noCard, .waited:
            return Wording(en: " aired only at \(at), because \(clause.en)", zh: "因\(clause.zh.spaced)，到 \(at) 才播出")
        case .unavailable:
            return Wording(
                en: " aired at \(at), though not as it should: \(clause.en)", zh: "于 \(at) 播出，但有问题：\(clause.zh)")
        case .pastWhenLoaded, .noZone, .removed, .timeRanOut, .emptyFolder:
            return Wording(en: " aired at \(at), although \(clause.en)", zh: "虽然\(clause.zh.spaced)，仍于 \(at) 播出")
        }
    }

    private func madeGood(after name: String, _ moment: Instant) -> Wording {
        let (quoted, at) = (words.quoted(name), words.time(start))
        guard moment - record.planned >= Self.tolerance else {
            return Wording(en: " gave way to \(quoted.en) and aired at \(at)", zh: "让位于\(quoted.zh)，\(at) 播出")
        }
        return Wording(
            en: " gave way to \(quoted.en) at \(words.time(moment)) and aired again from its beginning at \(at)",
            zh: "于 \(words.time(moment)) 让位于\(quoted.zh)，\(at) 从头补播")
    }

    // MARK: The bed

    private var inForce: Wording {
        let also = alsoOfTheBed
        return record.verb == .music
            ? Wording(
                en: " has been playing since \(words.time(start))\(also.en)",
                zh: "自 \(words.time(start)) 起播放至今\(also.zh)")
            : Wording(
                en: " has lasted since \(words.time(start))\(also.en)", zh: "自 \(words.time(start)) 起持续至今\(also.zh)")
    }

    private var wasInForce: Wording {
        let also = alsoOfTheBed
        let end = record.end.map { words.time($0) } ?? words.time(start)
        return record.verb == .music
            ? Wording(
                en: " played from \(words.time(start)) to \(end)\(also.en)",
                zh: "于 \(words.time(start)) 至 \(end) 播放\(also.zh)")
            : Wording(
                en: " lasted from \(words.time(start)) to \(end)\(also.en)",
                zh: "于 \(words.time(start)) 至 \(end) 持续\(also.zh)")
    }

    private var alsoOfTheBed: Wording {
        guard let reason = record.reason else { return Wording(en: "", zh: "") }
        let clause = reason.clause(words)
        guard reason != .joined else { return Wording(en: "; \(clause.en)", zh: "（中途接续）") }
        return Wording(en: "; \(clause.en)", zh: "（\(clause.zh)）")
    }

    // MARK: Not aired

    private var gaveWay: Wording {
        guard case .gaveWay(let name, let moment) = record.reason else {
            let why = explanation.map { $0.clause(words) }
            return Wording(
                en: " gave way to something more important and could not be aired later"
                    + (why.map { ": \($0.en)" } ?? ""),
                zh: "让位于更重要的广播，之后没能补播" + (why.map { "：\($0.zh)" } ?? ""))
        }
        let quoted = words.quoted(name)
        guard moment - record.planned >= Self.tolerance else {
            return Wording(
                en: " gave way to \(quoted.en) and could not be aired later", zh: "让位于\(quoted.zh)，之后没能补播")
        }
        return Wording(
            en: " gave way to \(quoted.en) at \(words.time(moment)) and could not be aired again",
            zh: "于 \(words.time(moment)) 让位于\(quoted.zh)，之后没能补播")
    }

    private var missed: Wording {
        let fate =
            record.verb.isBed
            ? Wording(en: " did not begin", zh: "没有开始") : Wording(en: " did not air", zh: "没有播出")
        guard let reason = explanation else {
            return fate + Wording(en: "; no reason is on record", zh: "，原因没有记录")
        }
        let clause = reason.clause(words)
        switch reason {
        case .gaveWay(let name, let at):
            return Wording(
                en: " was taken off at \(words.time(at)) for \(words.quoted(name).en) and did not air again",
                zh: "于 \(words.time(at)) 被\(words.quoted(name).zh)打断，没有再播")
        case .unavailable, .brokeOff:
            return fate + Wording(en: ": \(clause.en)", zh: "：\(clause.zh)")
        case _ where hadBegun:
            return Wording(
                en: " began but was not heard to its end, because \(clause.en)", zh: "开始后没有播完，原因是\(clause.zh.spaced)")
        default:
            return fate + Wording(en: " because \(clause.en)", zh: "，原因是\(clause.zh.spaced)")
        }
    }

    /// Why it did not air; where something was placed is no reason for that.
    private var explanation: Reason? {
        switch record.reason {
        case .betweenSongs, .endOfWindow, .besideTimed, .afterWindow, .joined: nil
        default: record.reason
        }
    }
}
