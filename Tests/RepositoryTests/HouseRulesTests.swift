// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// The rules that keep the house livable, held against the files themselves.
@Suite struct HouseRulesTests {
    @Test func `every source file begins with its licence`() throws {
        for file in try Repository.files(in: ["Sources", "Tests", "Benchmarks", "Fuzz", "scripts"]) where file.isCode {
            let head = file.lines.prefix(3).joined(separator: "\n")
            #expect(head.contains("SPDX-License-Identifier: Apache-2.0"), "\(file.path)")
        }
    }

    @Test(arguments: Repository.house.keys.sorted())
    func `a target imports only what stands above it`(target: String) throws {
        let allowed = try #require(Repository.house[target])
        for file in try Repository.files(in: ["Sources/\(target)"]) where file.path.hasSuffix(".swift") {
            for module in file.imports {
                #expect(allowed.contains(module), "\(file.path) imports \(module)")
            }
        }
    }

    @Test func `every target of the house has its rule here`() throws {
        let targets = try FileManager.default.contentsOfDirectory(atPath: Repository.root + "/Sources")
        let libraries: Set = [
            "CALSA", "CSndFile", "CSoxr", "CEBUR128", "CMalloc", "CClock", "CSodium", "CZlib",
            "ConsolePage",
        ]
        #expect(Set(targets) == Set(Repository.house.keys).union(libraries))
    }

    @Test func `a source file is one thing: at most 400 lines`() throws {
        for file in try Repository.files(in: ["Sources"]) where file.isCode {
            #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func `every file of the console's page is taken into the program under its own path`()
        throws
    {
        let folder = "Sources/ConsolePage"
        let files = try Repository.files(in: ["\(folder)/page"]).map { $0.path.replacing("\(folder)/", with: "") }
        let list = try String(contentsOfFile: "\(Repository.root)/\(folder)/page.c", encoding: .utf8)
        let embedded = list.matches(of: /#embed "([^"]+)"/).map { String($0.output.1) }
        #expect(embedded.sorted() == files.sorted())
        let served = list.matches(of: /FILE\("\/([^"]+)", (\w+)\)/).map { ("page/\($0.output.1)", String($0.output.2)) }
        #expect(served.map(\.0).sorted() == files.sorted())
        for (path, name) in served {
            #expect(list.contains("\(name)[] = {\n#embed \"\(path)\"\n};"), "\(path)")
        }
    }

    @Test func `the page names every module of its first view at once, and has the looks of every view`() throws {
        let folder = "\(Repository.root)/Sources/ConsolePage/page"
        let index = try String(contentsOfFile: "\(folder)/index.html", encoding: .utf8)
        var needed: Set<String> = [], waiting = ["main.js", "views/on-air.js"]
        while let path = waiting.popLast() {
            guard needed.insert(path).inserted else { continue }
            let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
            let beside = URL(filePath: "/\(path)").deletingLastPathComponent()
            for match in text.matches(of: /^(?:import|\}) .*from "(\.[^"]+)";$/.anchorsMatchLineEndings()) {
                waiting.append(String(beside.appending(path: match.output.1).standardizedFileURL.path.dropFirst()))
            }
        }
        let named = index.matches(of: /(?:modulepreload" href|src)="\/([^"]+\.js)"/).map { String($0.output.1) }
        #expect(Set(named) == needed && named.count == needed.count)

        let shell = try String(contentsOfFile: "\(folder)/main.js", encoding: .utf8)
        let later = try #require(shell.firstMatch(of: /const looks = \[([^\]]+)\]/)).output.1
        let looks = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/views").filter {
            $0.hasSuffix(".css")
        }
        for look in looks {
            let name = look.dropLast(".css".count)
            #expect(index.contains("/views/\(look)") || later.contains("\"\(name)\""), "\(look)")
        }
    }

    @Test(arguments: ["Timetable", "Playout", "Rehearsal", "Mixing"])
    func `below the shell there is no ambient time, chance or environment`(target: String) throws {
        let ambient = [
            " Date()", "(Date()", "Date.now", "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator",
            ".random(in",
            "ProcessInfo", "TimeZone.current", "Locale.current", "FileManager", "clock_gettime", "Task.sleep",
        ]
        for file in try Repository.files(in: ["Sources/\(target)"]) where file.path.hasSuffix(".swift") {
            for word in ambient {
                #expect(!file.code.contains(word), "\(file.path) uses \(word)")
            }
        }
    }

    @Test func `nothing traps where a user can reach it`() throws {
        for file in try Repository.files(in: ["Sources"]) where file.path.hasSuffix(".swift") {
            for word in ["fatalError(", "try!", " as! "] {
                #expect(!file.code.contains(word), "\(file.path) uses \(word)")
            }
        }
    }
}
