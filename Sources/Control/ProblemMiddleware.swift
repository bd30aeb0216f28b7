// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Station
import Timetable

/// Turns every error on the way into a problem document in the store's language.
struct ProblemMiddleware: RouterMiddleware {
    let desk: any BroadcastDesk
    /// What there is.
    let calls: [ControlRouter.Call]

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let fault as Fault {
            return try response(ProblemDocument(fault, in: await desk.language), to: request)
        } catch let refusal as RequestRefused {
            return try response(ProblemDocument(refusal, in: await desk.language), to: request)
        } catch let refusal as ReloadRefused {
            return try response(ProblemDocument(refusal, in: await desk.language), to: request)
        } catch let refusal as TextRefusal {
            return try response(ProblemDocument(refusal, in: await desk.language), to: request)
        } catch let refusal as MediaRefusal {
            return try response(ProblemDocument(refusal, in: await desk.language), to: request)
        } catch is any HTTPResponseError {
            let fault = ControlRouter.notFound(request, calls)
            return try response(ProblemDocument(fault, in: await desk.language), to: request)
        } catch {
            context.logger.error("\(request.method.rawValue) \(request.uri.path): \(error)")
            let fault = Fault(
                .internalServerError, Wording(en: "Internal error", zh: "内部错误"),
                Wording(en: "something went wrong inside", zh: "程序内部出错"),
                fix: Wording(en: "look into the log of the daemon", zh: "请查看守护进程的日志"))
            return try response(ProblemDocument(fault, in: await desk.language), to: request)
        }
    }

    private func response(_ problem: ProblemDocument, to request: Request) throws -> Response {
        var response = try JSONReply.make(problem, status: problem.status)
        response.headers[.contentType] = "application/problem+json"
        for field in problem.headers { response.headers.append(field) }
        // The answer to HEAD has no content (RFC 9110, 9.3.2).
        if request.method == .head { response.body = ResponseBody() }
        return response
    }
}
