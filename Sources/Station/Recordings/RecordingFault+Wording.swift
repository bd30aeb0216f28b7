// SPDX-License-Identifier: Apache-2.0
import Foundation
import Media
import Timetable

// What the reader of recordings has to say, in both languages of the house.

extension RequestRefused {
    /// Why a recording is not kept.
    ///
    /// - Parameter folder: where it was to be stored.
    init(_ fault: RecordingFault, storedIn folder: String, _ language: Language) {
        let kind: Kind = if case .unwritable = fault { .noRoom } else { .unusable }
        self.init(kind, fault.wording, fault.fix(storedIn: folder), in: language)
    }
}

extension RecordingFault {
    /// What is wrong.
    var wording: Wording {
        switch self {
        case .undecodable(let error): error.wording
        case .breaksOff(let after):
            Wording(
                en: "the recording breaks off after \(Self.written(after)) s", zh: "录音在 \(Self.written(after)) 秒处损坏中断")
        case .tooLong:
            Wording(
                en: "the recording is longer than \(Self.longestMinutes) minutes", zh: "录音超过 \(Self.longestMinutes) 分钟")
        case .silent: Wording(en: "the recording has no sound", zh: "录音里没有声音")
        case .tooQuiet(let loudness):
            Wording(
                en: "the recording is too quiet to be understood in the store (\(Self.written(loudness)) LUFS)",
                zh: "录音太轻，店里听不清（\(Self.written(loudness)) LUFS）")
        case .unwritable(let detail):
            Wording(en: "what was sent cannot be stored (\(detail))", zh: "所发内容无法保存（\(detail)）")
        }
    }

    /// What to do.
    func fix(storedIn folder: String) -> Wording {
        switch self {
        case .undecodable(let error) where error.isUnusualAudio: error.fix
        case .undecodable:
            Wording(
                en: "record it as WAV, FLAC, Ogg or MP3; other formats need ffmpeg at the station",
                zh: "请录成 WAV、FLAC、Ogg 或 MP3；其他格式需要播音台装有 ffmpeg")
        case .breaksOff: Wording(en: "copy or export it again, and send all of it", zh: "请重新复制或导出，并完整发送")
        case .tooLong:
            Wording(
                en: "shorten it, or put it into the audio folder as an item of the timetable",
                zh: "请剪短，或放入音频文件夹，由播出表安排")
        case .silent: Wording(en: "see that the microphone is on, and record it again", zh: "请确认话筒已打开，重新录制")
        case .tooQuiet:
            Wording(
                en:
                    "record it again closer to the microphone; \(Self.written(RecordingTrim.quietestLUFS)) LUFS is the least",
                zh: "请靠近话筒重新录制；至少要有 \(Self.written(RecordingTrim.quietestLUFS)) LUFS")
        case .unwritable:
            Wording(
                en: "give the disk of \(folder) room, and the user of the daemon the right to write there",
                zh: "请给 \(folder) 所在磁盘留出空间，并给守护进程的用户写入权限")
        }
    }

    private static let longestMinutes = RecordingTrim.longestDuration.components.seconds / 60

    private static func written(_ number: Double) -> String { String(format: "%.1f", number) }

    private static func written(_ span: Duration) -> String { written(span.seconds) }
}

extension MediaError {
    /// Whether it is audio, of a kind that is not played.
    fileprivate var isUnusualAudio: Bool {
        if case .unsupported = self { true } else { false }
    }
}
