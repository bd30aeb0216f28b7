// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station
import TestSupport
import Testing
import Timetable

/// What the fuzzer of requests starts from, judged as `Fuzz/request/Request.swift` judges, and what is answered to it.
@Suite struct `The corpus of the request fuzzer` {
    @Test func `gives requests that can be written and read again, or a refusal in one line that says what to do`()
        throws
    {
        for input in try FuzzCorpus.inputs(of: "request") {
            for language in Language.allCases {
                do {
                    let request = try AnnouncementRequest(json: input.bytes, in: language)
                    let again = try AnnouncementRequest(json: try JSONEncoder().encode(request), in: language)
                    #expect(again == request, "\(input.name)")
                } catch let refusal as RequestRefused {
                    #expect(refusal.kind == .malformed, "\(input.name)")
                    let fix = try #require(refusal.fix, "\(input.name)")
                    for sentence in [refusal.message, fix] {
                        #expect((1...600).contains(sentence.unicodeScalars.count), "\(input.name)")
                        let controls = sentence.unicodeScalars.filter { $0.properties.generalCategory == .control }
                        #expect(controls.isEmpty, "\(input.name)")
                    }
                }
            }
        }
    }

    @Test(arguments: [
        (#"{"text": 5}"#, "\"text\" is not a text in quotes"),
        (#"{"fields": {"item": ["a"]}}"#, "\"fields.item\" is not a text in quotes"),
        (#"{"zones": ["store", 7]}"#, "\"zones.2\" is not a text in quotes"),
        (#"{"repeat": [3]}"#, "\"repeat\" is not an object with times, every, until"),
        (#"{"repeat": {"times": 2.5}}"#, "\"repeat.times\" is not a whole number"),
        (#"{"repeat": {"times": 123456789012345678901234567890}}"#, "\"repeat.times\" is not a whole number"),
        (#"{"repeat": {"until": null}}"#, "\"repeat.until\" is null"),
        (#"{"replace": 1}"#, "\"replace\" is not true or false"),
        (#"{"text": "a", "txet": "b"}"#, "this version knows no \"txet\""),
        (#"{"repeat": {"evry": "5m"}}"#, "this version knows no \"repeat.evry\""),
        (#"{"a\u001b[2J": 1}"#, "this version knows no \"a[2J\""),
        (#"{"text": "a\u0000"}"#, "\"text\" has the control character U+0000"),
        (#"{"text": "a\ud83d"}"#, "the request is not a JSON object"),
        (#"{"text": "a"} {"text": "b"}"#, "the request is not a JSON object"),
        (#"["text"]"#, "the request is not a JSON object"), ("", "the request is not a JSON object"),
    ])
    func `what is wrong with a request is told where it is`(json: String, message: String) {
        let refusal = #expect(throws: RequestRefused.self) {
            try AnnouncementRequest(json: Data(json.utf8), in: .en)
        }
        #expect(refusal?.message == message)
    }
}
