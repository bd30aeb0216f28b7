// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Glibc

/// One pass over the audio folder; collects the problems on its way.
struct LibraryScan {
    private(set) var problems: [LibraryProblem] = []
    private let leftOut: Set<String>

    /// - Parameter leftOut: paths that are passed over.
    init(leavingOut leftOut: Set<String> = []) {
        self.leftOut = leftOut
    }

    private enum Kind {
        case played, unplayed, folder, other
    }

    func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    /// The folders in a folder, each with the files it plays. A missing folder has none.
    mutating func folders(in path: String) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for (name, kind) in entries(of: path) {
            let entry = path + "/" + name
            switch kind {
            case .folder: found[name] = files(in: entry).map { entry + "/" + $0 }
            case .played, .unplayed: problems.append(.looseFile(path: entry))
            case .other: break
            }
        }
        return found
    }

    /// The files in a folder by their names before the extension. A missing folder has none.
    mutating func names(in path: String) -> [String: String] {
        var found: [String: String] = [:]
        // Of two of one name the one that needs no conversion is played.
        let files = playedFiles(in: path)
        let ordered = files.filter { !AudioLibrary.isConverted($0) } + files.filter(AudioLibrary.isConverted)
        for file in ordered {
            let name = String(file[..<(file.lastIndex(of: ".") ?? file.endIndex)])
            if let kept = found[name] {
                problems.append(.duplicateName(path: path + "/" + file, kept: kept))
            } else {
                found[name] = path + "/" + file
            }
        }
        return found
    }

    private mutating func files(in path: String) -> [String] {
        let files = playedFiles(in: path)
        if files.isEmpty { problems.append(.emptyFolder(path: path)) }
        return files
    }

    /// The names of a folder's files that can be played, in natural order.
    private mutating func playedFiles(in path: String) -> [String] {
        var files: [String] = []
        for (name, kind) in entries(of: path) {
            switch kind {
            case .played: files.append(name)
            case .unplayed: problems.append(.unsupportedFormat(path: path + "/" + name))
            case .folder: problems.append(.nestedFolder(path: path + "/" + name))
            case .other: break
            }
        }
        return files
    }

    private mutating func entries(of path: String) -> [(name: String, kind: Kind)] {
        guard exists(path) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { !$0.hasPrefix(".") && !leftOut.contains(path + "/" + $0) }
                .sorted(by: NaturalOrder.areInIncreasingOrder)
                .compactMap { name in kind(of: path + "/" + name).map { (name, $0) } }
        } catch {
            problems.append(.unreadable(path: path, detail: SystemReason.sentence(for: error)))
            return []
        }
    }

    private mutating func kind(of path: String) -> Kind? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            problems.append(.unreadable(path: path, detail: SystemReason.sentence(for: errno)))
            return nil
        }
        if status.st_mode & S_IFMT == S_IFDIR { return .folder }
        let fileExtension = AudioLibrary.fileExtension(of: path)
        if AudioLibrary.playedExtensions.contains(fileExtension) { return .played }
        if AudioLibrary.convertedExtensions.contains(fileExtension) { return .played }
        return AudioLibrary.unplayedExtensions.contains(fileExtension) ? .unplayed : .other
    }
}
