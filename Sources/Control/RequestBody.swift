// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Timetable

/// The JSON that a request brings.
enum RequestBody {
    /// The most bytes of it, and of one that brings a text of staff, in which characters may be escaped.
    static let limit = 64 << 10, textLimit = 1 << 20

    /// All of it, as bytes.
    ///
    /// - Parameter limit: the most bytes.
    /// - Throws: `Fault` when it is too large, or says that it is something else.
    static func json(of request: Request, upTo limit: Int = limit) async throws -> Data {
        if let type = request.headers[.contentType], !isJSON(type) {
            throw Fault(
                .unsupportedMediaType, Wording(en: "Not JSON", zh: "不是 JSON"),
                Wording(en: "the request is \"\(type)\"", zh: "请求的类型是“\(type)”"),
                fix: Wording(
                    en: "send JSON, with curl --json or the header Content-Type: application/json",
                    zh: "请发送 JSON：用 curl --json，或加请求头 Content-Type: application/json"))
        }
        do {
            let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
            guard announced <= limit else { throw NIOTooManyBytesError(maxBytes: limit) }
            return Data(try await request.body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Fault(
                .contentTooLarge, Wording(en: "Request too large", zh: "请求过大"),
                Wording(en: "the request has more than \(limit / 1024) KiB", zh: "请求超过 \(limit / 1024) KiB"),
                fix: Wording(en: "shorten it", zh: "请缩短"))
        }
    }

    /// The value that the JSON of a request means.
    ///
    /// - Throws: `Fault` as `json`, and where it means none.
    static func value<Value: Decodable>(of request: Request, upTo limit: Int = limit) async throws -> Value {
        let data = try await json(of: request, upTo: limit)
        do {
            return try JSONDecoder().decode(Value.self, from: data)
        } catch {
            throw Fault(
                .badRequest, Wording(en: "Not understood", zh: "无法理解"),
                Wording(en: "the JSON of the request is not what this call takes", zh: "请求的 JSON 不是本接口所要的"),
                fix: Wording(en: "docs/openapi.yaml describes it", zh: "格式见 docs/openapi.yaml"))
        }
    }

    private static func isJSON(_ type: String) -> Bool {
        let essence = type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        return essence.lowercased() == "application/json"
    }
}
