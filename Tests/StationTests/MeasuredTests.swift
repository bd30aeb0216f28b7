// SPDX-License-Identifier: Apache-2.0
import Foundation
import Media
import Testing

@testable import Station

/// What one program measured, the next need not decode again.
@Suite struct MeasuredTests {
    @Test func `what was measured is kept for other programs, every part of it`() async throws {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\nopen music calm\n")
            try store.sound("music/calm/a.wav", seconds: 4)
            try store.quietSound("music/calm/silence.wav", seconds: 1)
            let paths = ["a", "silence"].map { "\(store.paths.audio)/music/calm/\($0).wav" }
            let first = Store(store.paths)
            await first.recallMeasured()
            var facts: [AudioFacts] = []
            for path in paths { facts.append(try await first.preparer.measurer.facts(for: path)) }
            await first.keepMeasured()
            let second = Store(store.paths)
            for path in paths { #expect(try second.preparer.measurer.memory.known(path) == nil) }
            await second.recallMeasured()
            #expect(try paths.map { try second.preparer.measurer.memory.known($0) } == facts)
        }
    }

    @Test func `where it cannot be kept, nothing else is lost`() async throws {
        try await withStore { store in
            try store.sound("music/calm/a.wav", seconds: 1)
            // A file where the state folder is to be.
            try store.write("state", "")
            let read = Store(store.paths)
            await read.recallMeasured()
            let path = "\(store.paths.audio)/music/calm/a.wav"
            let facts = try await read.preparer.measurer.facts(for: path)
            await read.keepMeasured()
            #expect(try read.preparer.measurer.memory.known(path) == facts)
        }
    }
}
