// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization

/// A thread that does what it is given, one thing after another, when nobody else wants the processor.
public final class QuietThread: Sendable {
    /// The lowest priority there is.
    private static let niceness: Int32 = 19
    /// How long it sleeps at most when it has nothing to do.
    private static let longestRest = Duration.seconds(60)

    /// What is to be done, and whether more may come.
    private final class Desk: Sendable {
        let state = Mutex((work: [@Sendable () -> Void](), isOpen: true))
        let wake = WakeSignal()

        func run() {
            // Of the calling thread alone, on Linux.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, QuietThread.niceness)
            while true {
                let (next, isOpen) = state.withLock { state in
                    (state.work.isEmpty ? nil : state.work.removeFirst(), state.isOpen)
                }
                if let next {
                    next()
                } else if isOpen {
                    wake.wait(for: QuietThread.longestRest)
                } else {
                    return
                }
            }
        }
    }

    private let desk = Desk()
    private let thread: BackgroundThread

    /// Starts the thread.
    public init() {
        let desk = desk
        thread = BackgroundThread { desk.run() }
    }

    /// Ends the thread once all it was given is done.
    deinit {
        desk.state.withLock { $0.isOpen = false }
        desk.wake.raise()
        thread.join()
    }

    /// Has something done and waits for it.
    public func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            desk.state.withLock { $0.work.append { continuation.resume(returning: work()) } }
            desk.wake.raise()
        }
    }
}
