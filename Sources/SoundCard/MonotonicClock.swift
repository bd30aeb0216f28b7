// SPDX-License-Identifier: Apache-2.0
import Glibc

/// CLOCK_MONOTONIC in nanoseconds: the clock of ALSA's timestamps and of the mixer's commands.
enum MonotonicClock {
    static func now() -> Int64 {
        var time = Glibc.timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return nanoseconds(time)
    }

    /// Sleeps until an instant; a signal may wake it sooner.
    static func sleep(until instant: Int64) {
        var time = timespec(instant)
        unsafe clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil)
    }

    static func nanoseconds(_ time: Glibc.timespec) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    static func timespec(_ instant: Int64) -> Glibc.timespec {
        Glibc.timespec(tv_sec: Int(instant / 1_000_000_000), tv_nsec: Int(instant % 1_000_000_000))
    }
}
