// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import TestSupport
import Testing

extension SystemTests {
    /// What was acknowledged is heard, whatever ends the program, and nothing is heard twice.
    @Suite
    struct `What was accepted outlives the program` {
        @Test func `a message cut off by a kill is heard again from its start, and then no more`() async throws {
            let store = try await KeptStore(messages: 1)
            try await store.run { daemon in
                _ = try await store.announce(0, "--idempotency-key", "k")
                try await store.card.hears(store.tone(0), within: .seconds(10))
                daemon.child.send(SIGKILL)
                try await daemon.child.end(within: .seconds(5))
            }
            try await store.run { daemon in
                try await daemon.says("taken up again: m0", within: .seconds(10))
                let announcement = try await store.over(0)
                #expect(announcement.state == "done")
                #expect(announcement.airings.map(\.isCutShort) == [true, nil])
                #expect(try await store.announce(0, "--idempotency-key", "k") == announcement.id)
            }
            // Nothing is left to take up.
            try await store.run { daemon in
                try await Task.sleep(for: .seconds(2))
                #expect(!daemon.log.contains("taken up again"))
            }
            let passages = try store.heard(0)
            #expect(passages.count == 2)
            #expect(try #require(passages.first).duration < KeptStore.seconds - 0.1)
            #expect(abs(try #require(passages.last).duration - KeptStore.seconds) < 0.01)
        }

        @Test func `repeats go on where they were, with their spacing`() async throws {
            let store = try await KeptStore(messages: 1)
            try await store.run { daemon in
                _ = try await store.announce(0, "--repeat", "3 every 6s")
                _ = try await eventually("it waits to be repeated", within: .seconds(10)) {
                    try await store.announcements().first?.state == "waitingToRepeat" ? true : nil
                }
                daemon.child.send(SIGKILL)
                try await daemon.child.end(within: .seconds(5))
            }
            try await store.run { _ in
                let announcement = try await store.over(0)
                #expect(announcement.state == "done")
                let starts = try announcement.airings.map { try #require(KeptStore.instant($0.start)) }
                try #require(starts.count == 3)
                // The second may be later where the restart took its time.
                #expect(starts[1].timeIntervalSince(starts[0]) > 5.9)
                #expect(abs(starts[2].timeIntervalSince(starts[1]) - 6) < 0.05)
            }
            #expect(try store.heard(0).count == 3)
        }

        @Test func `what was cancelled or claimed is not heard after a kill`() async throws {
            let store = try await KeptStore(messages: 3)
            try await store.run { daemon in
                let first = try await store.announce(0)
                let second = try await store.announce(1)
                _ = try await store.announce(2)
                _ = try await store.verb(["cancel", second])
                try await store.card.hears(store.tone(0), within: .seconds(10))
                _ = try await store.verb(["claimed", first])
                daemon.child.send(SIGKILL)
                try await daemon.child.end(within: .seconds(5))
            }
            try await store.run { _ in _ = try await store.over(2) }
            #expect(try store.heard(0).count == 1)
            #expect(try store.heard(1).isEmpty)
            #expect(try store.heard(2).count == 1)
            let states = Dictionary(
                uniqueKeysWithValues: try await store.run { _ in try await store.announcements() }
                    .map { ($0.name, $0.state) })
            #expect(states == ["m0": "claimed", "m1": "cancelled", "m2": "done"])
        }

        @Test func `killed again and again at any instant, each is heard to its end once`() async throws {
            let seed = UInt64.random(in: .min ... .max)
            var random = Seeded(seed)
            let store = try await KeptStore(messages: 8)
            var acknowledged = 0
            var kills = 0
            while acknowledged < store.count {
                let lifetime = Duration.milliseconds(Int.random(in: 100...2500, using: &random))
                acknowledged = try await store.run { daemon in
                    let killer = Task {
                        try await Task.sleep(for: lifetime)
                        daemon.child.send(SIGKILL)
                    }
                    var number = acknowledged
                    while number < store.count, await store.accepts(number) { number += 1 }
                    try await killer.value
                    try await daemon.child.end(within: .seconds(5))
                    return number
                }
                kills += 1
            }
            try await store.run { _ in for number in 0..<store.count { _ = try await store.over(number) } }
            for number in 0..<store.count {
                let passages = try store.heard(number)
                let note = Comment("message \(number) of seed \(seed), \(kills) kills: \(passages)")
                // What the card still holds when its last frame is mixed may be cut off, and is not heard again.
                #expect(passages.contains { $0.duration > KeptStore.seconds - KeptStore.inCard }, note)
                #expect(passages.count { $0.duration > KeptStore.seconds - 0.005 } <= 1, note)
            }
            #expect(try await store.run { _ in try await store.announcements() }.count == store.count)
        }

        @Test func `a disk that fails costs durability, never an urgent message, and is healed while running`()
            async throws
        {
            let store = try await KeptStore(messages: 2)
            // A file where the state folder is to be: not even root can write there.
            try store.folder.write("", to: "state")
            try await store.run { daemon in
                let answer = try await store.call(["announce", "m0"])
                #expect(answer.code == 0 && answer.errors.contains("announce it again"), "\(answer.errors)")
                let urgent = answer.output.prefix { $0 != " " }
                #expect(try await store.announcements().map(\.durable) == [false])
                let notice = try await store.call(["announce", "m1", "--class", "notice"])
                #expect(notice.code == 1)
                #expect(notice.errors.contains("it cannot be kept"))
                #expect(notice.errors.contains("class urgent"))
                #expect(try await store.over(0).id == String(urgent))
                let health = try await daemon.status().health
                #expect(health.problems.contains { $0.hasPrefix("announcements are not kept") })
                try store.folder.remove("state")
                try await daemon.says("announcements are kept again", within: .seconds(10))
                let second = try await store.announce(1)
                _ = try await eventually("m1 is heard", within: .seconds(10)) {
                    try await store.announcements().contains { $0.id == second && $0.state == "done" && $0.durable }
                        ? true : nil
                }
            }
            // Newest first; the one that was refused is told of as well.
            let kept = try await store.run { _ in try await store.announcements() }
            #expect(kept.map(\.name) == ["m1", "m1", "m0"])
            #expect(kept.map(\.state) == ["done", "failed", "done"])
            #expect(try store.heard(0).count == 1)
        }

        @Test func `what cannot be read any more fails and says so, and the rest is heard`() async throws {
            let store = try await KeptStore(messages: 2)
            try await store.run { daemon in
                _ = try await store.announce(0)
                _ = try await store.announce(1)
                daemon.child.send(SIGKILL)
                try await daemon.child.end(within: .seconds(5))
            }
            let spoil = "UPDATE announcements SET \"order\" = 'rubbish' WHERE request LIKE '%m0%'"
            let python = try await Child.start(
                "python3",
                [
                    "-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()",
                    store.folder.path("state/storecast.sqlite"), spoil,
                ])
            #expect(try await python.exitCode(within: .seconds(20)) == 0, "\(python.errors.text)")
            try await store.run { daemon in
                try await daemon.says("cannot be read any more", within: .seconds(10))
                _ = try await store.over(1)
            }
            // It is told once.
            try await store.run { daemon in
                _ = try await eventually("the rest is remembered", within: .seconds(10)) {
                    try await store.announcements().map(\.state) == ["done"] ? true : nil
                }
                #expect(!daemon.log.contains("cannot be read any more"))
            }
            #expect(try store.heard(1).contains { abs($0.duration - KeptStore.seconds) < 0.01 })
        }

        @Test func `a stop by a person leaves what waits for the next start`() async throws {
            let store = try await KeptStore(messages: 2)
            let log = try await store.run { daemon in
                _ = try await store.announce(0)
                _ = try await store.announce(1)
                try await store.card.hears(store.tone(0), within: .seconds(10))
                await daemon.child.stop()
                try await daemon.child.end(within: .seconds(5))
                return daemon.log
            }
            #expect(log.contains("heard after the next start: \"m0\", \"m1\""))
            try await store.run { _ in for number in 0..<2 { _ = try await store.over(number) } }
            #expect(abs(try #require(store.heard(0).last).duration - KeptStore.seconds) < 0.01)
            #expect(try store.heard(1).count == 1)
        }
    }
}
