// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// What the kernel tells of a process: proc(5).
package struct ProcessFigures: CustomStringConvertible {
    /// Memory in use now and at most, in MiB.
    package let resident: Double
    package let peak: Double
    /// Time on a processor since its birth, in percent of one.
    package let load: Double

    package init(of pid: Int32) throws {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        func mebibytes(_ key: String) -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix("\(key):") }
            return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0) / 1024
        }
        resident = mebibytes("VmRSS")
        peak = mebibytes("VmHWM")
        let fields = try Self.fields(of: pid)
        let busy = (Double(fields[Field.userTime]) ?? 0) + (Double(fields[Field.systemTime]) ?? 0)
        load = 100 * busy / Self.ticks / Date().timeIntervalSince(try Self.birth(of: pid))
    }

    package var description: String {
        String(format: "%.0f MiB resident, %.0f MiB at most, %.1f %% of a processor", resident, peak, load)
    }

    /// When a process began, to a clock tick (10 ms).
    package static func birth(of pid: Int32) throws -> Date {
        let ticksAfterBoot = Double(try fields(of: pid)[Field.startTime]) ?? 0
        var sinceBoot = timespec()
        clock_gettime(CLOCK_BOOTTIME, &sinceBoot)
        let age = Double(sinceBoot.tv_sec) + Double(sinceBoot.tv_nsec) / 1e9 - ticksAfterBoot / ticks
        return Date(timeIntervalSinceNow: -age)
    }

    private static let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))

    /// Places in `/proc/PID/stat` after the name: fields 14, 15 and 22 of proc(5), which counts from 1.
    private enum Field {
        static let userTime = 11
        static let systemTime = 12
        static let startTime = 19
    }

    private static func fields(of pid: Int32) throws -> [Substring] {
        let line = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        return line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ").dropFirst().map { $0 }
    }
}
