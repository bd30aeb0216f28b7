// SPDX-License-Identifier: Apache-2.0
import GRDBSQLite
import Glibc
import Synchronization

/// A disk that fails on command: SQLite's own way to the files, with what is asked of it refused or delayed for the files of
/// one folder.
///
/// SQLite lets its way to the disk be replaced (https://www.sqlite.org/vfs.html). This one opens files as the usual one
/// does and puts its own functions before some of those of each file.
enum FaultyDisk {
    /// What goes wrong.
    enum Fault: CaseIterable {
        case fullDisk, readOnlyDisk, failingWrite, failingSync, failingRead, slowSync, hangingSync
    }

    /// What goes wrong now, by folder.
    private static let faults = Mutex<[String: Fault]>([:])

    /// Lets the files of a folder fail, or with nil work again. Files that were opened before the first call never fail.
    static func set(_ fault: Fault?, in folder: String) {
        _ = isInstalled
        faults.withLock { $0[folder] = fault }
    }

    /// How long a slow disk takes to have something written.
    static let slowness = Duration.seconds(2)

    /// What lies behind the usual file in memory: the functions before which ours stand, and the folder.
    private struct Behind {
        var methods: UnsafePointer<sqlite3_io_methods>
        var own: UnsafeMutablePointer<sqlite3_io_methods>
        var folder: Unmanaged<Folder>
    }

    private final class Folder {
        let path: String
        init(_ path: String) { self.path = path }
    }

    private nonisolated(unsafe) static let usual = sqlite3_vfs_find(nil)!
    private static let isInstalled: Bool = {
        let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        vfs.initialize(to: usual.pointee)
        vfs.pointee.zName = UnsafePointer(strdup("faulty"))
        vfs.pointee.szOsFile = Int32(offset + MemoryLayout<Behind>.stride)
        vfs.pointee.xOpen = { _, name, file, flags, outFlags in FaultyDisk.open(name, file, flags, outFlags) }
        return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
    }()

    /// Where ``Behind`` lies.
    private static let offset = (Int(usual.pointee.szOsFile) + 15) / 16 * 16

    private static func behind(_ file: UnsafeMutablePointer<sqlite3_file>?) -> UnsafeMutablePointer<Behind> {
        (UnsafeMutableRawPointer(file!) + offset).assumingMemoryBound(to: Behind.self)
    }

    private static func open(
        _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        let result = usual.pointee.xOpen(usual, name, file, flags, outFlags)
        guard result == SQLITE_OK, let name, let methods = file?.pointee.pMethods else { return result }
        let path = String(cString: name)
        let own = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        own.initialize(to: methods.pointee)
        own.pointee.xWrite = { file, bytes, count, at in
            FaultyDisk.refusal(
                file, [.fullDisk: SQLITE_FULL, .readOnlyDisk: SQLITE_READONLY, .failingWrite: FaultyDisk.ioWrite])
                ?? FaultyDisk.behind(file).pointee.methods.pointee.xWrite(file, bytes, count, at)
        }
        own.pointee.xSync = { file, flags in
            if FaultyDisk.fault(of: file) == .slowSync { usleep(UInt32(FaultyDisk.slowness / .microseconds(1))) }
            // SQLite's own thread hangs, as in the kernel, until the test lets it go.
            while FaultyDisk.fault(of: file) == .hangingSync { usleep(10_000) }
            return FaultyDisk.refusal(file, [.failingSync: FaultyDisk.ioSync])
                ?? FaultyDisk.behind(file).pointee.methods.pointee.xSync(file, flags)
        }
        own.pointee.xRead = { file, bytes, count, at in
            FaultyDisk.refusal(file, [.failingRead: FaultyDisk.ioRead])
                ?? FaultyDisk.behind(file).pointee.methods.pointee.xRead(file, bytes, count, at)
        }
        own.pointee.xClose = { file in
            let last = FaultyDisk.behind(file).pointee
            last.folder.release()
            defer { last.own.deallocate() }
            return last.methods.pointee.xClose(file)
        }
        let folder = Folder(path.split(separator: "/").dropLast().joined(separator: "/"))
        behind(file).initialize(to: Behind(methods: methods, own: own, folder: .passRetained(folder)))
        file?.pointee.pMethods = UnsafePointer(own)
        return result
    }

    private static let ioWrite = SQLITE_IOERR | (3 << 8), ioSync = SQLITE_IOERR | (4 << 8)
    private static let ioRead = SQLITE_IOERR | (1 << 8)

    private static func fault(of file: UnsafeMutablePointer<sqlite3_file>?) -> Fault? {
        let folder = behind(file).pointee.folder.takeUnretainedValue().path
        return faults.withLock { faults in
            faults.first { $0.key.split(separator: "/").joined(separator: "/") == folder }?.value
        }
    }

    private static func refusal(_ file: UnsafeMutablePointer<sqlite3_file>?, _ codes: [Fault: Int32]) -> Int32? {
        fault(of: file).flatMap { codes[$0] }
    }
}
