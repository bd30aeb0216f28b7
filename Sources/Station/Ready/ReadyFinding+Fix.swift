// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What staff are to do about what is not good.
extension ReadyFinding {
    /// What to do; nil where nothing is, or where the sentence says it.
    var fix: Wording? {
        switch subject {
        case .station:
            Wording(
                en: "start it: sudo systemctl start storecast (by hand: storecast daemon); storecast check looks at the"
                    + " files meanwhile",
                zh: "请启动：sudo systemctl start storecast（手动：storecast daemon）；在此之前可用 storecast check 检查文件")
        case .day, .clock, .card: programmeFix
        case .levels: levelFix
        case .files, .drafts: fileFix
        case .disk, .record: diskFix
        case .queue, .emergency, .speech: messageFix
        }
    }

    private var programmeFix: Wording? {
        switch self {
        case .dayClosed:
            Wording(
                en: "if it opens, see which timetable applies: storecast calendar",
                zh: "若要营业，请用 storecast calendar 查看适用的播出表")
        case .dayNotLoaded: Wording(en: "storecast check shows all; mend and save", zh: "storecast check 可查看全部；改正后保存即可")
        case .dayMuted: Wording(en: "when the reason is gone: storecast unmute", zh: "原因消除后请执行 storecast unmute")
        case .clockAsIf: Wording(en: "start without --as-if before customers come", zh: "正式播出请不带 --as-if 启动")
        case .cardNotRealtime:
            Wording(
                en:
                    "let systemd run it, whose unit gives it that, or allow the user rtprio 70 in /etc/security/limits.d",
                zh: "请由 systemd 运行（单元文件已设置），或在 /etc/security/limits.d 允许该用户 rtprio 70")
        case .cardHeldUp: Wording(en: "see what keeps the machine so busy: top", zh: "请用 top 查看机器为何繁忙")
        case .cardOpening: Wording(en: "look again in some seconds", zh: "请几秒后再看")
        default: nil
        }
    }

    private var levelFix: Wording? {
        switch self {
        case .levelSilent: Wording(en: "listen to the file, and replace it", zh: "请试听该文件并更换")
        case .levelOff:
            Wording(
                en: "see whether levels, music in store.yaml is meant, and whether the file is right",
                zh: "请确认 store.yaml 中 levels 的 music，以及该文件是否正常")
        case .volumeMuted, .volumeLow:
            Wording(
                en: "raise it with alsamixer (M unmutes), keep it with sudo alsactl store, then storecast test-tone",
                zh: "请用 alsamixer 调高（M 键取消静音），sudo alsactl store 保存，再用 storecast test-tone 试听")
        default: nil
        }
    }

    private var fileFix: Wording? {
        switch self {
        case .filesMissing, .filesBroken:
            Wording(en: "storecast check shows each with what to do", zh: "storecast check 逐项列出改法")
        case .filesPending: Wording(en: "look again in a minute", zh: "请一分钟后再看")
        case .filesNoSongs(let folder):
            Wording(en: "put music into audio/music/\(folder)", zh: "请把音乐放入 audio/music/\(folder)")
        case .draftsPlanned:
            Wording(
                en: "have each read, and write \"approved DATE NAME\" into it", zh: "请审阅，并在稿中写入“approved 日期 姓名”")
        default: nil
        }
    }

    private var diskFix: Wording? {
        switch self {
        case .diskLow, .diskFull: Wording(en: "make room on the disk of the state folder", zh: "请清理状态文件夹所在磁盘")
        case .diskUnknown: Wording(en: "look after the disk", zh: "请检查磁盘")
        case .recordSlow: Wording(en: "see what keeps the disk busy, or replace it", zh: "请查看磁盘为何繁忙，或更换磁盘")
        case .recordUnkept(_, let fix): fix
        default: nil
        }
    }

    private var messageFix: Wording? {
        switch self {
        case .queueStuck:
            Wording(
                en: "storecast announcements tells what it waits for; cancel it if it is of no use any more",
                zh: "storecast announcements 可查看在等什么；不再需要请取消")
        case .queueUnspoken(_, let texts, _):
            Wording(
                en: "read it out: \(texts.joined(separator: " / "))", zh: "请人工播报：\(texts.joined(separator: " / "))")
        case .queueFailed: Wording(en: "announce again what still matters", zh: "仍有必要的请重新播出")
        case .emergencyPending: Wording(en: "look again in a minute", zh: "请一分钟后再看")
        case .emergencyNone:
            Wording(
                en: "write one, such as evacuation, and have it approved: what is ready needs neither disk nor voice",
                zh: "请编写并审核一份，例如疏散广播：备好的内容不依赖磁盘和朗读程序")
        case .emergencyUnready(_, let fix): fix.map { Wording(en: $0, zh: $0) }
        case .speechFails(_, _, let fix): fix
        default: nil
        }
    }
}
