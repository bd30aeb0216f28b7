// SPDX-License-Identifier: Apache-2.0
import Glibc

/// What was taken of processors until now: a busy machine does not count.
public enum ProcessorTime {
    /// By the whole program (clock_gettime(3)).
    public static var ofProgram: Duration { read(CLOCK_PROCESS_CPUTIME_ID) }

    /// By the thread that asks.
    public static var ofThread: Duration { read(CLOCK_THREAD_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Duration {
        var time = timespec()
        clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
