// SPDX-License-Identifier: Apache-2.0
import CAllocationCounter
import Glibc
import Mixing

/// Proves that the audio thread's path allocates nothing and counts no references, over 100,000 periods in which
/// everything happens that a mixer can be told. To be built for release: a debug build allocates where release does
/// not.
@main
struct KernelAllocations {
    private static let periods = 100_000
    /// Keeps the deliberate sins below from being optimised away.
    nonisolated(unsafe) private static var kept: [Int] = []

    static func main() {
        storecast_count_references()
        guard sinsAreCounted() else { return end("a deliberate allocation was not counted: no count is of use", 1) }
        var day = BusyDay(seed: 1)
        var total = storecast_counts()
        let mixer = day.mixer
        var card = CardSide(mixer)
        for period in 0..<periods {
            let heardAt = HouseFormat.nanoseconds(frames: Int64(period * CardSide.frames))
            day.prepare(heardAt: heardAt)
            let before = storecast_counted()
            card.play(mixer, heardAt: heardAt)
            let after = storecast_counted()
            total.allocations += after.allocations - before.allocations
            total.references += after.references - before.references
        }
        let report =
            "\(periods) periods, \(day.starts) starts, \(day.joins) of them joined on to another, \(day.ends) ends,"
            + " \(day.tappedFrames) frames listened in to: \(total.allocations) allocations,"
            + " \(total.references) references counted on the audio thread"
        let isBusy =
            day.starts > 1000 && day.joins > 1000 && day.ends > 1000 && day.dryFrames > 0 && day.heardFrames > 0
            && day.loudest > 0.85 && day.tappedFrames > 1_000_000
        guard isBusy else { return end(report + "; too little happened to prove anything", 1) }
        end(report, total.allocations == 0 && total.references == 0 ? 0 : 1)
    }

    /// Whether the counters see an allocation and a reference.
    private static func sinsAreCounted() -> Bool {
        let before = storecast_counted()
        kept.append(Int(CommandLine.argc))
        let another = kept
        kept.append(another.count)
        let after = storecast_counted()
        return after.allocations > before.allocations && after.references > before.references
    }

    private static func end(_ report: String, _ code: Int32) {
        print(report)
        exit(code)
    }
}
