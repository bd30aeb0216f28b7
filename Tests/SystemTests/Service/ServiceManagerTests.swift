// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import SystemSupport
import Testing

extension SystemTests {
    /// The daemon under a service manager.
    @Suite
    struct `A service manager` {
        private static let asIf = "2026-11-21T08:00:10"
        private static let timetable = "open 08:00\nclose 22:00\n07:00 music calm\n"
        private static let soon = Duration.seconds(20)

        private static func store(_ device: String) throws -> StoreFolder {
            let store = try StoreFolder(device: device, timetable: timetable)
            try store.write(Tone(500, seconds: 5), to: "audio/music/calm/song.wav")
            return store
        }

        @Test func `is told that it plays, lives and stops, and with a fade it ends well`() async throws {
            let card = try await TestCard()
            let manager = try StandInManager(Self.store(TestCard.device), environment: card.environment)
            try manager.start(asIf: Self.asIf)
            let told = try await manager.hears("it is alive", within: Self.soon) {
                $0.count { $0 == "WATCHDOG=1" } >= 3 && $0.contains("STATUS=on air: music calm")
            }
            #expect(told.count { $0 == "READY=1" } == 1)
            manager.send(SIGTERM)
            #expect(try await manager.ending(within: .seconds(2)) == .exited(0))
            #expect(manager.told.last == "STOPPING=1")
            #expect(!manager.log.contains("control socket"))
        }

        @Test func `is told that it lives while there is no card, and what is wrong`() async throws {
            let manager = try StandInManager(Self.store(StoreFolder.noCard), environment: [:])
            try manager.start(asIf: Self.asIf)
            let told = try await manager.hears("it is alive", within: Self.soon) {
                $0.count { $0 == "WATCHDOG=1" } >= 2 * Int(StandInManager.watchdog.components.seconds)
            }
            #expect(told.contains { $0.hasPrefix("STATUS=no sound: ") }, "\(told)")
            manager.send(SIGTERM)
            #expect(try await manager.ending(within: .seconds(2)) == .exited(0))
        }

        @Test func `hears nothing more of a daemon whose audio thread hangs, and the log says so`() async throws {
            let card = try await TestCard()
            let manager = try StandInManager(Self.store(TestCard.device), environment: card.environment)
            try manager.start(asIf: Self.asIf)
            try await manager.hears("it is alive", within: Self.soon) { $0.contains("WATCHDOG=1") }
            try await card.hears(Tone(500, seconds: 5), within: Self.soon)
            try card.command("hang")
            try await manager.hears("it says that it hangs", within: Self.soon) { _ in
                manager.log.contains(" ! the audio thread of the output main has not moved for ")
            }
            let feeds = manager.told.count { $0 == "WATCHDOG=1" }
            try await Task.sleep(for: .seconds(3))
            #expect(manager.told.count { $0 == "WATCHDOG=1" } == feeds)
            #expect(!manager.told.contains("STOPPING=1"))
            manager.send(SIGKILL)
            #expect(try await manager.ending(within: .seconds(2)) == .signaled(SIGKILL))
        }

        @Test func `is told of each reload that SIGHUP asks for, whether or not it is taken over`() async throws {
            let card = try await TestCard()
            let store = try Self.store(TestCard.device)
            let manager = try StandInManager(store, environment: card.environment)
            try manager.start(asIf: Self.asIf)
            try await manager.hears("it plays", within: Self.soon) { $0.contains("STATUS=on air: music calm") }
            manager.send(SIGHUP)
            let told = try await manager.hears("it has reloaded", within: Self.soon) {
                $0.count { $0 == "READY=1" } == 2
            }
            let reloading = try #require(told.firstIndex(of: "RELOADING=1"))
            #expect(told[reloading + 1].wholeMatch(of: /MONOTONIC_USEC=\d+/) != nil, "\(told)")
            try store.write(Self.timetable + "09:00 say nobody\n", to: "schedules/everyday.timetable")
            manager.send(SIGHUP)
            try await manager.hears("it tells of the mistake", within: Self.soon) {
                $0.count { $0 == "READY=1" } == 3 && $0.contains { $0.hasPrefix("STATUS=not loaded: ") }
            }
            manager.send(SIGTERM)
            #expect(try await manager.ending(within: .seconds(2)) == .exited(0))
        }

        @Test func `ends it at once with a second signal, and what was acknowledged is heard afterwards`() async throws
        {
            let card = try await TestCard()
            let store = try Self.store(TestCard.device)
            try store.write(Tone(900, seconds: 4), to: "audio/scripts/found.wav")
            try store.write("title F\napproved 2026-11-01 m\n--- en\nFound.\n", to: "schedules/scripts/found.txt")
            let manager = try StandInManager(store, environment: card.environment)
            try manager.start(asIf: Self.asIf)
            try await manager.hears("it plays", within: Self.soon) { $0.contains("STATUS=on air: music calm") }
            let answer = try DeskConnection(store.socket).ask(
                "POST", "/v1/announcements", json: #"{"script": "found"}"#)
            let id = try #require(answer.id)
            manager.send(SIGTERM)
            try await manager.hears("it stops", within: Self.soon) { $0.contains("STOPPING=1") }
            manager.send(SIGTERM)
            #expect(try await manager.ending(within: .seconds(2)) == .exited(128 + SIGTERM))
            try manager.start(asIf: "2026-11-21T08:00:20")
            _ = try await eventually("it is heard", within: Self.soon) {
                let told = try DeskConnection(store.socket).ask("GET", "/v1/announcements/\(id)").body
                return told.contains(#""state":"done""#) ? true : nil
            }
        }

        @Test func `keeps its socket open, and no request is lost while the daemon restarts`() async throws {
            let card = try await TestCard()
            let store = try Self.store(TestCard.device)
            let manager = try StandInManager(store, environment: card.environment)
            let clients = (0..<4).map { Client($0, of: store.socket) }
            for restart in 0..<4 {
                try manager.start(asIf: "2026-11-21T08:0\(restart):10")
                try await manager.hears("it plays", within: Self.soon) { $0.contains("STATUS=on air: music calm") }
                try await Task.sleep(for: .milliseconds(300))
                if restart == 3 {
                    for client in clients { #expect(try await client.end() > 10) }
                }
                manager.send(SIGTERM)
                #expect(try await manager.ending(within: .seconds(2)) == .exited(0))
            }
        }
    }
}

/// Somebody who announces again and again, each time over a new connection, on a thread that may wait.
private final class Client: Sendable {
    private let isOver = Flag()
    private let outcome = Mutex<Result<Int, any Error>?>(nil)

    init(_ number: Int, of socket: String) {
        Thread { [self] in
            var answered = 0
            let result = Result {
                while !isOver.isSet {
                    let json = #"{"text": "\#(number) \#(answered)", "class": "notice", "expires": "1s"}"#
                    let answer = try DeskConnection(socket).ask("POST", "/v1/announcements", json: json)
                    // A full queue is an answer too.
                    guard [202, 429].contains(answer.status) else { throw Obstacle("\(answer)") }
                    answered += 1
                    // A pace at which the queue, not the processor, is full.
                    Thread.sleep(forTimeInterval: 0.02)
                }
                return answered
            }
            outcome.withLock { $0 = result }
        }.start()
    }

    /// Announces no more.
    ///
    /// - Returns: how often it was answered.
    /// - Throws: why it was not.
    func end() async throws -> Int {
        isOver.set()
        return try await eventually("the client ends", within: .seconds(20)) { outcome.withLock { $0 } }.get()
    }
}
