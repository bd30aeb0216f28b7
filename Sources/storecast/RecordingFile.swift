// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Station
import Timetable

/// A sound file that somebody wants announced.
enum RecordingFile {
    /// How files end that are likely to be meant; others are taken as well.
    static let endings = ["wav", "flac", "ogg", "opus", "mp3", "m4a"]

    /// Its bytes, as they are.
    /// - Throws: `ExitCode.answerIsNo` after telling what is wrong with the file; one that is too large is not read.
    static func bytes(of path: String, _ language: Language) throws -> Data {
        do {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: URL(filePath: path).resolvingSymlinksInPath().path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw refusal(path, notAFile, language)
            }
            let size = attributes[.size] as? Int ?? 0
            guard size <= Recording.largestUploadBytes else { throw refusal(path, tooLarge(size), language) }
            return try Data(contentsOf: URL(filePath: path))
        } catch let error as CocoaError {
            throw refusal(path, unreadable(error), language)
        }
    }

    private static let notAFile = Wording(en: "this is no file; give a sound file", zh: "这不是文件；请给出声音文件")

    private static func tooLarge(_ size: Int) -> Wording {
        let limit = Recording.largestUploadBytes >> 20
        let has = String(format: "%.1f", Double(size) / Double(1 << 20))
        return Wording(
            en: "it has \(has) MiB, and \(limit) are the most; shorten it, or store it as FLAC, Ogg or MP3",
            zh: "文件有 \(has) MiB，最多 \(limit) MiB；请剪短，或存为 FLAC、Ogg 或 MP3")
    }

    private static func unreadable(_ error: CocoaError) -> Wording {
        switch error.code {
        case .fileReadNoSuchFile, .fileNoSuchFile:
            Wording(en: "there is no such file; see that the name is right", zh: "没有这个文件；请检查文件名")
        case .fileReadNoPermission:
            Wording(
                en: "you may not read it; ask its owner, or run chmod a+r on it", zh: "没有读取权限；请联系文件所有者，或执行 chmod a+r")
        default:
            Wording(
                en: "it cannot be read (\(error.localizedDescription)); see that the disk is there",
                zh: "无法读取（\(error.localizedDescription)）；请检查磁盘")
        }
    }

    private static func refusal(_ path: String, _ wording: Wording, _ language: Language) -> ExitCode {
        complain("storecast: \(path): \(wording.text(in: language))")
        return .answerIsNo
    }
}
