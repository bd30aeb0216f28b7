// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import Station
import Timetable

/// Receives an audio body piece by piece: as much as one piece of it is in memory.
enum UploadReceiver {
    /// Where recordings and the files of the audio folder are sent to.
    static let recordings = "/v1/recordings", media = "/v1/media"

    /// How many bytes the body of a request will have.
    ///
    /// - Throws: `Fault` when it is no audio body of a known length within a limit.
    static func length(of request: Request, upTo limit: Int) throws -> Int {
        if let type = request.headers[.contentType], type.lowercased().hasPrefix("multipart/") { throw form }
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }) else { throw noLength }
        guard length <= limit else { throw tooLarge(limit) }
        return length
    }

    /// Takes in the body of a request.
    ///
    /// - Throws: `Fault` when less of it comes than was said; `RequestRefused` of the upload.
    static func receive(_ request: Request, of length: Int, into upload: Upload) async throws {
        var received = 0
        for try await piece in request.body {
            received += piece.readableBytes
            try await upload.write(Array(piece.readableBytesView))
        }
        // A connection that ends early ends the body as its end does.
        guard received == length else { throw brokenOff(received, of: length) }
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

    private static func tooLarge(_ limit: Int) -> Fault {
        Fault(
            .contentTooLarge, Wording(en: "Too large", zh: "文件过大"),
            Wording(en: "what is sent has more than \(limit >> 20) MiB", zh: "所发内容超过 \(limit >> 20) MiB"),
            fix: Wording(
                en: "shorten it, or store it as FLAC, Ogg or MP3, which take less",
                zh: "请剪短，或存为更小的 FLAC、Ogg 或 MP3"))
    }

    private static func brokenOff(_ received: Int, of length: Int) -> Fault {
        Fault(
            .badRequest, Wording(en: "Broken off", zh: "发送中断"),
            Wording(
                en: "\(received) of \(length) bytes came", zh: "应收 \(length) 字节，只收到 \(received) 字节"),
            fix: Wording(en: "send it again", zh: "请重新发送"))
    }
}
