// SPDX-License-Identifier: Apache-2.0
import Foundation
import Station
import Timetable

/// A script with a slot of each kind of trouble, to be filled with what is asked.
private let script = Script.parse(
    "title T\nclass urgent\nslots item, place\napproved 2026-11-01 x\n--- zh\n在{place}拾到*{item}*\n--- en\n{item} at {place}.\n",
    file: "x.txt", name: "x"
).script

private let clock = CivilClock(timeZone: "Asia/Shanghai")

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequest(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let data = Data(bytes: bytes, count: count)
    for language in Language.allCases {
        do throws(RequestRefused) {
            judge(try AnnouncementRequest(json: data, in: language))
        } catch {
            judge(error)
        }
    }
    return 0
}

/// What was read steers no terminal, can be written and read again, and breaks nothing that reads on in it.
private func judge(_ request: AnnouncementRequest) {
    let repetition = request.repetition
    let single = [
        request.script, request.text, request.broadcastClass, request.chime, request.expires, repetition?.every,
        repetition?.until, request.idempotencyKey, request.note, request.audio,
    ]
    let texts =
        single.compactMap(\.self) + (request.languages ?? []) + (request.zones ?? [])
        + (request.fields ?? [:]).flatMap { [$0.key, $0.value] }
    precondition(!texts.contains(where: steersTerminal), "no control character is let through")

    guard let written = try? JSONEncoder().encode(request) else { preconditionFailure("what was read can be written") }
    precondition((try? AnnouncementRequest(json: written, in: .en)) == request, "a round trip changes nothing")

    for text in texts {
        if let span = Duration(parsingSpan: text) { _ = Instant(nanoseconds: 0) + span }
        if let instant = clock?.instant(parsing: text) { _ = clock?.iso8601(instant) }
        _ = BroadcastClass(name: text)
        _ = nearest(to: text, among: ["store", "warehouse", "found-property"])
    }
    do throws(Script.FillError) {
        _ = try script?.filled(with: request.fields ?? [:], in: request.languages ?? ["zh", "en"])
    } catch {
        precondition(!error.message(in: .zh).isEmpty && !error.message(in: .en).isEmpty, "a refusal says something")
    }
}

/// A refusal says what is wrong and what to do, each in a line that a terminal may show.
private func judge(_ refusal: RequestRefused) {
    precondition(refusal.kind == .malformed, "it is the request that is wrong")
    for sentence in [refusal.message, refusal.fix ?? ""] {
        precondition((1...600).contains(sentence.unicodeScalars.count), "a refusal says something, and not too much")
        precondition(!sentence.unicodeScalars.contains { $0.properties.generalCategory == .control }, "on one line")
    }
}

private func steersTerminal(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.generalCategory == .control && !"\t\n\r".unicodeScalars.contains($0) }
}
