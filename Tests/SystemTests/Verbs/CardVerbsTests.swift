// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// `devices` and `test-tone`, with a sound server for a card.
    @Suite
    struct `Looking for cards and listening to zones` {
        private static func makeStore(device: String = SoundServer.device) throws -> StoreFolder {
            try StoreFolder(
                device: device, zones: "{ office: [1], warehouse: [2] }", timetable: "open 08:00\nclose 22:00")
        }

        @Test func `devices lists what the store uses, for people and for programs`() async throws {
            struct Report: Decodable {
                struct Device: Decodable {
                    let name: String
                    let mostChannels: Int?
                    let outputs: [String]
                }

                let devices: [Device]
                let notes: [String]
            }
            let store = try Self.makeStore()
            try await SoundServer.run { sound in
                let text = try await Storecast.run(["devices"] + store.places, environment: sound.environment)
                #expect(text.code == 0)
                let line = text.output.split(separator: "\n").first { $0.hasPrefix("store ") }
                #expect(line?.contains("output main") == true)
                let json = try await Storecast.run(
                    ["devices", "--json"] + store.places, environment: sound.environment)
                let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
                let device = try #require(report.devices.first { $0.name == "store" })
                #expect(device.outputs == ["main"])
                #expect(device.mostChannels == 32)
            }
        }

        @Test func `a test tone is heard on the zone's channel and on no other`() async throws {
            let store = try Self.makeStore()
            let (answer, heard) = try await SoundServer.run { sound in
                let recorder = try await sound.record()
                let answer = try await Storecast.run(
                    ["test-tone", "--zone", "warehouse", "--seconds", "2"] + store.places,
                    environment: sound.environment)
                return (answer, try recorder.recording())
            }
            #expect(answer.code == 0)
            #expect(answer.output.contains("warehouse: one beep and a tone on channel 2 of store (output main)"))
            #expect(heard.left.allSatisfy { $0 == 0 })
            let beep = try #require(ToneTrack(of: 1000, in: heard.right).passages().first)
            #expect(abs(beep.end - beep.start - 0.3) < 0.03)
            #expect(heard.right.map(abs).max().map { abs($0 - 0.05) < 0.002 } == true)
        }

        @Test func `a zone that is not there is answered with the nearest, a missing card with what to do`()
            async throws
        {
            let store = try Self.makeStore(device: StoreFolder.noCard)
            let wrong = try await Storecast.run(["test-tone", "--zone", "warehuose"] + store.places)
            #expect(wrong.code == 1)
            #expect(wrong.errors.contains("no zone \"warehuose\"; did you mean \"warehouse\"?"))
            let absent = try await Storecast.run(["test-tone", "--zone", "office"] + store.places)
            #expect(absent.code == 1)
            #expect(absent.errors.contains("plug it in"))
            for arguments in [["--seconds", "0"], ["--zone", "office", "--output", "main"]] {
                #expect(try await Storecast.run(["test-tone"] + arguments + store.places).code == 2)
            }
        }
    }
}
