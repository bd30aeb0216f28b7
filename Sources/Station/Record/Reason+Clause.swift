// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

extension Reason {
    /// Why, as a part of a sentence that follows "because", with names as people call them.
    func clause(_ words: RecordWords) -> Wording {
        switch self {
        case .unavailable(let detail), .brokeOff(let detail): Wording(en: detail.en.trimmed, zh: detail.zh.trimmed)
        case .notReady: Wording(en: "its sound was not ready in time", zh: "声音未能及时备好")
        case .pastWhenLoaded:
            Wording(en: "its time had passed when the timetable was loaded", zh: "载入播出表时已过播出时间")
        case .waited(let name):
            Wording(
                en: "\(words.quoted(name).en) was on air for longer than it may be late",
                zh: "\(words.quoted(name).zh)一直在播，超过了允许的迟播时间")
        case .gaveWay(let name, let at):
            Wording(
                en: "it gave way to \(words.quoted(name).en) at \(words.time(at))",
                zh: "\(words.time(at)) 让位于\(words.quoted(name).zh)")
        case .noZone([]): Wording(en: "it names no zone of the store", zh: "没有指定店内的广播区")
        case .noZone(let names):
            Wording(
                en: "the store has no zone \(names.map { "\"\($0)\"" }.joined(separator: ", "))",
                zh: "店内没有广播区\(names.map { "“\($0)”" }.joined(separator: "、"))")
        case .removed: Wording(en: "it was taken out of the timetable", zh: "已从播出表中删去")
        case .betweenSongs:
            Wording(en: "it was placed in the break between two songs", zh: "安排在两首曲子之间")
        case .endOfWindow: Wording(en: "no song ended inside its window", zh: "窗口内没有曲子结束")
        case .besideTimed(let name):
            Wording(
                en: "it keeps clear of \(words.quoted(name).en), which starts on time",
                zh: "要避开准时播出的\(words.quoted(name).zh)")
        case .afterWindow(let name):
            Wording(en: "\(words.quoted(name).en) filled its window", zh: "窗口被\(words.quoted(name).zh)占满")
        case .joined: Wording(en: "it was taken up in the middle of its time", zh: "中途接续播放")
        case .timeRanOut: Wording(en: "its time ran out before it could begin", zh: "开播前已过有效时间")
        case .noCard: Wording(en: "the sound card of its zones was away", zh: "所在广播区的声卡不可用")
        case .muted(let name): Wording(en: "\(name) had muted the store", zh: "\(name) 已将全店静音")
        case .emptyFolder(let name):
            Wording(
                en: "the music folder \"\(name)\" has no playable song; the music stayed as it was",
                zh: "音乐文件夹“\(name)”没有可播放的曲子，音乐保持不变")
        case .stationOff(let from, let to):
            Wording(
                en: "the station was off from \(words.time(from)) to \(words.time(to))",
                zh: "播音台 \(words.time(from)) 至 \(words.time(to)) 未运行")
        case .clockSet(let from, let to):
            Wording(
                en: "the clock was set from \(words.time(from)) to \(words.time(to))",
                zh: "时钟由 \(words.time(from)) 调到 \(words.time(to))")
        case .clockDoubted(let from, let to):
            Wording(
                en: "the clock could not be believed from \(words.time(from)) to \(words.time(to))",
                zh: "\(words.time(from)) 至 \(words.time(to)) 时钟不可信")
        }
    }
}
