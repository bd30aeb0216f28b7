// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Station
import Timetable

/// Answers with a file on disk, all of it or, as players ask, a part (RFC 9110, 14).
enum FileAnswer {
    /// What browsers play, by the ending of its name.
    private static let types = [
        "wav": "audio/wav", "wave": "audio/wav", "flac": "audio/flac", "mp3": "audio/mpeg", "ogg": "audio/ogg",
        "oga": "audio/ogg", "opus": "audio/ogg", "m4a": "audio/mp4", "mp4": "audio/mp4", "aac": "audio/aac",
        "webm": "audio/webm",
    ]

    static func response(to request: Request, _ context: DeskContext, file: String) async throws -> Response {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        let ending = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
        var headers: HTTPFields = [
            .contentType: types[ending] ?? "application/octet-stream",
            .acceptRanges: "bytes", .cacheControl: "no-store",
        ]
        guard let asked = request.headers[.range] else {
            return Response(
                status: .ok, headers: headers, body: try await FileIO().loadFile(path: file, context: context))
        }
        guard let range = range(asked, of: size) else {
            throw Fault(
                .rangeNotSatisfiable, Wording(en: "No such part", zh: "没有这一段"),
                Wording(en: "the file has \(size) bytes", zh: "文件有 \(size) 字节"),
                fix: Wording(en: "ask for bytes=0-", zh: "请用 bytes=0-"), headers: [.contentRange: "bytes */\(size)"])
        }
        headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
        return Response(
            status: .partialContent, headers: headers,
            body: try await FileIO().loadFile(path: file, range: range, context: context))
    }

    /// The part that `bytes=5-9`, `bytes=5-` or `bytes=-5` asks for; nil where there is none, or several are asked for.
    static func range(_ text: String, of size: Int) -> ClosedRange<Int>? {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[0] == "bytes" else { return nil }
        let bounds = parts[1].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard bounds.count == 2, size > 0 else { return nil }
        switch (Int(bounds[0]), Int(bounds[1])) {
        case (let first?, let last?) where first <= last && first < size: return first...min(last, size - 1)
        case (let first?, nil) where bounds[1].isEmpty && first < size: return first...(size - 1)
        case (nil, let count?) where bounds[0].isEmpty && count > 0: return max(0, size - count)...(size - 1)
        default: return nil
        }
    }
}
