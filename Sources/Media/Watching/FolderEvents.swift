// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Glibc

/// The events of an inotify descriptor, with whole paths.
struct FolderEvents {
    struct Event {
        /// What the event is about.
        var path: String
        var mask: UInt32

        var isFolder: Bool { mask & UInt32(IN_ISDIR) != 0 || mask & UInt32(IN_Q_OVERFLOW) != 0 }

        func has(_ flag: some BinaryInteger) -> Bool { mask & UInt32(flag) != 0 }
    }

    /// Bytes read at a time; events beyond it are read next.
    private static let bufferBytes = 16 << 10
    /// An event without its name.
    private static let headBytes = 16

    private let descriptor: Int32
    private var folders: [Int32: String] = [:]

    /// - Parameter descriptor: negative where there is none: then nothing is ever said.
    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Watches a folder and those in it; those that are watched already stay so.
    mutating func watch(_ folder: String, depth: Int, _ mask: UInt32) {
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
    func read() -> [Event] {
        var events: [Event] = []
        var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return events }
            var at = 0
            while at + Self.headBytes <= count {
                // struct inotify_event: wd, mask, cookie, length of the name, the name.
                let watch = Int32(bitPattern: Self.word(buffer, at))
                let length = Int(Self.word(buffer, at + 12))
                let name = buffer[(at + Self.headBytes)..<min(at + Self.headBytes + length, count)].prefix { $0 != 0 }
                let folder = folders[watch] ?? ""
                events.append(
                    Event(
                        path: "\(folder)/\(String(decoding: name, as: UTF8.self))", mask: Self.word(buffer, at + 4)))
                at += Self.headBytes + length
            }
        }
    }

    /// A number as the kernel writes it on every machine this runs on: the low byte first.
    private static func word(_ bytes: [UInt8], _ at: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << (8 * UInt32($1)) }
    }
}
