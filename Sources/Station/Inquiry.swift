// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization
import Timetable

/// A question to the system that may hang: to a disk, or to a sound server. One is asked at a time, however many want to
/// know, so that one that hangs keeps one thread; nobody waits for longer than they have patience.
final class Inquiry<Value: Sendable>: Sendable {
    private struct State {
        var isAsking = false
        var count = 0
        var waiting: [Int: CheckedContinuation<Value?, Never>] = [:]
    }

    private let patience: Duration
    private let ask: @Sendable () -> Value?
    private let state = Mutex(State())

    /// - Parameters:
    ///   - patience: how long an answer is waited for.
    ///   - ask: may block; nil where there is no answer.
    init(patience: Duration, _ ask: @escaping @Sendable () -> Value?) {
        self.patience = patience
        self.ask = ask
    }

    /// The answer; nil where none comes in time.
    func answer() async -> Value? {
        await withCheckedContinuation { continuation in
            let (number, isFirst) = state.withLock { state in
                state.count += 1
                state.waiting[state.count] = continuation
                defer { state.isAsking = true }
                return (state.count, !state.isAsking)
            }
            let queue = DispatchQueue.global(qos: .utility)
            if isFirst { queue.async { self.look() } }
            queue.asyncAfter(deadline: .now() + .nanoseconds(Int(patience.nanoseconds))) {
                self.state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(returning: nil)
            }
        }
    }

    private func look() {
        let value = ask()
        let waiting = state.withLock { state in
            state.isAsking = false
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume(returning: value) }
    }
}
