// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import Station
import Timetable

/// Finds out who asks by the cookie that their browser sends.
struct SessionMiddleware: RouterMiddleware {
    /// The cookie's name.
    static let cookie = "storecast"
    /// What a request that changes something brings beside the cookie, which a page elsewhere cannot read.
    static let tokenHeader = "X-CSRF-Token"

    let accounts: Accounts

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let token = Self.token(of: request)
        if let token, let person = await accounts.person(token) {
            context.requester = person
            context.session = token
            context.mayStill = { [accounts] permission in accounts.mayStill(token, permission) }
        }
        if ConsoleRouter.isOpen(request) { return try await next(request, context) }
        guard let session = context.session else { throw AccountFault.notSignedIn }
        if request.method != .get, request.method != .head {
            let sent = HTTPField.Name(Self.tokenHeader).flatMap { request.headers[$0] } ?? ""
            guard Passwords.areEqual(sent, Self.secret(of: session)) else { throw Self.forged }
        }
        return try await next(request, context)
    }

    /// What the page sends back with whatever changes something.
    static func secret(of session: String) -> String { Passwords.digest(session, purpose: "csrf") }

    /// The cookie for a session: out of reach for scripts, and not sent along from other pages (RFC 6265bis).
    ///
    /// - Parameter token: nil to take it away.
    static func cookie(_ token: String?, to request: Request) -> String {
        let age = token == nil ? 0 : Int(AccountBook.ageLimit)
        // A proxy speaks TLS; the page's own origin tells.
        let secure = request.headers[.origin]?.hasPrefix("https:") == true ? "; Secure" : ""
        return "\(cookie)=\(token ?? ""); Path=/; Max-Age=\(age); HttpOnly; SameSite=Strict\(secure)"
    }

    private static func token(of request: Request) -> String? {
        for field in request.headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].trimmingPrefix(while: { $0 == " " }) == cookie else { continue }
                return String(parts[1])
            }
        }
        return nil
    }

    private static let forged = Fault(
        .forbidden, Wording(en: "Not from this page", zh: "不是本页面的请求"),
        Wording(en: "the request brings no token of this session", zh: "请求没有带本次登录的令牌"),
        fix: Wording(
            en: "load the page anew; programs send csrf of GET /v1/session as \(tokenHeader)",
            zh: "请刷新页面；程序请把 GET /v1/session 的 csrf 作为 \(tokenHeader) 发送"))
}
