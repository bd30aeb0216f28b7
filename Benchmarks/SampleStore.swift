// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Station
import Timetable

/// The sample store of the checkout: its running orders, and its days in simulated time.
struct SampleStore {
    private let store: Store
    private let dates: [CivilDate]
    private let state: String

    init() throws {
        state = NSTemporaryDirectory() + "storecast-bench-\(getpid())"
        store = Store(StationPaths(schedules: "schedules", audio: "audio", state: state, socket: nil))
        guard store.schedule.isSound, let first = CivilDate("2026-01-01") else {
            throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: "schedules"])
        }
        dates = (0..<365).map { first.adding(days: $0) }
    }

    func figures() async throws -> [Figure] {
        // Nothing is left to clean up where the store kept nothing.
        defer { try? FileManager.default.removeItem(atPath: state) }
        let orders = runningOrders
        let days = medianMilliseconds(runs: 5) { _ = runningOrders }
        let plan = await store.prepareAll(store.plan(of: orders).plan).plan
        let day = medianMilliseconds(runs: 25) { _ = store.rehearse(orders[0], plan) }
        var afterTenDays = try residentMegabytes()
        let started = ContinuousClock.now
        for (count, order) in orders.enumerated() {
            _ = store.rehearse(order, plan)
            if count == 10 { afterTenDays = try residentMegabytes() }
        }
        let year = (ContinuousClock.now - started).milliseconds
        return [
            Figure(name: "running orders of a year", measured: days / 1e3, limit: 1, unit: "s"),
            Figure(name: "a rehearsed day", measured: day, limit: 50, unit: "ms"),
            Figure(name: "a rehearsed year", measured: year / 1e3, limit: 5, unit: "s"),
            // Flat: what a tenth day did not need, the last does not either.
            Figure(
                name: "memory after a year by that after ten days",
                measured: try residentMegabytes() / afterTenDays, limit: 1.05, unit: "×"),
        ]
    }

    private var runningOrders: [RunningOrder] {
        dates.compactMap { store.schedule.timetables.runningOrder(on: $0, clock: store.schedule.clock) }
    }

    /// The resident memory of this process (proc(5), the second number of statm, in pages).
    private func residentMegabytes() throws -> Double {
        let numbers = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        guard numbers.count > 1, let pages = Double(numbers[1]) else { throw CocoaError(.fileReadCorruptFile) }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
    }
}
