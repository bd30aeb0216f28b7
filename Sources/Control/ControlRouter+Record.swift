// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Spreadsheet
import Station
import Timetable

/// The calls about what was: the as-run log, why, and the handover book.
extension ControlRouter {
    static let recordCalls: [Call] = [
        Call(method: .get, path: "/v1/as-run", permission: .look, turn: .record) { request, _, desk, _ in
            let form = try RecordForm(request, among: [.json, .csv, .text])
            let report = try await desk.asRun(query(of: request), withMusic: try request.flag("music"))
            switch form {
            case .json: return try JSONReply.make(report)
            case .text: return text(report.text)
            case .csv: return table(report.table, name: "as-run-\(report.date)")
            }
        },
        Call(method: .get, path: "/v1/why", permission: .look, turn: .record) { request, _, desk, _ in
            guard let question = request.uri.queryParameters["cue"].map(String.init),
                (1...longestQuestion).contains(question.unicodeScalars.count),
                question.contains(where: { !$0.isWhitespace })
            else {
                throw Fault(
                    .badRequest, Wording(en: "No question", zh: "没有问题"),
                    Wording(
                        en: "cue has 1 to \(longestQuestion) characters", zh: "cue 应为 1 至 \(longestQuestion) 个字"),
                    fix: Wording(
                        en: "write cue=10:07, a name, a cue's key, or the beginning of an announcement's id",
                        zh: "请写 cue=10:07、名称、编号，或广播编号的开头"))
            }
            return try JSONReply.make(
                try await desk.why(question, on: request.uri.queryParameters["date"].map(String.init)))
        },
        Call(method: .get, path: "/v1/report", permission: .look, turn: .record) { request, _, desk, _ in
            let form = try RecordForm(request, among: [.json, .text])
            let report = try await desk.report(query(of: request))
            return form == .json ? try JSONReply.make(report) : text(report.text)
        },
        Call(method: .post, path: "/v1/handover", permission: .handOver, turn: .record) { request, context, desk, _ in
            let form = try RecordForm(request, among: [.json, .text])
            let note = try HandoverNote(json: await RequestBody.json(of: request), in: await desk.language)
            let report = try await desk.handOver(note, by: context.requester)
            return form == .json ? try JSONReply.make(report) : text(report.text)
        },
    ]

    /// Longer than any key.
    private static let longestQuestion = 500

    private static func query(of request: Request) -> RecordQuery {
        let parameters = request.uri.queryParameters
        return RecordQuery(
            date: parameters["date"].map(String.init), from: parameters["from"].map(String.init),
            to: parameters["to"].map(String.init))
    }

    private static func text(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }

    private static func table(_ table: CSVTable, name: String) -> Response {
        // UTF-8 has every character.
        let bytes = CSVEncoding.utf8WithMark.encode(table.text()) ?? Data()
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8; header=present",
                .contentDisposition: "attachment; filename=\"\(name).csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// The form in which somebody wants what is on record.
enum RecordForm: String {
    case json, csv, text

    /// The form that `format` names, JSON unless said.
    ///
    /// - Throws: `Fault` when it names none of them.
    init(_ request: Request, among forms: [RecordForm]) throws {
        guard let name = request.uri.queryParameters["format"] else {
            self = .json
            return
        }
        guard let form = RecordForm(rawValue: String(name)), forms.contains(form) else {
            let names = forms.map(\.rawValue).joined(separator: ", ")
            throw Fault(
                .badRequest, Wording(en: "No such format", zh: "没有这种格式"),
                Wording(en: "there is no format \"\(name.prefix(60))\" here", zh: "这里没有格式“\(name.prefix(60))”"),
                fix: Wording(en: "write one of these: \(names)", zh: "请写其中之一：\(names)"))
        }
        self = form
    }
}
