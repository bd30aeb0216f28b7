// SPDX-License-Identifier: Apache-2.0
import Foundation
import Timetable

/// Values as text in a column, for people too.
public enum JSONText {
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()
    private static let decoder = JSONDecoder()

    /// JSON with sorted keys, so that what is equal is equal as text.
    ///
    /// - Throws: `EncodingError` for what is no JSON, such as a number that is not finite.
    public static func text(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Nil for what cannot be read: a later version, or a person with a database tool, may have written anything there.
    static func value<Value: Decodable>(_ text: String) -> Value? {
        try? decoder.decode(Value.self, from: Data(text.utf8))
    }

    /// A sentence; what is none is its own.
    static func wording(_ text: String) -> Wording {
        value(text) ?? Wording(en: text, zh: text)
    }
}
