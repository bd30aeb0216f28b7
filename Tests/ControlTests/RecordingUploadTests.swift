// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Media
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import SystemSupport
import Testing
import Timetable

@testable import Control
@testable import Station

@Suite(.serialized, .timeLimit(.minutes(1))) struct RecordingUploadTests {
    private static let manyPieces = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })

    @Test func `a recording arrives whole, and the answer says where it is`() async throws {
        let desk = StubDesk()
        // This process may be too busy with other tests to send within ten seconds.
        try await withControl(desk, requestLimit: .minutes(1)) { client, socket in
            let recording = try await client.upload(Self.manyPieces)
            #expect(await desk.keptBytes == [300_000])
            #expect(recording.id.count == 32)
            #expect(try await client.upload(Self.manyPieces).id == recording.id)
            let answer = try await RawHTTP.exchange(socket, "POST", "/v1/recordings", body: "abc")
            #expect(answer.status == 201)
            #expect(answer.head.lowercased().contains("location: /v1/recordings/"), "\(answer.head)")
            let left = try FileManager.default.contentsOfDirectory(atPath: "\(desk.folder)/incoming")
            #expect(left.isEmpty, "the temporary files are gone")
        }
    }

    /// Heads that are refused before anything is taken in, with the status and a piece of the answer.
    static let refused: [([String], Int, String)] = [
        (["Content-Length: \(20 << 20 | 1)"], 413, "more than 20 MiB"),
        (["Transfer-Encoding: chunked"], 411, "--data-binary"),
        (["Content-Length: 3", "Content-Type: multipart/form-data; boundary=x"], 415, "--data-binary"),
    ]

    @Test(arguments: refused)
    func `what is no audio body within the limit is refused at once`(
        headers: [String], status: Int, says: String
    ) async throws {
        let desk = StubDesk()
        try await withControl(desk) { client, socket in
            let answer = try await RawHTTP.exchange(socket, "POST", "/v1/recordings", headers: headers, body: "")
            #expect(answer.status == status, "\(answer.head)")
            #expect(answer.body.contains(says), "\(answer.body)")
            #expect(await desk.keptBytes.isEmpty)
            _ = try await client.status()
        }
    }

    @Test func `an upload that breaks off is not kept`() async throws {
        let desk = StubDesk()
        try await withControl(desk) { _, socket in
            let answer = try await RawHTTP.exchange(
                socket, "POST", "/v1/recordings", headers: ["Content-Length: 5000"], body: "abc", isEnded: true)
            #expect(answer.status == 400, "\(answer.head)")
            #expect(await desk.keptBytes.isEmpty)
        }
    }

    @Test func `a full disk is 507 with what to do`() async throws {
        let desk = StubDesk()
        await desk.refuse(RequestRefused(.unwritable(detail: "No space left on device"), storedIn: "/state", .en))
        try await withControl(desk) { client, _ in
            let failure = await #expect(throws: ControlClient.Failure.self) { try await client.upload(Data("a".utf8)) }
            guard case .refused(status: 507, let detail, let fix?) = failure else {
                Issue.record("answered \(String(describing: failure))")
                return
            }
            #expect(detail.contains("No space left on device"))
            #expect(fix.contains("room"))
        }
    }

    @Test func `a recording nobody has is not found`() async throws {
        try await withControl(StubDesk()) { _, socket in
            let answer = try await RawHTTP.exchange(socket, "GET", "/v1/recordings/8f3a", body: "")
            #expect(answer.status == 404)
            #expect(answer.body.contains("POST /v1/recordings"))
        }
    }

    // MARK: Time

    /// A connection's guard in simulated time.
    private func guarded() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(
            handler: ConnectionGuard(
                ConnectionCount(), requestLimit: .seconds(10), uploadLimit: .seconds(120), language: .en))
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/tmp/none")).wait()
        return channel
    }

    private func head(_ path: String) -> HTTPRequestPart {
        .head(HTTPRequest(method: .post, scheme: "http", authority: "storecast", path: path))
    }

    /// The status that the guard has answered by itself; nil while it has not.
    private func answer(_ channel: EmbeddedChannel) throws -> Int? {
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else { return nil }
        return head.status.code
    }

    @Test func `a recording may take two minutes while some of it comes, and no longer`() throws {
        let channel = try guarded()
        try channel.writeInbound(head("/v1/recordings"))
        for _ in 0..<13 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(9))
            try #expect(answer(channel) == nil)
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
            channel.read()
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(3))
        #expect(try answer(channel) == 408)
    }

    @Test func `a recording of which nothing comes for ten seconds is given up`() throws {
        let channel = try guarded()
        try channel.writeInbound(head("/v1/recordings"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(9))
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
        channel.read()
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        #expect(try answer(channel) == 408)
    }

    @Test func `a recording is not given up while the station takes its time with what has come`() throws {
        let channel = try guarded()
        try channel.writeInbound(head("/v1/recordings"))
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(try answer(channel) == nil)
        channel.read()
        channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        #expect(try answer(channel) == 408)
    }

    @Test func `any other request has ten seconds in all`() throws {
        let channel = try guarded()
        try channel.writeInbound(head("/v1/announcements"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(9))
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try answer(channel) == 408)
    }
}
