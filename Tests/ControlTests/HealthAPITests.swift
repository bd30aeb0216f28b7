// SPDX-License-Identifier: Apache-2.0
import Control
import Foundation
@testable import Station
import SystemSupport
import Testing

/// The calls of those who look after the station.
@Suite(.serialized, .timeLimit(.minutes(1))) struct HealthAPITests {
    @Test func `metrics come as Prometheus wants them`() async throws {
        try await withControl(StubDesk()) { _, socket in
            let answer = try await RawHTTP.exchange(socket, "GET", "/metrics", body: "")
            #expect(answer.status == 200)
            #expect(answer.head.contains("content-type: text/plain; version=0.0.4; charset=utf-8"))
            #expect(answer.body == "# TYPE storecast_problems gauge\nstorecast_problems 1\n")
            let wrong = try await RawHTTP.exchange(socket, "POST", "/metrics", body: "")
            #expect(wrong.status == 405 && wrong.head.contains("allow: get"))
        }
    }

    @Test func `who has a role may look, whichever it is, and who has none may not`() async throws {
        for path in ["/metrics", "/v1/ready", "/v1/health"] {
            try await withControl(StubDesk()) { _, socket in
                let answer = try await RawHTTP.exchange(socket, "GET", path, body: "")
                #expect([200, 503].contains(answer.status), "\(path)")
            }
        }
        #expect(Role.allCases.allSatisfy { $0.allows(.look) })
    }

    @Test func `ready is answered whether it is good or not, and read by the client`() async throws {
        try await withControl(StubDesk()) { client, _ in
            let report = try await client.ready()
            #expect(report.isReady && report.checks.map(\.subject) == ["day"])
            #expect(report.checks[0].verdict == "doubtful" && report.checks[0].fix?.contains("calendar") == true)
        }
    }

    @Test func `ready is worked out for one at a time`() async throws {
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        let desk = StubDesk(rehearsal: {
            begin.yield()
            for await _ in ended { return }
        })
        try await withControl(desk) { client, socket in
            async let first = client.ready()
            for await _ in begun { break }
            let second = try await RawHTTP.exchange(socket, "GET", "/v1/ready", body: "")
            #expect(second.status == 503 && second.head.contains("retry-after"))
            end.yield()
            end.finish()
            #expect(try await first.isReady)
        }
    }
}
