// SPDX-License-Identifier: Apache-2.0
import SoundCard
import Timetable

/// What staff are told. docs/ready.md shows every sentence.
extension ReadyFinding {
    /// How it is.
    var wording: Wording {
        let sentence: Wording? =
            switch subject {
            case .station: Wording(en: "no station answers", zh: "播音台没有运行")
            case .day, .clock: dayWording
            case .card: cardWording
            case .levels: levelWording
            case .files, .drafts: fileWording
            case .disk, .record: diskWording
            case .queue: queueWording
            case .emergency, .speech: voiceWording
            }
        // Each has a sentence, which a test holds against the list of all cases.
        return sentence ?? subject.label
    }

    private var dayWording: Wording? {
        switch self {
        case .dayPlanned(let opens, let closes, let cues):
            Wording(
                en: "open from \(opens) to \(closes), \(cues) \(cues == 1 ? "line" : "lines") planned",
                zh: "\(opens) 至 \(closes) 营业，排播 \(cues) 项")
        case .dayNotLoaded(let first, 1):
            Wording(en: "a mistake keeps what was saved from the air: \(first)", zh: "保存的内容有误，没有载入：\(first)")
        case .dayNotLoaded(let first, let count):
            Wording(
                en: "\(count) mistakes keep what was saved from the air, first: \(first)",
                zh: "保存的内容有 \(count) 处错误，没有载入，第一处：\(first)")
        case .dayMuted(let name):
            Wording(en: "muted by \(name): only emergencies are heard", zh: "已由 \(name) 静音，只播紧急广播")
        case .clockRight(let now, let zone, let change):
            Wording(
                en: ["\(now) in \(zone)", change?.en].compactMap { $0 }.joined(separator: "; "),
                zh: ["\(now)，时区 \(zone)", change?.zh].compactMap { $0 }.joined(separator: "；"))
        case .clockAsIf(let now): Wording(en: "set to \(now) by --as-if", zh: "由 --as-if 设为 \(now)")
        case .clockDoubted(let doubt): doubt
        case .dayClosed: Wording(en: "the store is closed, nothing is planned", zh: "今日不营业，没有排播")
        default: nil
        }
    }

    private var cardWording: Wording? {
        switch self {
        case .cardPlays(let place, let device, let stream, let underruns, let losses):
            Wording(
                en: "\"\(device)\" plays\(place.en): \(stream.rate) Hz, \(stream.channels) channels, \(stream.format); "
                    + "ran dry \(Self.times(underruns)), lost \(Self.times(losses)) since the start",
                zh: "\(place.zh)“\(device)”正在播放：\(stream.rate) Hz，\(stream.channels) 声道，\(stream.format)；"
                    + "启动以来断流 \(underruns) 次，掉线 \(losses) 次")
        case .cardNotRealtime(let place):
            Wording(
                en: "no realtime priority\(place.en): a busy machine may make the sound stutter",
                zh: "\(place.zh)没有实时优先级：机器繁忙时声音可能卡顿")
        case .cardHeldUp(let place, let bufferMs):
            Wording(
                en: "the machine is held up\(place.en): announcements begin up to \(bufferMs) ms later",
                zh: "\(place.zh)机器响应迟缓：广播最多晚 \(bufferMs) 毫秒开始")
        case .cardSilent(let place, let device, let reason):
            Wording(
                en: "NO SOUND\(place.en) from \"\(device)\": \(reason.en)",
                zh: "\(place.zh)“\(device)”没有声音：\(reason.zh)")
        case .cardOpening(let place, let device):
            Wording(en: "\"\(device)\" is being opened\(place.en)", zh: "\(place.zh)正在打开“\(device)”")
        default: nil
        }
    }

    private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

    private var levelWording: Wording? {
        switch self {
        case .levelRight(let place, let song, let about, let promised):
            Wording(
                en: "\"\(song)\" went to the card\(place.en) at about \(about) LUFS, promised are \(promised)",
                zh: "\(place.zh)“\(song)”送到声卡约 \(about) LUFS，应为 \(promised)")
        case .levelOff(let place, let song, let about, let promised):
            Wording(
                en: "\"\(song)\" went to the card\(place.en) at about \(about) LUFS instead of \(promised)",
                zh: "\(place.zh)“\(song)”送到声卡约 \(about) LUFS，而不是 \(promised)")
        case .levelSilent(let place, let song):
            Wording(en: "\"\(song)\" was silence\(place.en)", zh: "\(place.zh)“\(song)”没有声音")
        case .volumeMuted(let place, let control):
            Wording(
                en: "the card's control \"\(control)\" is muted\(place.en): nothing is heard",
                zh: "\(place.zh)声卡音量“\(control)”被静音，听不到声音")
        case .volumeLow(let place, let control, let stands):
            Wording(
                en: "the card's control \"\(control)\" stands at \(stands)\(place.en)",
                zh: "\(place.zh)声卡音量“\(control)”只有 \(stands)")
        case .levelUnknown(let place):
            Wording(
                en: "no song was heard to its end yet\(place.en); storecast test-tone lets you hear the level",
                zh: "\(place.zh)还没有播完一首曲子；可用 storecast test-tone 试听音量")
        default: nil
        }
    }

    private var fileWording: Wording? {
        switch self {
        case .filesReady(let sounds, let songs):
            Wording(
                en: "\(sounds) sounds and \(songs) songs of today can be played",
                zh: "今日 \(sounds) 个声音、\(songs) 首曲子均可播放")
        case .filesMissing(let names, let count, let why):
            Wording(
                en: "\(count) of today cannot be played: \(Self.list(names, of: count).en): \(why.en)",
                zh: "今日有 \(count) 个无法播放：\(Self.list(names, of: count).zh)：\(why.zh)")
        case .filesPending(let count):
            Wording(en: "\(count) of today are still being prepared", zh: "今日还有 \(count) 个正在准备")
        case .filesNoSongs(let folder):
            Wording(en: "the music folder \"\(folder)\" has nothing to play", zh: "音乐文件夹“\(folder)”没有可播放的曲子")
        case .filesBroken(let first, 1): Wording(en: first, zh: first)
        case .filesBroken(let first, let count):
            Wording(en: "\(count) files have a mistake, first: \(first)", zh: "\(count) 个文件有问题，第一个：\(first)")
        case .draftsNone: Wording(en: "every script is approved", zh: "播音稿均已审核")
        case .draftsUnused(let names):
            Wording(
                en: "not approved, not planned today: \(Self.list(names, of: names.count).en)",
                zh: "未审核，今日没有用到：\(Self.list(names, of: names.count).zh)")
        case .draftsPlanned(let names):
            Wording(
                en: "planned today and not approved, so not heard: \(Self.list(names, of: names.count).en)",
                zh: "今日排播但未审核，不会播出：\(Self.list(names, of: names.count).zh)")
        default: nil
        }
    }

    /// As many names as people read.
    private static let namedMost = 5

    private static func list(_ names: [String], of count: Int) -> Wording {
        let shown = names.prefix(namedMost)
        let more = count - shown.count
        return Wording(
            en: shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""),
            zh: shown.joined(separator: "、") + (more > 0 ? " 等 \(count) 个" : ""))
    }

    private var diskWording: Wording? {
        switch self {
        case .diskRoom(let free), .diskLow(let free), .diskFull(let free):
            Wording(en: "\(Self.size(free)) free", zh: "剩余 \(Self.size(free))")
        case .recordKept(let milliseconds):
            Wording(en: "written, the disk took \(milliseconds) ms", zh: "可以写入，耗时 \(milliseconds) 毫秒")
        case .recordSlow: Wording(en: "the disk takes more than a second to write", zh: "磁盘写入需要一秒以上")
        case .recordUnkept(let why, _): why
        case .diskUnknown: Wording(en: "the state folder's disk does not answer", zh: "状态文件夹所在磁盘没有响应")
        default: nil
        }
    }

    private static func size(_ bytes: Int64) -> String {
        bytes >= 10 << 30 ? "\(bytes >> 30) GiB" : "\(bytes >> 20) MiB"
    }

    private var queueWording: Wording? {
        switch self {
        case .queueEmpty: Wording(en: "no announcement waits", zh: "没有等候的广播")
        case .queueWaiting(let count):
            Wording(en: "announcements that are not over: \(count)", zh: "未结束的广播 \(count) 条")
        case .queueStuck(let name, let minutes):
            Wording(en: "\"\(name)\" has waited for \(minutes) minutes", zh: "“\(name)”已等候 \(minutes) 分钟")
        case .queueUnspoken(let name, _, let reason):
            Wording(en: "\"\(name)\" is not spoken: \(reason)", zh: "“\(name)”没有朗读：\(reason)")
        case .queueFailed(let name, let reason, 1):
            Wording(en: "\"\(name)\" was not heard today: \(reason)", zh: "今日“\(name)”没有播出：\(reason)")
        case .queueFailed(let name, let reason, let count):
            Wording(
                en: "\(count) announcements were not heard today, last: \"\(name)\": \(reason)",
                zh: "今日有 \(count) 条广播没有播出，最近一条“\(name)”：\(reason)")
        default: nil
        }
    }

    private var voiceWording: Wording? {
        switch self {
        case .emergencyReady(let names):
            Wording(
                en: "in memory: \(Self.list(names, of: names.count).en)",
                zh: "已备在内存中：\(Self.list(names, of: names.count).zh)")
        case .emergencyPending(let names):
            Wording(
                en: "still being prepared: \(Self.list(names, of: names.count).en)",
                zh: "正在准备：\(Self.list(names, of: names.count).zh)")
        case .emergencyUnready(let why, _): Wording(en: why, zh: why)
        case .speechWorks(let languages):
            Wording(
                en: "a word was spoken in \(languages.joined(separator: ", "))",
                zh: "试读成功：\(languages.joined(separator: "、"))")
        case .speechFails(let language, let why, _):
            Wording(en: "no word in \(language): \(why.en)", zh: "\(language) 试读失败：\(why.zh)")
        case .emergencyNone:
            Wording(
                en: "no approved script without slots is of class emergency", zh: "没有已审核、无空位的 emergency 类播音稿")
        default: nil
        }
    }
}
