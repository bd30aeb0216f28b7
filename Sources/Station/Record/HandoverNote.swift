// SPDX-License-Identifier: Apache-2.0
public import Foundation
public import Timetable

/// What somebody writes down when their shift ends: the JSON of `POST /v1/handover`.
public struct HandoverNote: Codable, Sendable, Equatable {
    /// The most characters of it: as much as stands on a few lines of the book.
    public static let limit = 400

    /// For whoever takes over; nil for nothing.
    public var note: String?

    /// A note; nil for none.
    public init(note: String? = nil) {
        self.note = note
    }

    /// Reads the JSON that somebody sent; nothing at all is no note.
    ///
    /// - Throws: `RequestRefused` when it is no JSON of that shape, too long, or has control characters.
    public init(json data: Data, in language: Language) throws(RequestRefused) {
        guard !data.isEmpty else {
            self.init()
            return
        }
        // What is wrong with it does not help whoever sent it; its shape is told.
        let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        guard let object, object.keys.allSatisfy({ $0 == "note" }), object.values.allSatisfy({ $0 is String }) else {
            throw RequestRefused(
                .malformed, Wording(en: "the request is no note", zh: "请求不是备注"),
                Wording(en: #"send {"note": "…"}, or nothing"#, zh: #"请发送 {"note": "…"}，或不带内容"#), in: language)
        }
        let text = object["note"] as? String
        guard text.map({ (1...Self.limit).contains($0.unicodeScalars.count) }) ?? true else {
            throw RequestRefused(
                .unusable,
                Wording(en: "a note has 1 to \(Self.limit) characters", zh: "备注应为 1 至 \(Self.limit) 个字"),
                Wording(en: "shorten it, or leave it out", zh: "请缩短，或不写"), in: language)
        }
        guard text?.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) != true else {
            throw RequestRefused(
                .malformed, Wording(en: "the note has control characters", zh: "备注含有控制字符"),
                Wording(en: "send plain words on one line", zh: "请发送一行普通文字"), in: language)
        }
        self.init(note: text)
    }
}
