// SPDX-License-Identifier: Apache-2.0
import Playout
import Testing
import Timetable

@testable import Station

/// What a request comes to, and why one is refused.
@Suite struct AnnouncementReaderTests {
    private static let now = Instant(nanoseconds: 1_795_226_400_000_000_000)
    private let clock: CivilClock

    init() throws {
        clock = try #require(CivilClock(timeZone: "Asia/Shanghai"))
        try #require(clock.iso8601(Self.now) == "2026-11-21T10:00:00.000+08:00")
    }

    private static let found = Script(
        name: "found", title: "Found", broadcastClass: .urgent, slots: ["item"],
        repetition: Script.Repetition(times: 3, every: .seconds(300), untilClaimed: true), approved: "2026-11-01 me",
        passages: [Passage(language: "en", text: "{item} was found.")])
    private static let fire = Script(
        name: "fire", title: "Fire", broadcastClass: .emergency,
        allClear: PlacedName("over", at: Location(file: "fire.txt", line: 2, column: 11)), approved: "2026-11-01 me",
        passages: [Passage(language: "en", text: "Leave the store.")])

    private var reader: AnnouncementReader {
        var schedule = Schedule(clock: clock)
        schedule.scripts = ["found": Self.found, "fire": Self.fire]
        schedule.settings.outputs[0].zones = ["hall", "garage"].enumerated().map {
            StoreSettings.Zone(name: $0.element, channels: [$0.offset + 1])
        }
        return AnnouncementReader(
            schedule: schedule, chimes: ["gong-2"], approved: ["fire", "found"],
            hasRecording: { $0 == "8f3a77" }, now: Self.now)
    }

    private func refusal(of request: AnnouncementRequest) -> RequestRefused? {
        do throws(RequestRefused) {
            _ = try reader.order(request)
            return nil
        } catch { return error }
    }

    @Test func `a script is repeated as its header says, and a request may say otherwise`() throws {
        var request = AnnouncementRequest(script: "found", fields: ["item": "a hat"])
        #expect(
            try reader.order(request).repetition == AnnouncementOrder.Repetition(times: 3, everySeconds: 300))
        request.repetition = .init(times: 2, every: "90s")
        #expect(try reader.order(request).repetition == AnnouncementOrder.Repetition(times: 2, everySeconds: 90))
        request.repetition = .init(times: 1)
        #expect(try reader.order(request).repetition == nil)
    }

    @Test func `what is heard until it is claimed does not go on for ever`() throws {
        let order = try reader.order(AnnouncementRequest(text: "x", repetition: .init(every: "5m", until: "claimed")))
        #expect(order.repetition == AnnouncementOrder.Repetition(times: nil, everySeconds: 300))
        #expect(order.expires == (Self.now + .seconds(12 * 3600)).nanoseconds)
    }

    @Test(arguments: [
        ("30m", "2026-11-21T10:30:00"), ("18:00", "2026-11-21T18:00:00"),
        ("2026-11-22T09:00", "2026-11-22T09:00:00"), ("1小时", "2026-11-21T11:00:00"),
    ])
    func `an expiry is a span or a time of the store`(written: String, meant: String) throws {
        let order = try reader.order(AnnouncementRequest(text: "x", expires: written))
        #expect(order.expires == clock.instant(parsing: meant)?.nanoseconds)
    }

    @Test func `a text of 600 characters is spoken, whatever they are`() throws {
        for character in ["a", "字", "👨‍👩‍👧‍👦"] {
            let text = String(repeating: character, count: 600)
            #expect(refusal(of: AnnouncementRequest(text: text)) == nil)
        }
    }

    @Test func `its zones are those that are named, or all`() throws {
        let all = try reader.order(AnnouncementRequest(text: "x"))
        let some = try reader.order(AnnouncementRequest(text: "x", zones: ["garage"]))
        let zones = ["hall", "garage"]
        #expect(all.announcement("1", received: Self.now, zones: zones, progress: nil).zones == .all)
        #expect(some.announcement("1", received: Self.now, zones: zones, progress: nil).zones == ZoneSet(zone: 1))
        #expect(some.announcement("1", received: Self.now, zones: ["hall"], progress: nil).zones.isEmpty)
    }

    @Test func `an emergency has no repeats of its own, and may replace another`() throws {
        let order = try reader.order(AnnouncementRequest(script: "fire", replace: true))
        #expect(order.replacesEmergency && order.repetition == nil)
        #expect(
            refusal(of: AnnouncementRequest(script: "fire", repetition: .init(times: 2, every: "1m")))?.kind
                == .unusable)
        #expect(refusal(of: AnnouncementRequest(text: "x", replace: true))?.kind == .unusable)
    }

    @Test func `an emergency has the all-clear of its script and its class's chime; other classes have none`() throws {
        let fire = try reader.order(AnnouncementRequest(script: "fire"))
        #expect(fire.chime == "siren")
        let airs = fire.announcement("1", received: Self.now, zones: ["hall"], progress: nil)
        #expect(airs.allClear == ClipID(.script, "over"))
        let drill = try reader.order(AnnouncementRequest(script: "fire", broadcastClass: "notice"))
        #expect(drill.allClear == nil && drill.chime == "gong-2")
        #expect(try reader.order(AnnouncementRequest(text: "x", broadcastClass: "emergency")).allClear == nil)
    }

    @Test(arguments: [
        (AnnouncementRequest(text: String(repeating: "字", count: 601)), "the text has 601 characters"),
        (AnnouncementRequest(text: "x", zones: []), "no zone is to hear it"),
        (AnnouncementRequest(text: "x", zones: ["hal"]), "there is no zone \"hal\""),
        (AnnouncementRequest(text: "x", broadcastClass: "music"), "class \"music\" cannot be announced"),
        (AnnouncementRequest(text: "x", expires: "09:00"), "09:00 has passed"),
        (AnnouncementRequest(text: "x", expires: "soon"), "\"expires\": \"soon\" is no time"),
        (AnnouncementRequest(text: "x", repetition: .init()), "\"repeat\" does not say how often"),
        (AnnouncementRequest(text: "x", repetition: .init(times: 0, every: "1m")), "0 times cannot be repeated"),
        (
            AnnouncementRequest(text: "x", repetition: .init(times: 3)),
            "\"every\" does not say in what time it is repeated"
        ),
        (
            AnnouncementRequest(text: "x", repetition: .init(times: 3, every: "1m", until: "noon")),
            "\"until\": \"noon\" is not known"
        ),
    ])
    func `what cannot be followed is refused, with what to do`(request: AnnouncementRequest, message: String) throws {
        let refusal = try #require(self.refusal(of: request))
        #expect(refusal.message == message)
        #expect(refusal.fix?.isEmpty == false)
    }

    @Test func `a recording is urgent behind the chime of its class, and called by its number`() throws {
        let order = try reader.order(AnnouncementRequest(audio: "8f3a77"))
        #expect(order.recording == "8f3a77")
        #expect(order.name == "recording 8f3a")
        #expect(order.words.isEmpty)
        #expect(order.ranked == .urgent)
        #expect(order.chime == reader.schedule.settings.chimes[.urgent])
    }

    @Test func `a recording nobody uploaded is unknown, and one beside a text is refused`() {
        let unknown = refusal(of: AnnouncementRequest(audio: "77"))
        #expect(unknown?.kind == .unknown)
        #expect(unknown?.fix?.contains("POST /v1/recordings") == true)
        let both = refusal(of: AnnouncementRequest(text: "Hello", audio: "8f3a77"))
        #expect(both?.kind == .unusable)
        #expect(both?.message == "several were given: text and audio")
    }
}
