// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// What holds of every document, whoever reads it.
@Suite struct DocumentTests {
    /// The documents, and the one whose commands are history.
    private static func documents() throws -> [Document] {
        try Document.all() + [Document(path: "CHANGELOG.md")]
    }

    @Test func `every link within the repository leads to a file, and to a heading of it`() throws {
        let documents = try Self.documents()
        let anchors = Dictionary(uniqueKeysWithValues: documents.map { ($0.path, $0.anchors) })
        var count = 0
        for document in documents {
            let folder = URL(filePath: "/\(document.path)").deletingLastPathComponent()
            for link in document.links where !link.target.contains("://") && !link.target.hasPrefix("mailto:") {
                count += 1
                let parts = link.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let file = parts[0].isEmpty ? document.path : folder.appending(path: String(parts[0])).standardized.path
                let path = file.hasPrefix("/") ? String(file.dropFirst()) : file
                let place = "\(document.path):\(link.number): \(link.target)"
                #expect(FileManager.default.fileExists(atPath: "\(Document.root)/\(path)"), "\(place): no such file")
                guard parts.count > 1 else { continue }
                let anchor = String(parts[1]).removingPercentEncoding ?? ""
                #expect(anchors[path]?.contains(anchor) == true, "\(place): no such heading")
            }
        }
        #expect(count > 100)
    }

    @Test func `every block says what it is, so that no command hides in it`() throws {
        for document in try Document.all() {
            #expect(document.namelessBlocks.isEmpty, "\(document.path): lines \(document.namelessBlocks)")
            #expect(document.strayCommands.isEmpty, "\(document.path): lines \(document.strayCommands)")
        }
    }

    @Test func `a document for readers of one language has its twin, and either names the other`() throws {
        let paths = try Document.all().map(\.path)
        for path in paths where path.hasSuffix(".zh.md") {
            let twin = path.replacing(".zh.md", with: ".md")
            try #require(paths.contains(twin), "\(path) has no twin")
            let names = [twin, path].map { URL(filePath: $0).lastPathComponent }
            #expect(try Document(path: path).links.contains { $0.target == names[0] }, "\(path)")
            #expect(try Document(path: twin).links.contains { $0.target == names[1] }, "\(twin)")
        }
    }

    @Test func `every document of a folder is in its index`() throws {
        for (index, folder) in [("docs/README.md", "docs/"), ("docs/decisions/README.md", "docs/decisions/")] {
            let listed = Set(try Document(path: index).links.map(\.target))
            for path in try Document.all().map(\.path) where path.hasPrefix(folder) && path != index {
                let name = String(path.dropFirst(folder.count))
                #expect(name.contains("/") || listed.contains(name), "\(path) is not in \(index)")
            }
        }
    }

    @Test func `the pages about the control socket call the same in both languages, but for what is spoken`() throws {
        func calls(_ page: String) throws -> [Substring] {
            try Document(path: "docs/\(page)").commands.map { $0.line.prefix { $0 != "{" } }
        }
        #expect(try calls("control-socket.md") == calls("control-socket.zh.md"))
        #expect(try calls("control-socket.md").count > 20)
    }

    @Test(arguments: ["docs/service-desk.md", "docs/service-desk.zh.md"])
    func `the page for the service desk is one sheet of paper`(path: String) throws {
        let height = try PrintedPage.lines(of: Document(path: path).lines)
        #expect(height <= PrintedPage.height, "\(height) lines; a sheet has \(PrintedPage.height)")
    }
}
