// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Glibc
public import Timetable

/// The bytes of a file that staff write, and what may stand in its place.
public enum WrittenFile {
    /// A file larger than this is refused unread; the longest text that is followed is a fraction of it.
    static let largestMegabytes = 16

    /// Why a file cannot be read.
    public enum Failure: Error {
        case folder, notAFile, tooLarge, linkLoop, danglingLink, notPermitted, notUTF8
        case unreadable(String)
    }

    /// Reads a regular file; nothing else is opened, as a pipe or a device would never end.
    public static func bytes(of path: String) throws(Failure) -> Data {
        guard let resolved = realpath(path, nil) else {
            switch errno {
            case ELOOP: throw .linkLoop
            case ENOENT: throw .danglingLink
            case EACCES: throw .notPermitted
            default: throw .unreadable(String(cString: strerror(errno)))
            }
        }
        defer { free(resolved) }
        let target = String(cString: resolved)
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: target)
            switch attributes[.type] as? FileAttributeType {
            case .typeRegular: break
            case .typeDirectory: throw Failure.folder
            default: throw Failure.notAFile
            }
            guard let size = attributes[.size] as? Int, size <= largestMegabytes << 20 else { throw Failure.tooLarge }
            return try Data(contentsOf: URL(filePath: target))
        } catch let failure as Failure {
            throw failure
        } catch {
            let isForbidden = (error as? CocoaError)?.code == .fileReadNoPermission
            throw isForbidden ? .notPermitted : .unreadable(error.localizedDescription)
        }
    }
}

extension WrittenFile.Failure {
    /// What is wrong.
    public var message: Wording {
        switch self {
        case .folder: Wording(en: "this is a folder, not a file", zh: "这是文件夹，不是文件")
        case .notAFile: Wording(en: "this is a pipe or a device, not a file", zh: "这是管道或设备，不是普通文件")
        case .tooLarge:
            Wording(
                en: "this file is larger than \(WrittenFile.largestMegabytes) MB",
                zh: "文件超过 \(WrittenFile.largestMegabytes) MB")
        case .linkLoop: Wording(en: "this link leads back to itself", zh: "这个链接绕回了自身")
        case .danglingLink: Wording(en: "this link leads to a file that is not there", zh: "这个链接指向的文件不存在")
        case .notUTF8: Wording(en: "this file is not UTF-8 text", zh: "此文件不是 UTF-8 文本")
        case .notPermitted: Wording(en: "this file may not be read", zh: "没有读取此文件的权限")
        case .unreadable(let detail):
            Wording(en: "this file cannot be read (\(detail))", zh: "无法读取此文件（\(detail)）")
        }
    }

    /// What to do.
    public var fix: Wording {
        switch self {
        case .folder, .notAFile: Wording(en: "put a text file in its place, or give it another name", zh: "请换成文本文件，或改名")
        case .tooLarge: Wording(en: "a timetable has one line an item; look what is in it", zh: "播出表一行一项，请检查文件内容")
        case .linkLoop, .danglingLink:
            Wording(en: "link to the right file, or put the file itself there", zh: "请改正链接，或直接放入文件")
        case .notUTF8:
            Wording(en: "save it as UTF-8 in the program that wrote it", zh: "请在原来的程序中另存为 UTF-8")
        case .notPermitted: Wording(en: "give the user of the daemon the right to read it", zh: "请给守护进程的用户读取权限")
        case .unreadable: Wording(en: "look at the disk and its connection", zh: "请检查磁盘及其连接")
        }
    }
}

extension WrittenFile {
    /// Puts new contents in the place of a file in one step, so that no reader ever sees half of it.
    ///
    /// A link is followed, the permissions stay.
    /// - Throws: what the file system says.
    public static func replace(_ path: String, with bytes: Data) throws {
        let target = URL(filePath: path).resolvingSymlinksInPath()
        // A new file has none yet.
        let permissions = try? FileManager.default.attributesOfItem(atPath: target.path)[.posixPermissions]
        try bytes.write(to: target, options: .atomic)
        if let permissions {
            try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: target.path)
        }
    }
}
