// SPDX-License-Identifier: Apache-2.0
import Control
import Foundation
@testable import Station
import SystemSupport
import Testing

/// The calls about what was.
@Suite(.serialized, .timeLimit(.minutes(1))) struct RecordAPITests {
    private func get(_ path: String, _ desk: StubDesk = StubDesk()) async throws -> DeskConnection.Answer {
        var answer: DeskConnection.Answer?
        try await withControl(desk) { _, socket in answer = try await RawHTTP.exchange(socket, "GET", path, body: "") }
        return try #require(answer)
    }

    @Test func `the log comes as JSON, as a table and as text`() async throws {
        let json = try await get("/v1/as-run?date=2026-11-21")
        #expect(json.status == 200)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.body.utf8)) as? [String: Any])
        let cue = try #require((object["cues"] as? [[String: Any]])?.first)
        let keys = ["key", "when", "verb", "name", "zones", "planned", "start", "end", "outcome", "reason"]
        #expect(Set(keys).isSubset(of: cue.keys) && cue["reason"] is NSNull && object["problems"] is [Any])
        #expect(object["date"] as? String == "2026-11-21" && object["timezone"] as? String == "Asia/Shanghai")
        let table = try await get("/v1/as-run?format=csv")
        #expect(table.head.contains("text/csv") && table.head.contains("as-run-2026-11-21.csv"))
        #expect(table.body.contains(",'=guide,"))
        let text = try await get("/v1/as-run?format=text")
        #expect(
            text.head.contains("text/plain; charset=utf-8") && text.body.contains("09:00:00  09:00:30  say  =guide"))
    }

    @Test func `a time reaches the desk as it was written`() async throws {
        let desk = StubDesk()
        try await withControl(desk) { client, _ in
            let query = RecordQuery(date: "2026-11-21", from: "2026-11-21T10:00:00.000+08:00", to: "２２:00&x=1")
            _ = try await client.asRun(query, withMusic: true, format: "csv")
            let asked = await desk.asked
            #expect(asked?.query == query && asked?.withMusic == true)
            _ = try await client.report(RecordQuery(), format: "text")
            #expect(await desk.asked?.query == RecordQuery())
        }
    }

    @Test func `why is answered in sentences, whatever stands in the question`() async throws {
        try await withControl(StubDesk()) { client, _ in
            for question in [
                "10:07", "2026-11-21/everyday/every-5-10m/promo/offers/3", "a b&c=d?/%+#", "商场导购", "\u{1F600}",
            ] {
                let answer = try await client.why(question, on: nil)
                #expect(answer.question == question)
            }
            #expect(try await client.why("x", on: "2026-11-20").answers.first?.key == "2026-11-20/key")
            await #expect(throws: ControlClient.Failure.refused(status: 404, detail: "nothing", fix: "look")) {
                try await client.why("nobody", on: nil)
            }
        }
    }

    @Test func `a shift is ended by who may, with words for the next`() async throws {
        let desk = StubDesk()
        try await withControl(desk) { client, socket in
            let book = try await client.handOver(HandoverNote(note: "lift 2 is out"), format: "text")
            #expect(String(decoding: book, as: UTF8.self).contains("HANDOVER BOOK"))
            #expect(await desk.handover?.note == HandoverNote(note: "lift 2 is out"))
            let bare = try await RawHTTP.exchange(socket, "POST", "/v1/handover", body: "")
            #expect(bare.status == 200)
            #expect(await desk.handover?.note == HandoverNote())
        }
    }

    @Test(arguments: [
        ("GET", "/v1/why", "", 400), ("GET", "/v1/why?cue=", "", 400), ("GET", "/v1/why?cue=%20", "", 400),
        ("GET", "/v1/why?cue=" + String(repeating: "x", count: 501), "", 400),
        ("GET", "/v1/as-run?format=pdf", "", 400), ("GET", "/v1/as-run?music=maybe", "", 400),
        ("GET", "/v1/report?format=csv", "", 400), ("POST", "/v1/handover", "[1]", 400),
        ("POST", "/v1/handover", #"{"nota": "x"}"#, 400), ("POST", "/v1/handover", #"{"note": 5}"#, 400),
        ("POST", "/v1/handover", #"{"note": "a\u0007"}"#, 400), ("POST", "/v1/handover", #"{"note": ""}"#, 422),
        ("DELETE", "/v1/as-run", "", 405),
    ])
    func `what cannot be followed is refused, with what to do`(
        method: String, path: String, body: String, status: Int
    ) async throws {
        try await withControl(StubDesk()) { _, socket in
            let answer = try await RawHTTP.exchange(socket, method, path, body: body)
            #expect(answer.status == status, "\(answer.body)")
            let problem = try #require(try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])
            #expect((problem["fix"] as? String)?.isEmpty == false)
        }
    }

    @Test func `a journal that cannot be read is told with when to try again`() async throws {
        let refusal = RequestRefused(kind: .unread, message: "the disk does not answer", fix: "look after the disk")
        let answer = try await get("/v1/as-run", StubDesk(refusal: refusal))
        #expect(answer.status == 503 && answer.head.lowercased().contains("retry-after"))
    }
}
