// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Lets one thread sleep until another has work for it, or a time has passed.
///
/// `@unchecked Sendable`: `isRaised` is guarded by `mutex`; the two pthread objects are made for sharing.
@safe public final class WakeSignal: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isRaised = false

    /// A signal that is not raised.
    public init() {
        unsafe pthread_mutex_init(mutex, nil)
        // The monotonic clock, so that a step of the wall clock does not stretch a wait.
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Wakes the sleeper, or lets its next sleep end at once.
    public func raise() {
        unsafe pthread_mutex_lock(mutex)
        isRaised = true
        unsafe pthread_cond_signal(condition)
        unsafe pthread_mutex_unlock(mutex)
    }

    /// Sleeps until raised or until the time has passed, and lowers the signal.
    ///
    /// - Parameter pause: Up to some years; a thousandth of a millisecond counts.
    public func wait(for pause: Duration) {
        var deadline = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &deadline)
        deadline.tv_nsec += max(0, Int(pause / .microseconds(1))) * 1_000
        deadline.tv_sec += deadline.tv_nsec / 1_000_000_000
        deadline.tv_nsec %= 1_000_000_000
        unsafe pthread_mutex_lock(mutex)
        var outcome: Int32 = 0
        while !isRaised, outcome == 0 {
            outcome = unsafe pthread_cond_timedwait(condition, mutex, &deadline)
        }
        isRaised = false
        unsafe pthread_mutex_unlock(mutex)
    }
}
