// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Station

/// An error as a client gets it: RFC 9457 `application/problem+json`, with what to do in `fix`.
struct ProblemDocument: Error, Encodable, Sendable {
    var status: HTTPResponse.Status
    var title: String
    var detail: String
    var fix: String?

    private enum CodingKeys: String, CodingKey {
        case type, status, title, detail, fix
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("about:blank", forKey: .type)
        try container.encode(status.code, forKey: .status)
        try container.encode(title, forKey: .title)
        try container.encode(detail, forKey: .detail)
        try container.encodeIfPresent(fix, forKey: .fix)
    }

    init(status: HTTPResponse.Status, title: String, detail: String, fix: String?) {
        self.status = status
        self.title = title
        self.detail = detail
        self.fix = fix
    }

    init(_ refusal: RequestRefused) {
        switch refusal.kind {
        case .unknown: status = .notFound
        case .unusable: status = .unprocessableContent
        case .full: status = .tooManyRequests
        }
        title = "Not announced"
        detail = refusal.message
        fix = refusal.fix
    }
}

/// Turns every error on the way into a problem document.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as ProblemDocument {
            return try response(problem)
        } catch let refusal as RequestRefused {
            return try response(ProblemDocument(refusal))
        } catch let error as any HTTPResponseError {
            return try response(
                ProblemDocument(
                    status: error.status, title: error.status.reasonPhrase,
                    detail: "\(request.method.rawValue) \(request.uri.path) cannot be answered",
                    fix: "docs/openapi.yaml lists the calls"))
        } catch {
            context.logger.error("\(request.method.rawValue) \(request.uri.path): \(error)")
            return try response(
                ProblemDocument(
                    status: .internalServerError, title: "Internal error", detail: "something went wrong inside",
                    fix: "look into the log of the daemon"))
        }
    }

    private func response(_ problem: ProblemDocument) throws -> Response {
        var response = try JSONReply.make(problem, status: problem.status)
        response.headers[.contentType] = "application/problem+json"
        return response
    }
}
