// SPDX-License-Identifier: Apache-2.0
public import Foundation
public import Timetable

extension AnnouncementRequest {
    /// How much of a name that somebody sent is told them.
    private static let shownScalars = 80

    /// Reads the JSON that somebody sent.
    ///
    /// - Parameter language: the one they are answered in.
    /// - Throws: `RequestRefused` when it is no JSON of the known shape, or has control characters.
    public init(json data: Data, in language: Language) throws(RequestRefused) {
        do throws(Mistake) {
            self = try Self.read(data)
        } catch {
            throw RequestRefused(.malformed, error.message, error.fix, in: language)
        }
    }

    /// What is wrong, before its words are chosen for the store's language.
    private struct Mistake: Error {
        let message: Wording
        let fix: Wording
    }

    /// A request that says nothing this version does not understand.
    private struct Strict: Decodable {
        let request: AnnouncementRequest

        init(from decoder: any Decoder) throws {
            let given = try decoder.container(keyedBy: Field.self)
            try AnnouncementRequest.refuseUnknown(given, among: CodingKeys.allCases.map(\.rawValue))
            let repetition = Field(stringValue: CodingKeys.repetition.rawValue)
            if given.contains(repetition) {
                let within = try given.nestedContainer(keyedBy: Field.self, forKey: repetition)
                try AnnouncementRequest.refuseUnknown(
                    within, among: Repetition.CodingKeys.allCases.map(\.rawValue), below: "repeat.")
                let times = Field(stringValue: Repetition.CodingKeys.times.rawValue)
                do {
                    _ = try within.decodeIfPresent(Int.self, forKey: times)
                } catch {
                    // Of a number that is no `Int` the decoder does not say where it stands.
                    throw AnnouncementRequest.wrongType([repetition, times])
                }
            }
            request = try AnnouncementRequest(from: decoder)
        }
    }

    /// The name of any field, known or not.
    private struct Field: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    private static func read(_ data: Data) throws(Mistake) -> AnnouncementRequest {
        let request: AnnouncementRequest
        do {
            request = try JSONDecoder().decode(Strict.self, from: data).request
        } catch let mistake as Mistake {
            throw mistake
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            throw wrongType(context.codingPath)
        } catch DecodingError.valueNotFound(_, let context) where !context.codingPath.isEmpty {
            throw wrongType(context.codingPath)
        } catch {
            throw Mistake(
                message: Wording(en: "the request is not a JSON object", zh: "请求不是 JSON 对象"),
                fix: Wording(
                    en: #"send {"text": "…"} or {"script": "…", "fields": {"…": "…"}}"#,
                    zh: #"请发送 {"text": "…"} 或 {"script": "…", "fields": {"…": "…"}}"#))
        }
        try request.refuseControlCharacters()
        return request
    }

    private static func refuseUnknown(
        _ given: KeyedDecodingContainer<Field>, among known: [String], below place: String = ""
    ) throws {
        let names = given.allKeys.sorted { $0.stringValue < $1.stringValue }
        if let unknown = names.first(where: { !known.contains($0.stringValue) }) {
            throw unknownField(place + unknown.stringValue, among: known.map { place + $0 }.sorted())
        }
        if let empty = try names.first(where: { try given.decodeNil(forKey: $0) }) {
            throw Mistake(
                message: Wording(
                    en: "\"\(place)\(empty.stringValue)\" is null", zh: "“\(place)\(empty.stringValue)”是 null"),
                fix: Wording(en: "give it a value, or leave it out", zh: "请给出值，或去掉它"))
        }
    }

    private static func unknownField(_ name: String, among known: [String]) -> Mistake {
        let fix =
            nearest(to: name, among: known).map {
                Wording(en: "did you mean \"\($0)\"?", zh: "是不是要写“\($0)”？")
            }
            ?? Wording(
                en: "leave it out; known are \(known.joined(separator: ", "))",
                zh: "请去掉；可用的有 \(known.joined(separator: "、"))")
        let name = shown(name)
        return Mistake(
            message: Wording(en: "this version knows no \"\(name)\"", zh: "本版本没有字段“\(name)”"), fix: fix)
    }

    private static func wrongType(_ path: [any CodingKey]) -> Mistake {
        let field = shown(path.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }.joined(separator: "."))
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
                Wording(en: "a whole number", zh: "整数")
            case .replace:
                Wording(en: "true or false", zh: "true 或 false")
            default: Wording(en: "a text in quotes", zh: "带引号的文字")
            }
        return Mistake(
            message: Wording(en: "\"\(field)\" is not \(wanted.en)", zh: "“\(field)”不是\(wanted.zh)"),
            fix: Wording(en: "write \(wanted.en)", zh: "请写\(wanted.zh)"))
    }

    // MARK: Control characters

    /// A control character is never meant to be spoken, and could steer a terminal that shows the log. Line breaks and
    /// tabs are blanks.
    private func refuseControlCharacters() throws(Mistake) {
        let named: [(String, String?)] =
            [
                ("text", text), ("audio", audio), ("script", script), ("class", broadcastClass), ("chime", chime),
                ("expires", expires), ("idempotencyKey", idempotencyKey), ("note", note),
                ("repeat.every", repetition?.every), ("repeat.until", repetition?.until),
            ]
            + (zones ?? []).map { ("zones", $0) } + (languages ?? []).map { ("languages", $0) }
            + (fields ?? [:]).sorted { $0.key < $1.key }.flatMap {
                [("fields", $0.key), ("fields.\($0.key)", $0.value)]
            }
        for case let (name, value?) in named {
            guard let found = value.unicodeScalars.first(where: Self.isControl) else { continue }
            let code = "U+" + String(found.value, radix: 16, uppercase: true).leftPadded(to: 4)
            let shown = Self.shown(name)
            throw Mistake(
                message: Wording(
                    en: "\"\(shown)\" has the control character \(code)", zh: "“\(shown)”含有控制字符 \(code)"),
                fix: Wording(en: "leave it out", zh: "请去掉"))
        }
    }

    /// A name that somebody sent, as it may stand in a sentence: not too long, and on one line.
    private static func shown(_ name: String) -> String {
        let start = name.unicodeScalars.prefix(shownScalars).filter { $0.properties.generalCategory != .control }
        return String(String.UnicodeScalarView(start)) + (name.unicodeScalars.count > shownScalars ? "…" : "")
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
