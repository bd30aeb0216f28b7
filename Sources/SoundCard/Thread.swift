// SPDX-License-Identifier: Apache-2.0
import CALSA
import Glibc
import Synchronization

/// A POSIX thread: Swift's own concurrency promises neither a thread of one's own nor its priority.
@safe struct Thread: ~Copyable, Sendable {
    /// What the thread runs, and whether it has ended.
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        let hasEnded = Atomic<Bool>(false)

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    private let id: pthread_t
    private let body: Body

    /// Starts a thread. Signals are left to the others.
    ///
    /// - Parameter name: As seen in `top -H`; at most 15 bytes.
    init(name: String, _ run: @escaping @Sendable () -> Void) throws(OutputError) {
        body = Body(run)
        var id = pthread_t()
        // A thread inherits the signals that its maker blocks.
        var all = sigset_t()
        var before = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
        let argument = unsafe Unmanaged.passRetained(body)
        let code = unsafe pthread_create(
            &id, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let body = unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
                body.run()
                body.hasEnded.store(true, ordering: .releasing)
                return nil
            }, argument.toOpaque())
        unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
        self.id = id
        guard code == 0 else {
            unsafe argument.release()
            throw .noThread(code: code)
        }
        unsafe storecast_thread_name(id, name)
    }

    /// Waits for the thread's end, and leaves the thread to itself where that takes too long.
    consuming func join(within nanoseconds: Int64) {
        let limit = MonotonicClock.now() + nanoseconds
        while !body.hasEnded.load(ordering: .acquiring) {
            guard MonotonicClock.now() < limit else {
                pthread_detach(id)
                return
            }
            MonotonicClock.sleep(until: MonotonicClock.now() + 5_000_000)
        }
        pthread_join(id, nil)
    }

    /// Asks for a realtime priority for the calling thread.
    ///
    /// - Returns: Whether the system granted it (`CAP_SYS_NICE`, or `LimitRTPRIO` in the unit).
    static func requestRealtime(priority: Int32) -> Bool {
        var parameters = sched_param(sched_priority: priority)
        return unsafe pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters) == 0
    }
}
