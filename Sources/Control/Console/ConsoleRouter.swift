// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Station
import Timetable

/// What browsers get: the page, signing in and out, and the calls of the API.
enum ConsoleRouter {
    private static let session: RouterPath = "/v1/session", accounts: RouterPath = "/v1/accounts"

    /// Whether a request is for people who are not signed in as well.
    static func isOpen(_ request: Request) -> Bool {
        let path = request.uri.path
        return !path.hasPrefix("/v1/") && path != "/metrics" || path == session.description
            || request.method == .post && path == accounts.description
    }

    static func make(
        desk: any BroadcastDesk, feed: EventFeed, accounts: Accounts, hosts: [String], link: ConsoleLink
    ) -> Router<DeskContext> {
        let router = Router(context: DeskContext.self)
        let calls = ControlRouter.calls(accounts, link)
        router.add(middleware: PageHeaders())
        router.add(middleware: ProblemMiddleware(desk: desk, calls: calls))
        router.add(middleware: BrowserGuard(hosts: hosts))
        router.add(middleware: PageMiddleware())
        router.add(middleware: SessionMiddleware(accounts: accounts))
        router.get(session) { _, context in
            try JSONReply.make(try await SessionReport(desk, accounts, context.session))
        }
        router.post(session) { request, _ in
            let asked: SignIn = try await RequestBody.value(of: request)
            let token = try await accounts.signIn(asked.name, password: asked.password)
            return try await signedIn(token, desk, accounts, request, status: .ok)
        }
        router.delete(session) { request, context in
            if let session = context.session { await accounts.signOut(session) }
            return Response(status: .noContent, headers: [.setCookie: SessionMiddleware.cookie(nil, to: request)])
        }
        router.post(self.accounts) { request, _ in
            let asked: Join = try await RequestBody.value(of: request)
            let token = try await accounts.join(asked.invitation, name: asked.name, password: asked.password)
            return try await signedIn(token, desk, accounts, request, status: .created)
        }
        ControlRouter.add(calls, to: router, desk: desk, feed: feed)
        return router
    }

    /// What is answered where the console is switched off, though a socket for it is there.
    static func off(desk: any BroadcastDesk, hosts: [String]) -> Router<DeskContext> {
        let router = Router(context: DeskContext.self)
        router.add(middleware: PageHeaders())
        router.add(middleware: ProblemMiddleware(desk: desk, calls: []))
        router.add(middleware: BrowserGuard(hosts: hosts))
        router.add(middleware: OffMiddleware())
        return router
    }

    private struct SignIn: Decodable {
        let name: String, password: String
    }

    private struct Join: Decodable {
        let invitation: String, name: String, password: String
    }

    private static func signedIn(
        _ token: String, _ desk: any BroadcastDesk, _ accounts: Accounts, _ request: Request,
        status: HTTPResponse.Status
    ) async throws -> Response {
        var response = try JSONReply.make(try await SessionReport(desk, accounts, token), status: status)
        response.headers[.setCookie] = SessionMiddleware.cookie(token, to: request)
        return response
    }
}

/// Answers with the page's files, signed in or not.
private struct PageMiddleware: RouterMiddleware {
    private let files = PageFiles()

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        if let file = files.answer(request) { return file }
        return try await next(request, context)
    }
}

/// Tells everybody that there is nothing here.
private struct OffMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        throw Fault(
            .notFound, Wording(en: "No console", zh: "没有控制台"),
            Wording(en: "the console is switched off", zh: "控制台已关闭"),
            fix: Wording(
                en: "take listen: none out of web in store.yaml, and restart storecast",
                zh: "请删去 store.yaml 中 web 的 listen: none，然后重启 storecast"))
    }
}

/// Who is signed in, and what the page has to know before: the JSON of `GET /v1/session`.
struct SessionReport: Encodable {
    /// Somebody who is signed in.
    struct Person: Encodable {
        let name: String
        let roles: [String]
    }

    /// The store's name.
    let name: String
    /// The language its staff are spoken to in.
    let language: String
    @OrNull var account: Person?
    /// What goes back with everything that changes something.
    @OrNull var csrf: String?
    /// Whether nobody has an account yet.
    let isNew: Bool

    init(_ desk: any BroadcastDesk, _ accounts: Accounts, _ session: String?) async throws {
        let status = await desk.status()
        name = status.name
        language = status.language
        isNew = await accounts.isEmpty
        guard let session, let person = await accounts.person(session) else { return }
        account = Person(name: person.user, roles: person.roles.map(\.rawValue).sorted())
        csrf = SessionMiddleware.secret(of: session)
    }
}
