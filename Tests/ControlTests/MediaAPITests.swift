// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import SystemSupport
import Testing
import Timetable

@testable import Control
@testable import Station

@Suite(.serialized, .timeLimit(.minutes(1))) struct MediaAPITests {
    @Test func `a file arrives whole, is answered with what it changes, and can be heard in parts`() async throws {
        let desk = StubDesk()
        try await withControl(desk) { _, socket in
            let saved = try await RawHTTP.exchange(socket, "PUT", "/v1/media?path=items/a.wav", body: "0123456789")
            #expect(saved.status == 201, "\(saved.body)")
            #expect(saved.body.contains(#""changed":["new"]"#), "\(saved.body)")
            let whole = try await RawHTTP.exchange(socket, "GET", "/v1/media/sound?path=items/a.wav", body: "")
            #expect(whole.body == "0123456789")
            #expect(whole.head.contains("audio/"), "\(whole.head)")
            let part = try await RawHTTP.exchange(
                socket, "GET", "/v1/media/sound?path=items/a.wav", headers: ["Range: bytes=3-5"], body: "")
            #expect(part.status == 206)
            #expect(part.body == "345")
            #expect(part.head.lowercased().contains("content-range: bytes 3-5/10"), "\(part.head)")
            let beyond = try await RawHTTP.exchange(
                socket, "GET", "/v1/media/sound?path=items/a.wav", headers: ["Range: bytes=10-"], body: "")
            #expect(beyond.status == 416)
        }
    }

    @Test(arguments: [
        ("bytes=0-", 0...9), ("bytes=2-3", 2...3), ("bytes=8-99", 8...9), ("bytes=-4", 6...9), ("bytes=-99", 0...9),
    ])
    func `a part is that of RFC 9110`(text: String, range: ClosedRange<Int>) {
        #expect(FileAnswer.range(text, of: 10) == range)
    }

    @Test(arguments: ["bytes=10-", "bytes=5-3", "bytes=-0", "bytes=0-1,4-5", "bytes=", "lines=1-2", "bytes=a-b"])
    func `what is no part of a file is none`(text: String) {
        #expect(FileAnswer.range(text, of: 10) == nil)
    }

    @Test func `a file that is there is answered with, and taken only for the version that is said`() async throws {
        let desk = StubDesk()
        try await withControl(desk) { _, socket in
            let path = "/v1/media?path=items/a.wav"
            _ = try await RawHTTP.exchange(socket, "PUT", path, body: "a")
            let conflict = try await RawHTTP.exchange(socket, "PUT", path, body: "b")
            #expect(conflict.status == 409)
            #expect(conflict.body.contains(#""version":"1""#), "\(conflict.body)")
            #expect(try await RawHTTP.exchange(socket, "PUT", path + "&replaces=2", body: "b").status == 409)
            let replaced = try await RawHTTP.exchange(socket, "PUT", path + "&replaces=1", body: "b")
            #expect(replaced.status == 200, "\(replaced.body)")
            #expect(await desk.keptMedia == ["items/a.wav": "1"])
        }
    }

    /// Requests that are refused before anything is taken in, with the status and a piece of the answer.
    static let refused: [(String, [String], Int, String)] = [
        ("items/a.wav", ["Content-Length: \(200 << 20)"], 413, "more than 128 MiB"),
        ("items/a.wav", ["Transfer-Encoding: chunked"], 411, "--data-binary"),
        ("items/a.wav", ["Content-Length: 3", "Content-Type: multipart/form-data; boundary=x"], 415, "a form"),
        ("items/a.exe", ["Content-Length: 3"], 422, "WAV, FLAC"),
        ("items/a", ["Content-Length: 3"], 422, "WAV, FLAC"),
        ("../store.yaml", ["Content-Length: 3"], 422, "music/FOLDER"),
        ("items/../../a.wav", ["Content-Length: 3"], 422, "music/FOLDER"),
        ("items/.a.wav", ["Content-Length: 3"], 422, "music/FOLDER"),
        ("music/a.wav", ["Content-Length: 3"], 422, "music/FOLDER"),
        ("", ["Content-Length: 3"], 422, "music/FOLDER"),
    ]

    @Test(arguments: refused)
    func `what can be no sound file of the store is refused at once, with what to do`(
        path: String, headers: [String], status: Int, says: String
    ) async throws {
        let desk = StubDesk()
        try await withControl(desk) { client, socket in
            let answer = try await RawHTTP.exchange(
                socket, "PUT", "/v1/media?path=\(path)", headers: headers, body: "abc")
            #expect(answer.status == status, "\(answer.head)")
            #expect(answer.body.contains(says), "\(answer.body)")
            #expect(await desk.keptMedia.isEmpty)
            _ = try await client.status()
        }
    }

    @Test func `a file that breaks off on its way is not kept`() async throws {
        let desk = StubDesk()
        try await withControl(desk) { _, socket in
            let answer = try await RawHTTP.exchange(
                socket, "PUT", "/v1/media?path=items/a.wav", headers: ["Content-Length: 5000"], body: "abc",
                isEnded: true)
            #expect(answer.status == 400, "\(answer.head)")
            #expect(await desk.keptMedia.isEmpty)
        }
    }

    @Test func `a file may take twelve minutes on its way while some of it comes, and no longer`() throws {
        let channel = EmbeddedChannel(
            handler: ConnectionGuard(
                ConnectionCount(), requestLimit: .seconds(10), uploadLimit: .seconds(120), language: .en))
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/tmp/none")).wait()
        try channel.writeInbound(
            HTTPRequestPart.head(
                HTTPRequest(method: .put, scheme: "http", authority: "s", path: "/v1/media?path=items/a.wav")))
        for _ in 0..<79 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(9))
            #expect(try channel.readOutbound(as: HTTPResponsePart.self) == nil)
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
            channel.read()
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(9))
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else {
            Issue.record("it is not given up")
            return
        }
        #expect(head.status.code == 408)
    }
}
