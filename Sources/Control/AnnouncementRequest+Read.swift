// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Station
import Timetable

extension AnnouncementRequest {
    /// The most bytes of a JSON request.
    static let bodyLimit = 64 << 10

    /// Reads the JSON that somebody sent.
    ///
    /// - Throws: `Fault` when it is too large, is no JSON of the known shape, or has control characters.
    static func read(_ request: Request) async throws -> AnnouncementRequest {
        if let type = request.headers[.contentType], !isJSON(type) {
            throw Fault(
                .unsupportedMediaType, Wording(en: "Not JSON", zh: "不是 JSON"),
                Wording(en: "the request is \"\(type)\"", zh: "请求的类型是“\(type)”"),
                fix: Wording(
                    en: "send JSON, with curl --json or the header Content-Type: application/json",
                    zh: "请发送 JSON：用 curl --json，或加请求头 Content-Type: application/json"))
        }
        let data = try await body(of: request)
        do {
            let given = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
            if let unknown = given.keys.sorted().first(where: { CodingKeys(rawValue: $0) == nil }) {
                throw unknownField(unknown)
            }
            let repetition = given[CodingKeys.repetition.rawValue] as? [String: Any] ?? [:]
            if let unknown = repetition.keys.sorted().first(where: { Repetition.CodingKeys(rawValue: $0) == nil }) {
                throw unknownField(
                    "repeat.\(unknown)", among: Repetition.CodingKeys.allCases.map { "repeat.\($0.rawValue)" })
            }
            if let empty = (given.merging(repetition) { $1 }).filter({ $0.value is NSNull }).keys.sorted().first {
                throw Fault(
                    .badRequest, Wording(en: "No value", zh: "没有值"),
                    Wording(en: "\"\(empty)\" is null", zh: "“\(empty)”是 null"),
                    fix: Wording(en: "give it a value, or leave it out", zh: "请给出值，或去掉它"))
            }
            let request = try JSONDecoder().decode(AnnouncementRequest.self, from: data)
            try request.refuseControlCharacters()
            return request
        } catch let fault as Fault {
            throw fault
        } catch let DecodingError.typeMismatch(_, context) where !context.codingPath.isEmpty {
            throw wrongType(context.codingPath)
        } catch let DecodingError.valueNotFound(_, context) where !context.codingPath.isEmpty {
            throw wrongType(context.codingPath)
        } catch {
            throw Fault(
                .badRequest, Wording(en: "Not JSON", zh: "不是 JSON"),
                Wording(en: "the request is not a JSON object", zh: "请求不是 JSON 对象"),
                fix: Wording(
                    en: #"send {"text": "…"} or {"script": "…", "fields": {"…": "…"}}"#,
                    zh: #"请发送 {"text": "…"} 或 {"script": "…", "fields": {"…": "…"}}"#))
        }
    }

    private static func isJSON(_ type: String) -> Bool {
        let essence = type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        return essence.lowercased() == "application/json"
    }

    private static func body(of request: Request) async throws -> Data {
        do {
            let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
            guard announced <= bodyLimit else { throw NIOTooManyBytesError(maxBytes: bodyLimit) }
            return Data(try await request.body.collect(upTo: bodyLimit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Fault(
                .contentTooLarge, Wording(en: "Request too large", zh: "请求过大"),
                Wording(
                    en: "the request has more than \(bodyLimit / 1024) KiB", zh: "请求超过 \(bodyLimit / 1024) KiB"),
                fix: Wording(en: "shorten it", zh: "请缩短"))
        }
    }

    private static func unknownField(
        _ name: String, among known: [String] = CodingKeys.allCases.map(\.rawValue).sorted()
    ) -> Fault {
        let fix =
            nearest(to: name, among: known).map {
                Wording(en: "did you mean \"\($0)\"?", zh: "是不是要写“\($0)”？")
            }
            ?? Wording(
                en: "leave it out; known are \(known.joined(separator: ", "))",
                zh: "请去掉；可用的有 \(known.joined(separator: "、"))")
        return Fault(
            .badRequest, Wording(en: "Unknown field", zh: "未知的字段"),
            Wording(en: "this version knows no \"\(name)\"", zh: "本版本没有字段“\(name)”"), fix: fix)
    }

    private static func wrongType(_ path: [any CodingKey]) -> Fault {
        let field = path.map(\.stringValue).joined(separator: ".")
        let wanted =
            switch CodingKeys(rawValue: path[0].stringValue) {
            case .languages where path.count == 1:
                Wording(en: "a list of texts", zh: "文字列表")
            case .fields where path.count == 1:
                Wording(en: "an object with a text for each slot", zh: "每个空位对应文字的对象")
            case .zones where path.count == 1:
                Wording(en: "a list of zones", zh: "播音分区列表")
            case .repetition where path.count == 1:
                Wording(en: "an object with times, every, until", zh: "含 times、every、until 的对象")
            case .repetition where path[1].stringValue == "times":
                Wording(en: "a number", zh: "数字")
            case .replace:
                Wording(en: "true or false", zh: "true 或 false")
            default: Wording(en: "a text in quotes", zh: "带引号的文字")
            }
        return Fault(
            .badRequest, Wording(en: "Wrong type", zh: "类型不对"),
            Wording(en: "\"\(field)\" is not \(wanted.en)", zh: "“\(field)”不是\(wanted.zh)"),
            fix: Wording(en: "write \(wanted.en)", zh: "请写\(wanted.zh)"))
    }

    // MARK: Control characters

    /// A control character is never meant to be spoken, and could steer a terminal that shows the log. Line breaks and
    /// tabs are blanks.
    private func refuseControlCharacters() throws {
        let named: [(String, String?)] =
            [
                ("text", text), ("audio", audio), ("script", script), ("class", broadcastClass), ("chime", chime),
                ("expires", expires),
                ("repeat.every", repetition?.every), ("repeat.until", repetition?.until),
            ]
            + (zones ?? []).map { ("zones", $0) } + (languages ?? []).map { ("languages", $0) }
            + (fields ?? [:]).sorted { $0.key < $1.key }.flatMap {
                [("fields", $0.key), ("fields.\($0.key)", $0.value)]
            }
        for case let (name, value?) in named {
            guard let found = value.unicodeScalars.first(where: Self.isControl) else { continue }
            let code = "U+" + String(found.value, radix: 16, uppercase: true).leftPadded(to: 4)
            let shown = String(String.UnicodeScalarView(name.unicodeScalars.filter { !Self.isControl($0) }))
            throw Fault(
                .badRequest, Wording(en: "Control character", zh: "控制字符"),
                Wording(en: "\"\(shown)\" has the control character \(code)", zh: "“\(shown)”含有控制字符 \(code)"),
                fix: Wording(en: "leave it out", zh: "请去掉"))
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && !"\t\n\r".unicodeScalars.contains(scalar)
    }
}

extension String {
    /// With zeros before it, up to a length.
    fileprivate func leftPadded(to length: Int) -> String {
        String(repeating: "0", count: max(0, length - count)) + self
    }
}
