// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// What a daemon has of the machine at one moment: proc(5).
struct Sample {
    /// Since the beginning, in seconds.
    let seconds: Double
    /// Memory that is the process's own, and all that is mapped for it at present, in MB (10⁶ bytes).
    let ownMegabytes: Double, residentMegabytes: Double
    let descriptors: Double
    let threads: Double
    /// Time on a processor since its birth, in seconds.
    let busySeconds: Double
    /// The journal, its log, and the rest of the state folder, in kB.
    let journalKilobytes: Double, logKilobytes: Double, otherKilobytes: Double

    init(of pid: Int32, state: String, since began: ContinuousClock.Instant) throws {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        func number(_ key: String) -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix("\(key):") }
            return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0
        }
        seconds = (ContinuousClock.now - began) / .seconds(1)
        ownMegabytes = number("RssAnon") * 1024 / 1e6
        residentMegabytes = number("VmRSS") * 1024 / 1e6
        threads = number("Threads")
        descriptors = Double(try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count)
        busySeconds = try ProcessFigures.busySeconds(of: pid)
        journalKilobytes = Self.kilobytes("\(state)/storecast.sqlite")
        logKilobytes = Self.kilobytes("\(state)/storecast.sqlite-wal")
        let names = try FileManager.default.subpathsOfDirectory(atPath: state)
        otherKilobytes = names.filter { !$0.hasPrefix("storecast.sqlite") }.reduce(0) {
            $0 + Self.kilobytes("\(state)/\($1)")
        }
    }

    /// 0 of what has just gone.
    private static func kilobytes(_ path: String) -> Double {
        // Files come and go while they are counted.
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return Double(attributes?[.size] as? Int ?? 0) / 1e3
    }

    var text: String {
        String(
            format: "%.1f MB own, %.1f MB resident, %.0f descriptors, %.0f threads, %.1f %% of a processor, "
                + "journal %.0f kB + %.0f kB, other files %.0f kB",
            ownMegabytes, residentMegabytes, descriptors, threads, 100 * busySeconds / seconds, journalKilobytes,
            logKilobytes, otherKilobytes)
    }
}
