// SPDX-License-Identifier: Apache-2.0
import Playout
import Testing
import Timetable

@testable import Station

@Suite struct `A store's day in simulated time` {
    @Test func `goes on until the last item, however long after closing that is`() async throws {
        try await withStore { store in
            try store.timetable(
                """
                open 10:00
                close 24:00
                close+1h59m play bell
                25:30 play bell
                every 1h play bell from 44:00 to 47:00
                open-11h play bell
                """)
            try store.sound("items/bell.wav", seconds: 1)
            let read = Store(store.paths)
            let date = try #require(CivilDate("2026-03-23"))
            let order = try #require(read.schedule.timetables.runningOrder(on: date, clock: read.schedule.clock))
            let plan = await read.prepareAll(read.plan(of: [order]).plan).plan
            let records = read.rehearse(order, plan).records
            #expect(records.map(\.outcome) == Array(repeating: .aired, count: 7))
            #expect(records.map(\.key) == order.cues.map(\.key))
        }
    }
}
