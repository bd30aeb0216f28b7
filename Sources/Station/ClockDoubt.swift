// SPDX-License-Identifier: Apache-2.0
import CClock
import Foundation
import Glibc
import Timetable

/// Why the wall clock cannot be believed: then music plays and announcements are heard, and nothing else.
enum ClockDoubt: Sendable, Equatable {
    /// It shows a time before the program was built.
    case beforeBuild
    /// Nothing tells that it is right: the machine has no clock of its own that runs while it is off, and the service that
    /// sets it has not done so yet.
    case unsynchronised

    /// What is known of a machine's clock.
    struct Facts: Sendable {
        /// When the program was built.
        var built: Instant
        /// Whether the kernel says that no service has set the clock right (adjtimex(2), STA_UNSYNC).
        var isUnsynchronised: Bool
        /// Whether a service is at work that will.
        var hasService: Bool
        /// Whether the clock was set from one that runs while the machine is off.
        var hasHardwareClock: Bool
    }

    /// No version was built before.
    private static let firstBuild = Instant(nanoseconds: 1_793_491_200_000_000_000)  // 2026-11-01
    /// Where the usual services keep their state while they run: systemd-timesyncd, chrony and ntpsec.
    fileprivate static let services = ["/run/systemd/timesync", "/run/chrony", "/run/ntpsec"]
    /// Holds 1 where the kernel set the clock from this one when it started (rtc(4)).
    fileprivate static let hardwareClocks = "/sys/class/rtc"

    /// Why a clock that shows that instant cannot be believed; nil where it can.
    ///
    /// - Parameter wasSet: Whether somebody set it while the program ran: whoever did will have known.
    init?(at now: Instant, wasSet: Bool, _ facts: Facts) {
        if now < max(facts.built, Self.firstBuild) {
            self = .beforeBuild
        } else if facts.isUnsynchronised, facts.hasService, !facts.hasHardwareClock, !wasSet {
            self = .unsynchronised
        } else {
            return nil
        }
    }

    /// What is wrong and what to do, for people.
    var wording: Wording {
        switch self {
        case .beforeBuild:
            Wording(
                en:
                    "the clock is wrong: music plays and announcements are heard, but nothing of the timetable until the"
                    + " machine's date and time are set",
                zh: "时钟不对：在校准系统日期和时间之前，只播音乐和广播，不执行播出表")
        case .unsynchronised:
            Wording(
                en:
                    "nobody has set the clock yet: music plays and announcements are heard, but nothing of the timetable"
                    + " until the time service has set it; look at the network, or set date and time by hand",
                zh: "时钟尚未校准：在对时服务校准之前，只播音乐和广播，不执行播出表；请检查网络，或手动设置日期和时间")
        }
    }
}

extension ClockDoubt.Facts {
    /// Those of this machine.
    static var machine: Self {
        var clock = timex()
        let isUnsynchronised = adjtimex(&clock) >= 0 && clock.status & STA_UNSYNC != 0
        let files = FileManager.default
        return Self(
            built: built, isUnsynchronised: isUnsynchronised,
            hasService: ClockDoubt.services.contains { files.fileExists(atPath: $0) },
            hasHardwareClock: hasHardwareClock)
    }

    /// A program's file is as old as its build, or as its package says.
    private static let built: Instant = {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { return Instant(nanoseconds: 0) }
        return Instant(nanoseconds: Int64(status.st_mtim.tv_sec) * 1_000_000_000)
    }()

    private static var hasHardwareClock: Bool {
        let folder = ClockDoubt.hardwareClocks
        // A machine without any has no such folder.
        let clocks = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return clocks.contains { name in
            (try? String(contentsOfFile: "\(folder)/\(name)/hctosys", encoding: .utf8))?.hasPrefix("1") ?? false
        }
    }
}
