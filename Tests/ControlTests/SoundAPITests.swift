// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station
import SystemSupport
import Testing

@testable import Control

/// The calls that answer with sound, over the socket.
@Suite(.serialized, .timeLimit(.minutes(1))) struct SoundAPITests {
    @Test func `listening has the type of its sound, which cannot be asked for in parts`() async throws {
        try await withControl(StubDesk()) { _, socket in
            let answer = try await RawHTTP.exchange(socket, "GET", "/v1/listen?zone=store", body: "")
            #expect(answer.status == 200 && answer.head.contains("content-type: audio/wav"))
            #expect(answer.head.contains("accept-ranges: none") && answer.head.contains("cache-control: no-store"))
            #expect(answer.body.contains("2\r\n\u{1}\u{2}\r\n2\r\n\u{3}\u{4}\r\n0\r\n"), "each piece as it comes")
        }
    }

    @Test(arguments: [(RequestRefused.Kind.unknown, 404), (.crowded, 503)])
    func `listening is refused as the desk says`(kind: RequestRefused.Kind, status: Int) async throws {
        let desk = StubDesk(refusal: RequestRefused(kind: kind, message: "no", fix: "later"))
        try await withControl(desk) { _, socket in
            let answer = try await RawHTTP.exchange(socket, "GET", "/v1/listen", body: "")
            #expect(answer.status == status && answer.head.contains("retry-after: 10") == (status == 503))
        }
    }

    @Test func `an audition is made where its sound is found, and one that is not known is not`() async throws {
        try await withControl(StubDesk()) { _, socket in
            let made = try await RawHTTP.exchange(socket, "POST", "/v1/auditions", body: #"{"text": "Hello"}"#)
            #expect(made.status == 201 && made.head.contains("location: /v1/auditions/heard"))
            #expect(made.body == #"{"id":"heard","seconds":1.5,"texts":["Hello"]}"#)
            let unknown = try await RawHTTP.exchange(socket, "GET", "/v1/auditions/other", body: "")
            #expect(unknown.status == 404 && unknown.body.contains("POST /v1/auditions"))
        }
    }

    @Test func `whether levels are wanted is true or false`() async throws {
        try await withControl(StubDesk()) { _, socket in
            let answer = try await RawHTTP.exchange(socket, "GET", "/v1/events?levels=yes", body: "")
            #expect(answer.status == 400 && answer.body.contains("levels is"))
        }
    }
}
