// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station
import SystemSupport
import Testing

@testable import Control

/// What browsers get, asked by the bytes that they would send.
@Suite(.timeLimit(.minutes(1))) struct ConsoleAPITests {
    @Test func `the page is there for everybody, and the rest for who is signed in`() async throws {
        try await withConsole { browser in
            let page = try await browser.ask("GET", "/")
            #expect(page.status == 200)
            #expect(page.head.contains("content-security-policy: default-src 'none'; script-src 'self'"))
            let tag = try #require(page.header("ETag"))
            #expect(try await browser.ask("GET", "/", ["If-None-Match: \(tag)"]).status == 304)
            for path in ["/v1/status", "/metrics", "/v1/nothing", "/v1/accounts", "/v1/events"] {
                let answer = try await browser.ask("GET", path)
                #expect(answer.status == 401, "\(path)")
                #expect(answer.head.contains("x-content-type-options: nosniff"), "\(path)")
            }
            #expect(try await browser.ask("GET", "/../etc/passwd").status == 404)
        }
    }

    @Test(arguments: [
        ("gzip, deflate, br, zstd", true), ("GZIP;q=0.5", true), ("*", true), ("identity, gzip; q=0", false),
        ("br", false),
        ("", false),
    ])
    func `who unpacks the page gets it packed, under a tag of its own`(codings: String, isPacked: Bool) async throws {
        try await withConsole { browser in
            let headers = ["Accept-Encoding: \(codings)"]
            let answer = try await browser.ask("GET", "/main.js", headers)
            #expect(answer.header("Vary") == "Accept-Encoding")
            #expect(answer.header("Content-Encoding") == (isPacked ? "gzip" : nil))
            let tag = try #require(answer.header("ETag"))
            #expect(tag.hasSuffix("-gzip\"") == isPacked)
            #expect(try await browser.ask("GET", "/main.js", headers + ["If-None-Match: \(tag)"]).status == 304)
            let other = isPacked ? tag.replacing("-gzip", with: "") : tag.replacing(/"$/, with: "-gzip\"")
            #expect(try await browser.ask("GET", "/main.js", headers + ["If-None-Match: \(other)"]).status == 200)
        }
    }

    @Test func `before anybody has an account the page is told so, and who comes in by a link may ask and do`()
        async throws
    {
        let desk = StubDesk()
        try await withConsole(desk) { browser in
            var report = try JSONDecoder().decode(
                SessionAnswer.self, from: Data(try await browser.ask("GET", "/v1/session").body.utf8))
            #expect(report.isNew && report.account == nil && report.csrf == nil && report.name == "Test")
            let anna = try await browser.signedIn()
            report = try JSONDecoder().decode(
                SessionAnswer.self, from: Data(try await anna.ask("GET", "/v1/session").body.utf8))
            #expect(!report.isNew && report.csrf == anna.token)
            #expect(try await anna.ask("GET", "/v1/status").status == 200)
            #expect(try await anna.ask("POST", "/v1/announcements", body: #"{"text": "Lunch"}"#).status == 202)
            #expect(await desk.requesters == [Requester(user: "anna", roles: [.admin])])
            #expect(try await anna.ask("DELETE", "/v1/session").status == 204)
            #expect(try await anna.ask("GET", "/v1/status").status == 401)
        }
    }

    @Test func `what changes something wants the session's token and this page's origin`() async throws {
        let desk = StubDesk()
        try await withConsole(desk) { browser in
            let anna = try await browser.signedIn()
            var without = anna
            without.token = ""
            let push = #"{"text": "Lunch"}"#
            #expect(try await without.ask("POST", "/v1/announcements", body: push).status == 403)
            without.token = "wrong"
            #expect(try await without.ask("POST", "/v1/announcements", body: push).status == 403)
            for header in ["Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"] {
                #expect(
                    try await anna.ask("POST", "/v1/announcements", [header], body: push).status == 403, "\(header)")
            }
            #expect(await desk.requesters.isEmpty)
            let own = "Origin: http://127.0.0.1:8480"
            #expect(try await anna.ask("POST", "/v1/announcements", [own], body: push).status == 202)
            let elsewhere = try await browser.ask(
                "POST", "/v1/session", ["Origin: http://evil.example"],
                body: #"{"name": "anna", "password": "correct horse"}"#)
            #expect(elsewhere.status == 403)
        }
    }

    @Test(arguments: [
        ("127.0.0.1:8480", true), ("[::1]:8480", true), ("192.168.1.20", true), ("localhost:8480", true),
        ("Broadcast.Example.com", true), ("evil.example", false), ("evil.example:8480", false), ("", false),
        ("127.0.0.1.evil.example", false),
    ])
    func `only this machine's names are answered`(host: String, isAnswered: Bool) async throws {
        try await withConsole(hosts: ["broadcast.example.com"]) { browser in
            let answer = try await browser.ask("GET", "/v1/session", host: host)
            #expect(answer.status == (isAnswered ? 200 : 421))
            if !isAnswered { #expect(answer.body.contains("store.yaml")) }
        }
    }

    @Test func `the cookie is for encrypted connections alone where a proxy speaks TLS`() async throws {
        try await withConsole(hosts: ["broadcast.example.com"]) { browser in
            _ = try await browser.signedIn()
            let answer = try await browser.ask(
                "POST", "/v1/session", host: "broadcast.example.com", ["Origin: https://broadcast.example.com"],
                body: #"{"name": "anna", "password": "correct horse"}"#)
            #expect(answer.status == 200)
            #expect(answer.header("Set-Cookie")?.hasSuffix("SameSite=Strict; Secure") == true)
        }
    }

    @Test func `each may do what their role allows, and accounts are an administrator's`() async throws {
        try await withConsole { browser in
            let desk = try await browser.signedIn(.desk)
            #expect(try await desk.ask("POST", "/v1/announcements", body: #"{"text": "Lunch"}"#).status == 202)
            for (method, path) in [("POST", "/v1/mute"), ("GET", "/v1/accounts"), ("DELETE", "/v1/accounts/anna")] {
                let answer = try await desk.ask(method, path)
                #expect(answer.status == 403, "\(path)")
                #expect(answer.body.contains("on the page People"), "\(path)")
            }
            let put = #"{"text": "open 08:00", "basedOn": null}"#
            #expect(try await desk.ask("PUT", "/v1/texts/content?path=a.timetable", body: put).status == 403)
            _ = try await browser.accounts.setRoles([.editor, .admin], of: "anna", by: "test")
            _ = try await browser.accounts.setRoles([.admin], of: "anna", by: "test")
            #expect(try await desk.ask("GET", "/v1/accounts").status == 200)
            #expect(try await desk.ask("PUT", "/v1/accounts/anna", body: #"{"roles": ["desk"]}"#).status == 409)
            #expect(try await desk.ask("PUT", "/v1/accounts/anna", body: #"{"roles": ["king"]}"#).status == 400)
            #expect(try await desk.ask("PUT", "/v1/accounts/%E5%BC%A0", body: #"{"roles": ["desk"]}"#).status == 404)
        }
    }
}
