// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Glibc

/// The events of an inotify descriptor, with whole paths.
struct FolderEvents {
    struct Event {
        /// What the event is about.
        var path: String
        var mask: UInt32
        /// Whether it is about the watched folder itself: it came, went, or is another.
        var isRoot = false

        var isFolder: Bool { mask & UInt32(IN_ISDIR) != 0 || mask & UInt32(IN_Q_OVERFLOW) != 0 }

        func has(_ flag: some BinaryInteger) -> Bool { mask & UInt32(flag) != 0 }
    }

    /// Bytes read at a time; events beyond it are read next.
    private static let bufferBytes = 16 << 10
    /// An event without its name.
    private static let headBytes = 16

    /// What is said of the folder that the watched one lies in.
    private static let parentMask =
        UInt32(IN_CREATE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE) | UInt32(IN_ONLYDIR)

    private let descriptor: Int32
    private let root: String
    private var folders: [Int32: String] = [:]
    /// The watch of the folder that the root lies in; negative for none.
    private var parent: Int32 = -1

    /// - Parameters:
    ///   - descriptor: negative where there is none: then nothing is ever said.
    ///   - root: the folder to watch.
    init(descriptor: Int32, root: String) {
        self.descriptor = descriptor
        self.root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
    }

    /// Watches the folder, those in it, and whether it comes and goes; what is watched already stays so.
    mutating func watch(depth: Int, _ mask: UInt32) {
        let place = root.lastIndex(of: "/").map { $0 == root.startIndex ? "/" : String(root[..<$0]) } ?? "."
        parent = unsafe inotify_add_watch(descriptor, place, Self.parentMask)
        watch(root, depth: depth, mask)
    }

    /// Watches nothing below the place of the folder any more.
    mutating func forget() {
        for watch in folders.keys { inotify_rm_watch(descriptor, watch) }
        folders = [:]
    }

    private mutating func watch(_ folder: String, depth: Int, _ mask: UInt32) {
        let watch = unsafe inotify_add_watch(descriptor, folder, mask)
        guard watch >= 0 else { return }
        folders[watch] = folder
        guard depth > 0 else { return }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where !name.hasPrefix(".") {
            self.watch("\(folder)/\(name)", depth: depth - 1, mask)
        }
    }

    /// What has happened since the last call.
    mutating func read() -> [Event] {
        var events: [Event] = []
        var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return events }
            var at = 0
            while at + Self.headBytes <= count {
                // struct inotify_event: wd, mask, cookie, length of the name, the name.
                let watch = Int32(bitPattern: Self.word(buffer, at))
                let mask = Self.word(buffer, at + 4)
                let length = Int(Self.word(buffer, at + 12))
                let name = buffer[(at + Self.headBytes)..<min(at + Self.headBytes + length, count)].prefix { $0 != 0 }
                if let event = event(watch, String(decoding: name, as: UTF8.self), mask) { events.append(event) }
                at += Self.headBytes + length
            }
        }
    }

    /// Nil for what is of no interest: other folders beside the watched one, and watches that have ended.
    private mutating func event(_ watch: Int32, _ name: String, _ mask: UInt32) -> Event? {
        if mask & UInt32(IN_IGNORED) != 0 {
            folders[watch] = nil
            return nil
        }
        if watch == parent, watch >= 0 {
            guard root == name || root.hasSuffix("/\(name)") else { return nil }
            return Event(path: root, mask: mask, isRoot: true)
        }
        return Event(path: "\(folders[watch] ?? "")/\(name)", mask: mask)
    }

    /// A number as the kernel writes it on every machine this runs on: the low byte first.
    private static func word(_ bytes: [UInt8], _ at: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << (8 * UInt32($1)) }
    }
}
