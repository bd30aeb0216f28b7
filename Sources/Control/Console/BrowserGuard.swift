// SPDX-License-Identifier: Apache-2.0
import Glibc
import HTTPTypes
import Hummingbird
import NIOCore
import Station
import Timetable

/// Tells browsers what the console's page may do: it runs nothing but its own files, and no other page shows it.
struct PageHeaders: RouterMiddleware {
    /// What the page may load and who may show it (CSP level 3).
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; \
        connect-src 'self'; worker-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
        frame-ancestors 'none'
        """

    private static let headers: HTTPFields = {
        var headers: HTTPFields = [.contentSecurityPolicy: policy, .xContentTypeOptions: "nosniff"]
        let more = [
            "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": "microphone=(self)",
        ]
        for (name, value) in more {
            guard let name = HTTPField.Name(name) else { continue }
            headers[name] = value
        }
        return headers
    }()

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for field in Self.headers { response.headers[field.name] = field.value }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}

/// Keeps other people's pages away from the console: only this machine's names are answered (against DNS rebinding), and
/// only requests of the console's own page change anything.
struct BrowserGuard: RouterMiddleware {
    /// Names by which it is reached, in lower case.
    private let names: Set<String>

    /// - Parameter hosts: names beside addresses, `localhost` and this machine's own.
    init(hosts: [String]) {
        names = Set(hosts + Self.own + ["localhost"])
    }

    /// This machine's name, alone and as mDNS has it.
    private static var own: [String] {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return [] }
        let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).lowercased()
        return text.isEmpty ? [] : [text, "\(text).local"]
    }

    func handle(
        _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        let host = request.head.authority ?? ""
        guard isOwn(host) else { throw Self.unknownHost(host) }
        guard request.method == .get || request.method == .head || isOwnPage(request, host) else {
            throw Self.elsewhere
        }
        return try await next(request, context)
    }

    /// Whether the request was sent to this machine and not to a name that somebody else makes lead here.
    private func isOwn(_ authority: String) -> Bool {
        var host = authority.lowercased()
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            host = String(host[host.index(after: host.startIndex)..<end])
        } else if let colon = host.lastIndex(of: ":") {
            host = String(host[..<colon])
        }
        return names.contains(host) || WebSettings.Address.isDigits(host)
    }

    /// Whether what changes something comes from the page itself, as the browser says; programs say nothing.
    private func isOwnPage(_ request: Request, _ host: String) -> Bool {
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }), site != "same-origin" {
            return false
        }
        guard let origin = request.headers[.origin] else { return true }
        return origin.lowercased().split(separator: "/").last.map(String.init) == host.lowercased()
    }

    private static let elsewhere = Fault(
        .forbidden, Wording(en: "From another page", zh: "来自其他网页"),
        Wording(en: "the request comes from another page", zh: "请求来自其他网页"),
        fix: Wording(en: "open the console's own address", zh: "请直接打开控制台的网址"))

    private static func unknownHost(_ host: String) -> Fault {
        let name = host.prefix(80)
        return Fault(
            .misdirectedRequest, Wording(en: "Unknown name", zh: "未知的主机名"),
            Wording(en: "this console is not reached as \"\(name)\"", zh: "不能用“\(name)”访问本控制台"),
            fix: Wording(
                en: "write the name under web, hosts, in store.yaml, or open the machine's address",
                zh: "请在 store.yaml 的 web 中把该名称写入 hosts，或直接打开本机地址"))
    }
}
