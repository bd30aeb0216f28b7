// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

extension SystemTests {
    /// What those who wait are told.
    @Suite
    struct `The queue` {
        @Test func `tells each its place and a start that comes true within two seconds`() async throws {
            let store = try await KeptStore(messages: 6)
            let (told, became) = try await store.run { _ in
                for number in 0..<store.count {
                    // A notice behind urgent ones, and two that repeat.
                    let options = number == 2 ? ["--class", "notice"] : number == 4 ? ["--repeat", "2 every 15s"] : []
                    _ = try await store.verb(["announce", "m\(number)"] + options)
                }
                let told = try await eventually("all have a place", within: .seconds(5)) {
                    let all = try await store.announcements()
                    let waiting = all.filter { $0.state == "queued" }
                    return waiting.count >= 3 && waiting.allSatisfy { $0.estimatedStart != nil }
                        && all.allSatisfy { $0.state != "preparing" } ? waiting : nil
                }
                for number in 0..<store.count { _ = try await store.over(number) }
                return (told, try await store.announcements())
            }
            // In the order in which they will be heard, the notice last.
            let places = told.sorted { ($0.queuePosition ?? 0) < ($1.queuePosition ?? 0) }
            #expect(places.map(\.queuePosition) == Array(1...places.count))
            #expect(places.last?.name == "m2")
            for waiting in told {
                let airings = try #require(became.first { $0.id == waiting.id }).airings
                let promised = try #require(waiting.estimatedStart.flatMap(KeptStore.instant))
                let heard = try #require(airings.first.flatMap { KeptStore.instant($0.start) })
                #expect(abs(heard.timeIntervalSince(promised)) < 2, "\(waiting.name)")
            }
        }
    }
}
