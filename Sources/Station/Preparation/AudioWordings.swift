// SPDX-License-Identifier: Apache-2.0
import Media
import Speech
import Timetable

// What the sound targets have to say, in both languages of the house. Their own sentences are English.

extension MediaError {
    /// What is wrong, without the path.
    var wording: Wording { Wording(en: problem, zh: chineseProblem) }
    /// What to do.
    var fix: Wording { Wording(en: remedy, zh: chineseRemedy) }
    /// The path, what is wrong and what to do.
    var sentence: Wording { Wording(en: description, zh: "\(path)：\(wording.zh)。\(fix.zh)") }

    private var chineseProblem: String {
        switch self {
        case .notFound: "没有这个文件"
        case .notPermitted: "没有读取权限"
        case .notAFile: "这不是普通文件"
        case .empty: "文件里没有声音"
        case .notAudio(_, let detail): "不是可以解码的音频（\(detail)）"
        case .unsupported(_, let detail): "音频格式特殊（\(detail)）"
        case .tooLong: "音频过长"
        case .damaged(_, let detail): "文件中途损坏（\(detail)）"
        case .readFailed(_, let detail): "读取失败（\(detail)）"
        case .converterMissing: "播放这种格式需要 ffmpeg，但没有安装"
        case .notConverted(_, let detail): "ffmpeg 无法转换（\(detail)）"
        }
    }

    private var chineseRemedy: String {
        switch self {
        case .notFound: "请放入文件，或改正文件名"
        case .notPermitted: "请给守护进程的用户读取权限，例如 chmod a+r"
        case .notAFile: "请换成音频文件"
        case .empty: "请重新导出或复制该文件"
        case .notAudio: "请使用 WAV、FLAC、Ogg、Opus 或 MP3，其他格式可用 ffmpeg 转换"
        case .unsupported: "请转换为 48 kHz 立体声，例如 ffmpeg -ac 2 -ar 48000"
        case .tooLong: "请切成较短的文件"
        case .damaged: "请重新复制或导出；在此之前只播到损坏处"
        case .readFailed: "请检查磁盘及其连接"
        case .converterMissing: "请安装（apt install ffmpeg），或自行转换为 FLAC"
        case .notConverted: "请重新导出为 FLAC、Ogg 或 MP3，并确认磁盘有空间"
        }
    }
}

extension LibraryProblem {
    /// What is wrong, without the path.
    var wording: Wording { Wording(en: problem, zh: chineseProblem) }
    /// What to do.
    var fix: Wording { Wording(en: remedy, zh: chineseRemedy) }

    private var chineseProblem: String {
        switch self {
        case .noLibrary: "没有音频文件夹"
        case .unreadable(_, let detail): "无法读取（\(detail)）"
        case .emptyFolder: "文件夹里没有声音文件"
        case .duplicateName(_, let kept): "有同名文件，播放的是 \(kept)"
        case .unsupportedFormat: "乐谱文件不能播放"
        case .looseFile: "声音文件应放在这里的子文件夹中"
        case .nestedFolder: "不读取更深一层的文件夹"
        }
    }

    private var chineseRemedy: String {
        switch self {
        case .noLibrary: "请建立该文件夹，或用 --audio 指定正确的文件夹"
        case .unreadable: "请给守护进程的用户读取权限，或将其移走"
        case .emptyFolder: "请放入 WAV、FLAC、Ogg、Opus 或 MP3 文件"
        case .duplicateName: "请改名或删去其中一个"
        case .unsupportedFormat: "请录成声音文件，例如 FLAC"
        case .looseFile: "请移到某个子文件夹中"
        case .nestedFolder: "请把其中的文件上移一层"
        }
    }
}

extension SpeechError {
    /// What is wrong.
    var wording: Wording { Wording(en: problem, zh: chineseProblem) }
    /// What to do.
    var fix: Wording { Wording(en: remedy, zh: chineseRemedy) }

    private var chineseProblem: String {
        switch self {
        case .nothingToSay: "没有可朗读的文字"
        case .noVoice(let language): "没有为语言 \(language) 设置嗓音"
        case .engineMissing(let engine): "朗读程序 \(engine) 没有安装或无法运行"
        case .exited(let engine, let code, let tail): "朗读程序 \(engine) 以代码 \(code) 结束 \(tail)"
        case .crashed(let engine, let signal): "朗读程序 \(engine) 被信号 \(signal) 终止"
        case .timedOut(let engine, let deadline): "朗读程序 \(engine) 超过 \(deadline) 仍未完成"
        case .tooLarge(let engine, let limit): "朗读程序 \(engine) 的输出超过 \(limit) 字节"
        case .noAudio(let engine, let tail): "朗读程序 \(engine) 没有给出声音 \(tail)"
        case .onlySilence(let engine, let tail): "朗读程序 \(engine) 给出的全是静音 \(tail)"
        case .engineFailed(let engine, let detail): "无法运行朗读程序 \(engine)（\(detail)）"
        case .cacheFailed(let path, let detail): "无法把语音存到 \(path)（\(detail)）"
        }
    }

    private var chineseRemedy: String {
        switch self {
        case .nothingToSay: "请写上要朗读的文字"
        case .noVoice(let language): "请在 store.yaml 的 speech.voices 中为 \(language) 加上嗓音"
        case .engineMissing: "请安装（apt install espeak-ng），或改正 store.yaml 的 speech.engine"
        case .exited, .crashed, .noAudio, .engineFailed:
            "请手工试运行 store.yaml 中 speech.engine 的命令；audio/scripts 下的录音不需要朗读程序"
        case .onlySilence: "请确认 store.yaml 中 speech.voices 的嗓音会说这种语言"
        case .timedOut, .tooLarge: "请缩短文字或用 | 断句；短句也失败时请检查朗读程序"
        case .cacheFailed: "请确认磁盘有空间，且守护进程可以写入"
        }
    }
}
