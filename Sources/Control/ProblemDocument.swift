// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Station
import Timetable

/// An error as a client gets it: RFC 9457 `application/problem+json`, with what to do in `fix`.
struct ProblemDocument: Encodable, Sendable {
    /// When to try again where too much is waiting, in seconds: about as long as an announcement is heard.
    static let retrySeconds = 10

    let status: HTTPResponse.Status
    let title: String
    let detail: String
    let fix: String?
    let headers: HTTPFields
    /// The mistakes for which nothing was loaded, and the same for people; nil where it is about something else.
    var problems: [Problem]?
    var text: String?

    private enum CodingKeys: String, CodingKey {
        case type, status, title, detail, fix, problems, text
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("about:blank", forKey: .type)
        try container.encode(status.code, forKey: .status)
        try container.encode(title, forKey: .title)
        try container.encode(detail, forKey: .detail)
        try container.encodeIfPresent(fix, forKey: .fix)
        try container.encodeIfPresent(problems, forKey: .problems)
        try container.encodeIfPresent(text, forKey: .text)
    }

    init(_ fault: Fault, in language: Language) {
        status = fault.status
        title = fault.title.text(in: language)
        detail = fault.detail.text(in: language)
        fix = fault.fix.text(in: language)
        headers = fault.headers
    }

    init(_ refusal: ReloadRefused, in language: Language) {
        status = .unprocessableContent
        title = Wording(en: "Not loaded", zh: "未载入").text(in: language)
        detail = refusal.message
        fix = refusal.fix
        headers = [:]
        problems = refusal.problems
        text = refusal.text
    }

    init(_ refusal: RequestRefused, in language: Language) {
        switch refusal.kind {
        case .unknown: status = .notFound
        case .malformed: status = .badRequest
        case .forbidden: status = .forbidden
        case .unusable: status = .unprocessableContent
        case .conflicting: status = .conflict
        case .full: status = .tooManyRequests
        case .unkept, .unread: status = .serviceUnavailable
        case .noRoom: status = .insufficientStorage
        }
        title = Wording(en: "Refused", zh: "未接受").text(in: language)
        detail = refusal.message
        fix = refusal.fix
        headers = [.full, .unkept, .unread].contains(refusal.kind) ? [.retryAfter: "\(Self.retrySeconds)"] : [:]
    }
}

extension HTTPResponse.Status {
    /// RFC 4918, 11.5.
    fileprivate static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
