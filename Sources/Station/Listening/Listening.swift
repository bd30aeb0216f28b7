// SPDX-License-Identifier: Apache-2.0
import Media
import Mixing
import Synchronization
import Timetable

/// Lets people hear what a zone hears, and see how loud it is, wherever they are: see
/// [decision 89](../../../docs/decisions/0089-listening.md).
///
/// The audio threads copy what they mix while somebody wants it; a thread of its own takes it from there, so that neither
/// encoding nor a slow listener can hold the programme up. It sleeps while nobody listens.
final class Listening: Sendable {
    /// Who may listen at a time, in all zones together: each takes 1.5 Mbit/s.
    static let mostListeners = 8
    /// How much waits for a listener, in pieces of a turn: a second. Who is slower is dropped, as they would fall behind.
    static let mostPieces = 25
    /// How often sound is taken.
    private static let turn = Duration.milliseconds(40)
    /// How long levels are measured for somebody who asked for them.
    private static let measuringNs: Int64 = 2_000_000_000

    private struct State {
        var ears: [ZoneEar]
        var nextListener = 0
        var measuredUntil: Int64 = 0
        var isEnding = false

        /// Opens and closes taps as they are wanted now.
        ///
        /// - Returns: Whether one is open.
        mutating func look(at now: Int64) -> Bool {
            let isMeasured = measuredUntil > now
            for index in ears.indices {
                ears[index].set(isOpen: isMeasured || !ears[index].listeners.isEmpty, at: now)
                ears[index].set(isMeasured: isMeasured)
            }
            return ears.contains(where: \.isOpen)
        }
    }

    /// What the thread shares with those who ask.
    private final class Post: Sendable {
        let state: Mutex<State>
        let wake = WakeSignal()
        let now: @Sendable () -> Int64

        init(_ ears: [ZoneEar], now: @escaping @Sendable () -> Int64) {
            state = Mutex(State(ears: ears))
            self.now = now
        }

        func run() {
            var frames = [Float](repeating: 0, count: HouseFormat.sampleRate * HouseFormat.channels)
            while let pause = turn(through: &frames) { wake.wait(for: pause) }
        }

        /// - Returns: For how long nothing needs to be done; nil at the end.
        private func turn(through frames: inout [Float]) -> Duration? {
            var (slow, pause): ([ZoneEar.Listener], Duration?) = ([], nil)
            state.withLock { state in
                guard !state.isEnding else { return }
                let now = now()
                pause = state.look(at: now) ? Listening.turn : .seconds(60)
                for index in state.ears.indices where state.ears[index].isOpen {
                    slow += state.ears[index].turn(at: now, through: &frames)
                }
            }
            // Outside of the lock: the end of their streams takes it.
            for listener in slow {
                listener.drop()
                listener.sound.finish()
            }
            return pause
        }

        func leave(_ id: Int) {
            state.withLock { state in
                for index in state.ears.indices { state.ears[index].listeners[id] = nil }
            }
        }
    }

    private let post: Post
    private let thread: BackgroundThread

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - ears: one for each zone of the store, in order.
    ///   - now: in nanoseconds, of a clock that nobody sets: CLOCK_MONOTONIC unless given.
    init(_ ears: [ZoneEar], now: (@Sendable () -> Int64)? = nil) {
        let start = SuspendingClock.now
        let now = now ?? { (SuspendingClock.now - start).nanoseconds }
        let post = Post(ears, now: now)
        self.post = post
        thread = BackgroundThread { post.run() }
    }

    deinit {
        post.state.withLock { $0.isEnding = true }
        post.wake.raise()
        thread.join()
    }

    /// What a zone hears from now on, as a WAV of 16 bits without end, in pieces; it goes on until nobody reads it.
    ///
    /// - Parameters:
    ///   - zone: its place among those of the store.
    ///   - drop: called when whoever reads it is too slow to be kept.
    /// - Returns: nil when as many listen as may.
    func listen(to zone: Int, drop: @escaping @Sendable () -> Void) -> AsyncStream<[UInt8]>? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: [UInt8].self, bufferingPolicy: .bufferingOldest(Self.mostPieces))
        let isTaken = post.state.withLock { state in
            guard state.ears.reduce(0, { $0 + $1.listeners.count }) < Self.mostListeners else { return false }
            let id = state.nextListener
            state.nextListener += 1
            continuation.onTermination = { [post] _ in post.leave(id) }
            continuation.yield(WaveHead.bytes(frames: nil))
            state.ears[zone].listeners[id] = ZoneEar.Listener(sound: continuation, drop: drop)
            return true
        }
        guard isTaken else { return nil }
        post.wake.raise()
        return stream
    }

    /// How loud each zone was since the last call; of zones that were not measured nothing, which they are from now on,
    /// for some seconds.
    func levels() -> [ZoneLevel] {
        let (levels, isNew) = post.state.withLock { state in
            let now = post.now()
            let isNew = state.measuredUntil <= now
            state.measuredUntil = now + Self.measuringNs
            return (state.ears.indices.compactMap { state.ears[$0].takeLevel() }, isNew)
        }
        if isNew { post.wake.raise() }
        return levels
    }
}
