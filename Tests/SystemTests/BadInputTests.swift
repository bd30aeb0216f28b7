// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// Mistakes are named, with what to do; the rest of the day plays.
    @Suite
    struct `Bad input` {
        private static let asIf = "2026-11-21T07:59:58"

        /// A store that plays music, and a bell at eight, with a mistake in it.
        private static func makeStore(_ mistake: BadInput? = nil) throws -> StoreFolder {
            let store = try StoreFolder(
                facts: mistake?.facts ?? "",
                timetable: """
                    open 08:00
                    close 22:00
                    07:00 music calm
                    08:00 play bell
                    \(mistake?.lines ?? "")
                    """)
            try store.write(Tone(500, seconds: 20), to: "audio/music/calm/song.wav")
            try store.write(Tone(1000, seconds: 2), to: "audio/items/bell.wav")
            try mistake?.spoil(store)
            return store
        }

        /// The status while the bell is on air.
        private static func bell(of daemon: RunningDaemon) async throws -> StatusReport {
            try await daemon.status(within: .seconds(15), "the bell is on air") {
                $0.zones[0].onAir?.name == "bell"
            }
        }

        @Test(arguments: BadInput.all)
        func `a mistake is named and the rest of the day plays`(mistake: BadInput) async throws {
            let store = try Self.makeStore(mistake)
            let check = try await Storecast.run(["check"] + store.places)
            for text in mistake.says { #expect(check.output.contains(text)) }
            try await RunningDaemon.run(store, asIf: Self.asIf) { daemon in
                let status = try await Self.bell(of: daemon)
                #expect(status.zones[0].bed != nil)
                for text in mistake.says { try await daemon.says(text, within: .seconds(5)) }
            }
        }

        @Test func `with no card the day runs on unheard, and the status says so`() async throws {
            try await RunningDaemon.run(Self.makeStore(), asIf: Self.asIf) { daemon in
                let status = try await Self.bell(of: daemon)
                #expect(daemon.log.contains("NO SOUND"))
                #expect(status.outputs[0].state == "silent")
                #expect(status.outputs[0].reason?.contains("plug it in") == true)
                #expect(!status.health.isGood)
                #expect(status.health.problems.contains { $0.contains("no sound") })
            }
        }

        @Test(arguments: ["audio", "schedules/everyday.timetable", "schedules"])
        func `without a place the daemon stays up and says what to create`(place: String) async throws {
            let store = try Self.makeStore()
            try store.remove(place)
            try await RunningDaemon.run(store, asIf: Self.asIf) { daemon in
                try await daemon.says("\(store.path(place)): ", within: .seconds(5))
                try await daemon.says("fix: ", within: .seconds(5))
                #expect(daemon.child.isRunning)
            }
        }

        @Test func `a timetable that cannot be read is named and the daemon stays up`() async throws {
            let store = try Self.makeStore()
            try store.remove("schedules/everyday.timetable")
            try store.makeFolder("schedules/everyday.timetable")
            try await RunningDaemon.run(store, asIf: Self.asIf) { daemon in
                try await daemon.says("everyday.timetable: error: this is a folder, not a file", within: .seconds(5))
            }
        }

        @Test func `a second daemon on the same socket gives way to the first`() async throws {
            let store = try Self.makeStore()
            try await RunningDaemon.run(store, asIf: Self.asIf) { daemon in
                let second = try await Storecast.run(["daemon"] + store.places)
                #expect(second.code == 1)
                #expect(second.errors.contains("a station already runs at \(store.socket); stop it first"))
                try await daemon.answers()
            }
        }

        @Test func `a file where the socket should be is left alone`() async throws {
            let store = try Self.makeStore()
            try store.write("not yours", to: "socket")
            let answer = try await Storecast.run(["daemon"] + store.places)
            #expect(answer.code == 1)
            #expect(answer.errors.contains("\(store.socket) is no socket; remove it"))
            #expect(try String(contentsOfFile: store.socket, encoding: .utf8) == "not yours")
        }
    }
}
