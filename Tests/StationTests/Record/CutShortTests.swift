// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Timetable

@testable import Station

@Suite struct `What an end of the station cut off` {
    @Test func `is told apart from what was heard to its end`() throws {
        let cues = DisturbedDay.asRun(.en).cues
        let cut = cues.filter { $0.isCutShort == true }
        #expect(cut.map(\.cue.planned) == ["2026-11-21T11:20:20.000+08:00"])
        let whole = try #require(cues.first { $0.isCutShort == nil })
        let text = try #require(String(data: JSONEncoder().encode(whole), encoding: .utf8))
        // Where all is well, nothing more is told than before.
        #expect(!text.contains("isCutShort"))
    }
}
