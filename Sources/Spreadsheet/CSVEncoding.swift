// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// How the characters of a CSV file are stored.
public enum CSVEncoding: String, Sendable, CaseIterable {
    /// UTF-8 with a byte order mark, which Excel and WPS open right by themselves.
    case utf8WithMark = "utf-8-bom"
    /// UTF-8 without one.
    case utf8 = "utf-8"
    /// GB18030, what Excel and WPS in China save as plain CSV; GBK and GB2312 are parts of it.
    case gb18030

    private static let byteOrderMark = Data([0xEF, 0xBB, 0xBF])

    /// The text in this encoding; nil where it has a character that the encoding has not.
    public func encode(_ text: String) -> Data? {
        switch self {
        case .utf8WithMark: Self.byteOrderMark + Data(text.utf8)
        case .utf8: Data(text.utf8)
        case .gb18030: text.data(using: .gb18030)
        }
    }

    /// The text of a file: UTF-8 where its bytes are that, else GB18030.
    ///
    /// The two cannot be mistaken for each other in practice: Chinese in GB18030 is no valid UTF-8.
    /// - Throws: ``CSVProblem/unknownEncoding`` where it is neither, or UTF-16.
    public static func decode(_ data: Data) throws(CSVProblem) -> String {
        let isMarked = data.starts(with: byteOrderMark)
        let body = isMarked ? data.dropFirst(byteOrderMark.count) : data
        if let text = String(validating: body, as: UTF8.self) { return text }
        // GB18030 would also swallow the zeros of UTF-16, and what is marked as UTF-8 is to be that.
        guard !isMarked, !body.contains(0), let text = String(data: body, encoding: .gb18030) else {
            throw .unknownEncoding
        }
        return text
    }
}

extension String.Encoding {
    /// Core Foundation's number of GB 18030-2000, with the bit that marks its numbers.
    fileprivate static let gb18030 = String.Encoding(rawValue: 0x8000_0632)
}
