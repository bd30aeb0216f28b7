// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import NIOCore
import Station
import Synchronization
import Testing

@testable import Control

/// What a subscriber is told, on a feed that looks when the test says so.
@Suite(.timeLimit(.minutes(1))) struct `The feed of events` {
    /// A feed with its desk and its time.
    private struct Running {
        let desk = StubDesk()
        let beat = Beat()
        let feed: EventFeed

        init() {
            feed = EventFeed(desk: desk, run: "run", logger: Logger(label: "test")) { [beat] _ in try await beat.wait()
            }
        }

        func announce(_ text: String) async throws {
            _ = try await desk.announce(
                AnnouncementRequest(text: text), by: Requester(user: "desk", roles: [.desk]))
        }

        /// Lets the feed look so many times, and waits until it has.
        func look(times: Int = 1) async {
            for _ in 0..<times { await beat.once() }
        }
    }

    /// One subscriber, reading.
    private final class Reader {
        private var iterator: AsyncStream<ByteBuffer>.Iterator

        init(_ stream: AsyncStream<ByteBuffer>) { iterator = stream.makeAsyncIterator() }

        func next() async -> String? { await iterator.next().map { String(buffer: $0) } }

        /// The beginning of every stream: when to come back, and how everything stands.
        func beginning() async -> String {
            let retry = await next()
            #expect(retry == "retry: 1000\n\n")
            return await next() ?? ""
        }
    }

    @Test func `tells how everything stands, and then what changes`() async throws {
        let running = Running()
        let reader = Reader(try #require(await running.feed.subscribe(after: nil, drop: {})))
        let beginning = await reader.beginning()
        for kind in ["zone", "output", "health"] { #expect(beginning.contains("event: \(kind)\n")) }
        #expect(!beginning.contains("event: announcement"))
        try await running.announce("Hello")
        await running.look()
        let change = try #require(await reader.next())
        #expect(change.contains("event: announcement\ndata: {"))
        #expect(change.contains(#""id":"id-1""#) && change.contains(#""state":"queued""#))
        // Nothing else had changed: the next message is of the next change.
        _ = try await running.desk.claim("id-1", by: Requester(user: "desk", roles: [.desk]))
        await running.look()
        #expect(try #require(await reader.next()).contains(#""state":"claimed""#))
    }

    @Test func `tells levels to who asks for them, without an identity, and everything else as ever`() async throws {
        let running = Running()
        let plain = Reader(try #require(await running.feed.subscribe(after: nil, drop: {})))
        let meter = Reader(try #require(await running.feed.subscribe(after: nil, wantsLevels: true, drop: {})))
        for reader in [plain, meter] { #expect(await !reader.beginning().contains("event: level")) }
        await running.desk.show([
            ZoneLevel(zone: "store", peaks: [-12.34, -11.76], loudness: -26.01),
            ZoneLevel(zone: "yard", peaks: [-120, -120], loudness: nil),
        ])
        await running.look()
        #expect(
            await meter.next() == """
                event: level
                data: {"loudness":-26,"peaks":[-12.3,-11.8],"zone":"store"}

                event: level
                data: {"peaks":[-120,-120],"zone":"yard"}


                """)
        await running.desk.show([])
        try await running.announce("Hello")
        await running.look()
        let (one, other) = (await plain.next(), await meter.next())
        #expect(one?.hasPrefix("id: run-") == true && one == other)
    }

    @Test func `is not silent for longer than ten seconds`() async throws {
        let running = Running()
        let reader = Reader(try #require(await running.feed.subscribe(after: nil, drop: {})))
        _ = await reader.beginning()
        await running.look(times: 49)
        try await running.announce("Hello")
        await running.look()
        #expect(
            try #require(await reader.next()).contains("event: announcement"), "nothing before it was silent enough")
        await running.look(times: 50)
        #expect(await reader.next() == ": heartbeat\n\n")
    }

    @Test func `tells one who comes back what they missed, once, and how everything stands where that is not known`()
        async throws
    {
        let running = Running()
        let reader = Reader(try #require(await running.feed.subscribe(after: nil, drop: {})))
        _ = await reader.beginning()
        var ids: [String] = []
        for text in ["one", "two", "three"] {
            try await running.announce(text)
            await running.look()
            let event = try #require(await reader.next())
            ids.append(String(event.dropFirst("id: ".count).prefix { $0 != "\n" }))
        }
        let back = Reader(try #require(await running.feed.subscribe(after: ids[0], drop: {})))
        let missed = await back.beginning()
        #expect(missed.components(separatedBy: "event: ").count == 3, "two events: \(missed)")
        #expect(missed.contains(ids[1]) && missed.contains(ids[2]) && !missed.contains("event: zone"))
        for unknown in ["other-1", "run-999999", "run-x", "run--1", ""] {
            let stranger = Reader(try #require(await running.feed.subscribe(after: unknown, drop: {})))
            #expect(await stranger.beginning().contains("event: zone"), "\(unknown)")
        }
    }

    @Test func `tells one who was away for more than 256 events how everything stands`() async throws {
        let running = Running()
        let reader = Reader(try #require(await running.feed.subscribe(after: nil, drop: {})))
        _ = await reader.beginning()
        var first = ""
        for number in 0..<258 {
            try await running.announce("\(number)")
            await running.look()
            let event = try #require(await reader.next())
            if number == 0 { first = String(event.dropFirst("id: ".count).prefix { $0 != "\n" }) }
        }
        let back = Reader(try #require(await running.feed.subscribe(after: first, drop: {})))
        #expect(await back.beginning().contains("event: zone"))
    }

    @Test func `has sixteen subscribers at most, and room again when one has gone`() async throws {
        let running = Running()
        var streams: [AsyncStream<ByteBuffer>] = []
        for _ in 0..<16 { streams.append(try #require(await running.feed.subscribe(after: nil, drop: {}))) }
        #expect(await running.feed.subscribe(after: nil, drop: {}) == nil)
        streams.removeLast()
        while await running.feed.subscriberCount == 16 { await Task.yield() }
        #expect(await running.feed.subscribe(after: nil, drop: {}) != nil)
    }

    @Test func `drops a reader who is more than 256 events behind, and no other`() async throws {
        let running = Running()
        let dropped = Mutex(0)
        let slow = try #require(await running.feed.subscribe(after: nil) { dropped.withLock { $0 += 1 } })
        let reader = Reader(
            try #require(await running.feed.subscribe(after: nil) { Issue.record("this one reads") }))
        _ = await reader.beginning()
        for number in 0..<300 {
            try await running.announce("\(number)")
            await running.look()
            #expect(try #require(await reader.next()).contains("event: announcement"))
        }
        #expect(dropped.withLock { $0 } == 1)
        #expect(await running.feed.subscriberCount == 1)
        // What it had not read yet ends, and so does its stream.
        var left = 0
        for await _ in slow { left += 1 }
        #expect(left == EventFeed.mostEvents)
    }
}

/// A pause that lasts until a test ends it.
private actor Beat {
    private var waiting: CheckedContinuation<Void, any Error>?
    private var arrived: CheckedContinuation<Void, Never>?

    /// The feed's side: waits for the next beat; throws when nobody listens to the feed any more.
    func wait() async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                guard !Task.isCancelled else {
                    continuation.resume(throwing: CancellationError())
                    return
                }
                waiting = continuation
                arrived?.resume()
                arrived = nil
            }
        } onCancel: {
            Task { await self.cancel() }
        }
    }

    /// The test's side: ends the pause, and waits until the feed has looked and is at the next one.
    func once() async {
        await arrival()
        waiting?.resume()
        waiting = nil
        await arrival()
    }

    private func arrival() async {
        if waiting != nil { return }
        await withCheckedContinuation { arrived = $0 }
    }

    private func cancel() {
        waiting?.resume(throwing: CancellationError())
        waiting = nil
    }
}
