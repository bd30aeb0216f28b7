// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import Station
import Timetable

/// Receives an audio body piece by piece: as much as one piece of it is in memory.
enum RecordingReceiver {
    /// Where recordings are sent to.
    static let path = "/v1/recordings"

    /// Takes in the body of a request.
    ///
    /// - Throws: `Fault` when it is no audio body of a known length within the limit; `RequestRefused` of the desk.
    static func receive(
        _ request: Request, _ desk: any BroadcastDesk, by requester: Requester
    ) async throws -> Recording {
        if let type = request.headers[.contentType], type.lowercased().hasPrefix("multipart/") { throw form }
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }) else { throw noLength }
        guard length <= RecordingUpload.limitBytes else { throw tooLarge }
        let upload = try await desk.beginUpload(by: requester)
        var received = 0
        for try await piece in request.body {
            received += piece.readableBytes
            try await upload.write(Array(piece.readableBytesView))
        }
        // A connection that ends early ends the body as its end does.
        guard received == length else { throw brokenOff(received, of: length) }
        return try await desk.keep(upload, by: requester)
    }

    private static let send = Wording(
        en: "send the file itself as the body, with curl --data-binary @FILE",
        zh: "请把文件本身作为请求正文发送：curl --data-binary @文件")

    private static let form = Fault(
        .unsupportedMediaType, Wording(en: "A form", zh: "表单"),
        Wording(en: "the body is a form, not audio", zh: "请求正文是表单，不是音频"), fix: send)

    private static let noLength = Fault(
        .lengthRequired, Wording(en: "No length", zh: "没有长度"),
        Wording(en: "the request does not say how long its body is", zh: "请求没有说明正文长度"), fix: send)

    private static let tooLarge = Fault(
        .contentTooLarge, Wording(en: "Recording too large", zh: "录音过大"),
        Wording(
            en: "the recording has more than \(RecordingUpload.limitBytes >> 20) MiB",
            zh: "录音超过 \(RecordingUpload.limitBytes >> 20) MiB"),
        fix: Wording(
            en: "shorten it, or store it as FLAC, Ogg or MP3, which take less",
            zh: "请剪短，或存为更小的 FLAC、Ogg 或 MP3"))

    private static func brokenOff(_ received: Int, of length: Int) -> Fault {
        Fault(
            .badRequest, Wording(en: "Broken off", zh: "发送中断"),
            Wording(
                en: "\(received) of \(length) bytes came", zh: "应收 \(length) 字节，只收到 \(received) 字节"),
            fix: Wording(en: "send it again", zh: "请重新发送"))
    }
}
