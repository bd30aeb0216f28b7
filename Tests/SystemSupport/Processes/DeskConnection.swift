// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A connection to a daemon's control socket that is kept for many requests, as HTTP/1.1 does. Blocks.
package final class DeskConnection: Sendable {
    /// What was answered to a request.
    package struct Answer {
        package let status: Int
        /// Its lines, in small letters.
        package let head: String
        package let body: String
        /// Its lines as they came.
        private let lines: [Substring]

        fileprivate init(status: Int, head: Substring, body: String) {
            self.status = status
            self.head = head.lowercased()
            self.body = body
            lines = head.split(separator: "\r\n")
        }

        /// What one of its headers says.
        package func header(_ name: String) -> String? {
            lines.first { $0.lowercased().hasPrefix("\(name.lowercased()): ") }.map {
                String($0.dropFirst(name.count + 2))
            }
        }

        /// The announcement's id, where it tells of one.
        package var id: String? {
            struct Announcement: Decodable { let id: String }
            return try? JSONDecoder().decode(Announcement.self, from: Data(body.utf8)).id
        }

        /// Whether an announcement was accepted that outlives a crash.
        package var isDurable: Bool { status == 202 && body.contains(#""durable":true"#) }
    }

    private let connection: UnixConnection

    package init(_ socket: String) throws {
        connection = try UnixConnection(socket)
    }

    /// Asks, and waits for the whole answer.
    ///
    /// - Parameter json: the body, where there is one.
    @discardableResult
    package func ask(_ method: String, _ path: String, json: String? = nil) throws -> Answer {
        try connection.send(Self.request(method, path, json: json))
        let text = try connection.answer(whole: { Self.answer($0) != nil })
        guard let answer = Self.answer(text) else { throw Obstacle("no answer: \(text)") }
        return answer
    }

    /// A request as it goes over the wire.
    package static func request(_ method: String, _ path: String, json: String? = nil) -> String {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: storecast\r\n"
        if let json { head += "Content-Type: application/json\r\nContent-Length: \(json.utf8.count)\r\n" }
        return head + "\r\n" + (json ?? "")
    }

    /// An answer, once all of it has come.
    package static func answer(_ text: String) -> Answer? {
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let original = text[..<end.lowerBound], head = original.lowercased()
        let body = text[end.upperBound...]
        let length = head.range(of: "content-length: ").flatMap { Int(head[$0.upperBound...].prefix { $0.isNumber }) }
        guard body.utf8.count >= length ?? 0 else { return nil }
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Answer(status: status, head: original, body: String(body))
    }
}
