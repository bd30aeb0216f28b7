// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization

/// What somebody waits for: given once, by the thread that works or by the clock.
final class Answer<Value: Sendable>: Sendable {
    private let continuation: Mutex<CheckedContinuation<Result<Value, JournalError>, Never>?>

    private init(_ continuation: CheckedContinuation<Result<Value, JournalError>, Never>) {
        self.continuation = Mutex(continuation)
    }

    /// Lets whoever waits go on; does nothing where that was done before.
    func give(_ result: Result<Value, JournalError>) {
        let waiting = continuation.withLock { continuation in
            defer { continuation = nil }
            return continuation
        }
        waiting?.resume(returning: result)
    }

    /// Asks, and waits for the answer.
    ///
    /// - Throws: `JournalError`, of kind `slow` when none is given within that time.
    static func wait(
        within limit: Duration, _ ask: (Answer) -> Void
    ) async throws(JournalError) -> Value {
        let result = await withCheckedContinuation { continuation in
            let answer = Answer(continuation)
            ask(answer)
            let (seconds, attoseconds) = limit.components
            let interval = DispatchTimeInterval.nanoseconds(Int(seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
            DispatchQueue.global().asyncAfter(deadline: .now() + interval) {
                answer.give(.failure(JournalError(.slow, "the disk does not answer")))
            }
        }
        return try result.get()
    }
}
