// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a process has used so far, by proc(5).
struct ProcessUse {
    /// Time on a processor since its birth.
    let busySeconds: Double
    /// All that is mapped for it at present, and the same with what it shares counted in shares; in 10⁶ bytes.
    let residentMegabytes: Double
    let proportionalMegabytes: Double

    init(of pid: Int32) throws {
        let line = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        // The name in field 2 may hold blanks; user and system time are the fields 14 and 15, in clock ticks.
        let fields = line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ").dropFirst()
        let times = fields.dropFirst(11).prefix(2).compactMap { Double($0) }
        guard times.count == 2 else { throw CocoaError(.fileReadCorruptFile) }
        busySeconds = (times[0] + times[1]) / Double(sysconf(Int32(_SC_CLK_TCK)))
        residentMegabytes = try Self.megabytes("Rss", of: pid)
        proportionalMegabytes = try Self.megabytes("Pss", of: pid)
    }

    private static func megabytes(_ key: String, of pid: Int32) throws -> Double {
        let rollup = try String(contentsOfFile: "/proc/\(pid)/smaps_rollup", encoding: .utf8)
        let line = rollup.split(separator: "\n").first { $0.hasPrefix("\(key):") }
        guard let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap({ Double($0) }) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return kibibytes * 1024 / 1e6
    }
}
