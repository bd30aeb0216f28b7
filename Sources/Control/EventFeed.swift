// SPDX-License-Identifier: Apache-2.0
import Logging
import NIOCore
import Station

/// Tells subscribers what changes at the station: announcements, what is on air in each zone, outputs, health.
///
/// While anybody listens it looks at the station every `interval` and tells what is different, so an event never says
/// anything else than a question at that moment would, and nobody listening costs nothing. What came and went between
/// two looks is told by its last state. Who asks for levels is told with every look how loud each zone is.
actor EventFeed {
    /// How often it looks.
    static let interval = Duration.milliseconds(200)
    /// How long a stream may be silent: a heartbeat is sent then.
    static let heartbeat = Duration.seconds(10)
    /// Subscribers at a time.
    static let mostSubscribers = 16
    /// Events that wait for a slow subscriber, who is dropped beyond, and those kept for one who comes back.
    static let mostEvents = 256

    private let desk: any BroadcastDesk
    private let logger: Logger
    private let pause: @Sendable (Duration) async throws -> Void
    /// Tells this run's events from another's.
    private let run: String
    private var count = 0
    private var recent: [ServerSentEvent] = []
    private var known = EventSnapshot()
    private var subscribers: [Int: Subscriber] = [:]
    private var nextSubscriber = 0
    private var looking: Task<Void, Never>?

    private struct Subscriber {
        let stream: AsyncStream<ByteBuffer>.Continuation
        /// Whether it is told how loud zones are.
        let wantsLevels: Bool
        /// Called when it is too slow: its connection is closed.
        let drop: @Sendable () -> Void
    }

    /// - Parameters:
    ///   - run: what tells this run's events from another's, without `-`.
    ///   - pause: waits between two looks.
    init(
        desk: any BroadcastDesk, run: String, logger: Logger,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.desk = desk
        self.run = run
        self.logger = logger
        self.pause = pause
    }

    /// A subscriber's messages: what they missed since that event where it is still known, else how everything stands;
    /// then what changes.
    ///
    /// - Parameters:
    ///   - wantsLevels: whether they are also told, with every look, how loud each zone is.
    ///   - drop: called when the subscriber is too slow to be kept.
    /// - Returns: nil when there are as many subscribers as there may be.
    func subscribe(
        after last: String?, wantsLevels: Bool = false, drop: @escaping @Sendable () -> Void
    ) async -> AsyncStream<ByteBuffer>? {
        await look()
        guard subscribers.count < Self.mostSubscribers else { return nil }
        let (stream, continuation) = AsyncStream.makeStream(
            of: ByteBuffer.self, bufferingPolicy: .bufferingOldest(Self.mostEvents))
        let id = nextSubscriber
        nextSubscriber += 1
        continuation.onTermination = { _ in Task { await self.unsubscribe(id) } }
        continuation.yield(ByteBuffer(string: "retry: 1000\n\n"))
        // All of it in one piece, so that a long queue at the beginning is no overflow.
        var beginning = ByteBuffer()
        for event in missed(since: last) ?? known.all(id: "\(run)-\(count)") {
            beginning.writeImmutableBuffer(event.bytes)
        }
        if beginning.readableBytes > 0 { continuation.yield(beginning) }
        subscribers[id] = Subscriber(stream: continuation, wantsLevels: wantsLevels, drop: drop)
        if looking == nil { looking = Task { await self.keepLooking() } }
        return stream
    }

    /// How many listen now.
    var subscriberCount: Int { subscribers.count }

    private func unsubscribe(_ id: Int) {
        subscribers[id] = nil
        guard subscribers.isEmpty else { return }
        looking?.cancel()
        looking = nil
    }

    /// The events after one of this run, when all of them are still kept.
    private func missed(since last: String?) -> [ServerSentEvent]? {
        guard let last, last.hasPrefix("\(run)-"), let number = Int(last.dropFirst(run.count + 1)),
            (count - recent.count...count).contains(number)
        else { return nil }
        return Array(recent.suffix(count - number))
    }

    private func keepLooking() async {
        var silence = Duration.zero
        while !Task.isCancelled {
            // Ends by cancellation only.
            guard (try? await pause(Self.interval)) != nil else { return }
            silence += Self.interval
            if await look() { silence = .zero }
            await tellLevels()
            guard silence >= Self.heartbeat else { continue }
            silence = .zero
            send(ServerSentEvent.heartbeat)
        }
    }

    /// Looks at the station and tells what changed.
    ///
    /// - Returns: whether anything did.
    @discardableResult
    private func look() async -> Bool {
        let status = await desk.status()
        let announcements = await desk.allAnnouncements()
        let now = EventSnapshot(status, announcements)
        let changes = now.changes(since: known)
        known = now
        for change in changes {
            count += 1
            let event = ServerSentEvent(id: "\(run)-\(count)", event: change.kind.rawValue, data: change.data)
            recent.append(event)
            if recent.count > Self.mostEvents { recent.removeFirst() }
            send(event.bytes)
        }
        return !changes.isEmpty
    }

    /// All zones in one piece, so that those of a large store are no queue. They have no identity: who comes back is told
    /// how loud it is then.
    private func tellLevels() async {
        guard subscribers.values.contains(where: \.wantsLevels) else { return }
        var events = ByteBuffer()
        for level in await desk.levels() {
            // Two numbers and a name can always be written as JSON.
            guard let data = try? JSONReply.data(level) else { continue }
            events.writeImmutableBuffer(
                ServerSentEvent(id: nil, event: "level", data: String(decoding: data, as: UTF8.self)).bytes)
        }
        guard events.readableBytes > 0 else { return }
        send(events) { $0.wantsLevels }
    }

    private func send(_ bytes: ByteBuffer, to isMeant: (Subscriber) -> Bool = { _ in true }) {
        for (id, subscriber) in subscribers where isMeant(subscriber) {
            guard case .dropped = subscriber.stream.yield(bytes) else { continue }
            subscribers[id] = nil
            subscriber.stream.finish()
            subscriber.drop()
            logger.warning("an event stream was closed: its reader is more than \(Self.mostEvents) events behind")
        }
    }
}
