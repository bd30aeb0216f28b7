// SPDX-License-Identifier: Apache-2.0
import Playout
import Rehearsal
import TestSupport
import Timetable

extension Day {
    func rehearsed(from: String = "00:00", to: String = "23:59", seed: UInt64 = 1) -> [CueRecord] {
        var rehearsal = Rehearsal(plan, settings: DirectorSettings(), seed: seed, from: Self.at(from))
        return rehearsal.run(until: Self.at(to))
    }
}

extension [CueRecord] {
    func named(_ name: String) -> CueRecord? { first { $0.name == name } }
    var promos: [CueRecord] { filter { $0.verb == .promo } }
}
