// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    @Suite
    struct `A test tone on a card that fails` {
        /// Starts a test tone of a second.
        private static func start(on card: TestCard) async throws -> (Child, StoreFolder) {
            let store = try StoreFolder(device: TestCard.device, timetable: "open 08:00\nclose 22:00")
            let child = try await Child.start(
                Storecast.program(), ["test-tone", "--seconds", "1"] + store.places, environment: card.environment)
            return (child, store)
        }

        @Test func `is heard when the card works after some tries`() async throws {
            let card = try await TestCard(commands: ["fail EIO"])
            let (tone, store) = try await Self.start(on: card)
            defer { withExtendedLifetime(store) {} }
            try await card.hears("close", times: 3)
            #expect(tone.isRunning)
            try card.command("mend")
            let code = try await tone.exitCode(within: .seconds(10))
            #expect(code == 0, "\(tone.errors.text)")
            let beep = try #require(ToneTrack(of: 1000, in: card.recording().left).passages().first)
            // Of 0.3 s, with edges of 20 ms.
            #expect(abs(beep.duration - 0.28) < 0.01)
        }

        @Test func `is given up after some seconds, with the card's last reason`() async throws {
            let card = try await TestCard(commands: ["fail EIO"])
            let (tone, store) = try await Self.start(on: card)
            defer { withExtendedLifetime(store) {} }
            try await card.hears("close", times: 2)
            try card.command("fail EBADFD")
            let code = try await tone.exitCode(within: .seconds(15))
            #expect(code == 1)
            #expect(tone.output.text.isEmpty)
            #expect(tone.errors.text.contains("check its connection"))
            #expect(tone.errors.text.contains(String(cString: strerror(EBADFD))))
        }
    }
}
