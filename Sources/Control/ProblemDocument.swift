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
    /// By what the text that is there now is known; nil where it is about something else, or nothing is there.
    var version: String?
    /// The sound file that is there now; nil where it is about something else, or nothing is there.
    var file: MediaFile?

    private enum CodingKeys: String, CodingKey {
        case type, status, title, detail, fix, problems, text, version, file
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
        try container.encodeIfPresent(version, forKey: .version)
        try container.encodeIfPresent(file, forKey: .file)
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

    init(_ refusal: TextRefusal, in language: Language) {
        switch refusal {
        case .refused(let refused): self.init(refused, in: language)
        case .conflict(let present):
            self.init(Self.changedMeanwhile, in: language)
            text = present?.text
            version = present?.version
        case .mistakes(let mistakes):
            self.init(Self.mistaken, in: language)
            problems = mistakes
        }
    }

    init(_ refusal: MediaRefusal, in language: Language) {
        switch refusal {
        case .refused(let refused): self.init(refused, in: language)
        case .conflict(let present):
            self.init(Self.taken, in: language)
            file = present
        }
    }

    private static let taken = Fault(
        .conflict, Wording(en: "A file is there", zh: "已有文件"),
        Wording(en: "another file has this name, or it was changed meanwhile", zh: "已有同名文件，或文件刚刚被改动"),
        fix: Wording(
            en: "give yours another name, or say with replaces which version it replaces; that one is kept",
            zh: "请换一个名称，或用 replaces 指明要替换的版本；被替换的文件会保留"))

    private static let changedMeanwhile = Fault(
        .conflict, Wording(en: "Changed meanwhile", zh: "已被他人修改"),
        Wording(en: "somebody else saved or removed it meanwhile", zh: "此文件刚刚被别人保存或删除"),
        fix: Wording(en: "look at both, and save again what shall count", zh: "请对照两份内容，再保存要用的那一份"))

    private static let mistaken = Fault(
        .unprocessableContent, Wording(en: "Not saved", zh: "未保存"),
        Wording(en: "it has mistakes; what was there stays on air", zh: "内容有错误；原来的内容继续有效"),
        fix: Wording(en: "mend what problems tells, and save again", zh: "请按 problems 所列改正后再保存"))

    init(_ refusal: RequestRefused, in language: Language) {
        switch refusal.kind {
        case .unknown: status = .notFound
        case .malformed: status = .badRequest
        case .forbidden: status = .forbidden
        case .unusable: status = .unprocessableContent
        case .conflicting: status = .conflict
        case .full: status = .tooManyRequests
        case .crowded, .unkept, .unread: status = .serviceUnavailable
        case .noRoom: status = .insufficientStorage
        }
        title = Wording(en: "Refused", zh: "未接受").text(in: language)
        detail = refusal.message
        fix = refusal.fix
        headers =
            [.full, .crowded, .unkept, .unread].contains(refusal.kind) ? [.retryAfter: "\(Self.retrySeconds)"] : [:]
    }
}

extension HTTPResponse.Status {
    /// RFC 4918, 11.5.
    fileprivate static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
