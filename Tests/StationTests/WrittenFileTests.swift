// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Testing

@testable import Station

@Suite struct `A file that staff write` {
    @Test func `may be missing, a folder, a pipe, a link to itself or to nothing, and each is told as what it is`()
        async throws
    {
        try await withStore { store in
            let folder = store.paths.schedules
            let manager = FileManager.default
            try manager.createDirectory(atPath: "\(folder)/folder.timetable", withIntermediateDirectories: true)
            #expect(mkfifo("\(folder)/pipe.timetable", 0o600) == 0)
            try manager.createSymbolicLink(
                atPath: "\(folder)/loop.timetable", withDestinationPath: "\(folder)/loop.timetable")
            try manager.createSymbolicLink(atPath: "\(folder)/lost.timetable", withDestinationPath: "nowhere")
            try manager.createSymbolicLink(atPath: "\(folder)/zero.timetable", withDestinationPath: "/dev/zero")
            try store.timetable("open 08:00\nclose 22:00\n")
            let problems = Store(store.paths).problems.filter { $0.file.hasSuffix(".timetable") }
            let told = Dictionary(
                problems.map { (($0.file as NSString).lastPathComponent, $0.message) },
                uniquingKeysWith: { one, _ in one })
            #expect(
                told == [
                    "folder.timetable": "this is a folder, not a file",
                    "pipe.timetable": "this is a pipe or a device, not a file",
                    "loop.timetable": "this link leads back to itself",
                    "lost.timetable": "this link leads to a file that is not there",
                    "zero.timetable": "this is a pipe or a device, not a file",
                ])
        }
    }

    @Test func `of many megabytes is refused unread`() async throws {
        try await withStore { store in
            try store.write("schedules/everyday.timetable", String(repeating: "#", count: 17 << 20))
            let problem = try #require(Store(store.paths).problems.first)
            #expect(problem.message == "this file is larger than 16 MB")
        }
    }

    @Test(arguments: [("day.timetable.txt", "day.timetable"), ("day.TIMETABLE", "day.timetable")])
    func `with a name that another system made of it is told with the right one`(name: String, right: String)
        async throws
    {
        try await withStore { store in
            try store.timetable("open 08:00\nclose 22:00\n")
            try store.write("schedules/\(name)", "open 09:00\n")
            let problem = try #require(Store(store.paths).problems.first { $0.file.hasSuffix(name) })
            #expect(problem.severity == "warning")
            #expect(problem.fix == "rename it to \(right)")
        }
    }
}
