// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Glibc

/// The WAV files of phrases that were spoken once, in a folder of their own.
///
/// A file is named after everything that makes its sound. It appears whole or not at all, and one that lost
/// its end with the power is written again.
struct SpeechCache: Sendable {
    let directory: String
    /// What all files may take together. Beyond it, those not asked for longest are dropped, but never the
    /// newest one.
    let limitBytes: Int

    /// The name of a phrase's file: of the command and what it is given to read.
    static func name(command: EngineCommand, input: String) -> String {
        StableHash.hexadecimal(of: [command.executable] + command.arguments + [input]) + ".wav"
    }

    /// The path of a file, if it is there and whole. It counts as used now.
    func find(_ name: String) -> String? {
        let path = path(of: name)
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var header = [UInt8](repeating: 0, count: WAVE.headerBytes)
        var status = stat()
        guard fread(&header, 1, header.count, file) == header.count, fstat(fileno(file), &status) == 0,
            WAVE.isComplete(header: header, fileBytes: Int(status.st_size))
        else { return nil }
        markUsed(path)
        return path
    }

    /// Writes a file and drops what is too much.
    ///
    /// - Returns: its path.
    func store(_ bytes: [UInt8], as name: String) throws(SpeechError) -> String {
        let path = path(of: name)
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
            try dropOldest(keeping: name)
        } catch {
            throw .cacheFailed(path: path, detail: Self.reason(error))
        }
        return path
    }

    /// Only the time of access: by that of change, what was measured of the file is known to be still true.
    private func markUsed(_ path: String) {
        // UTIME_NOW and UTIME_OMIT of utimensat(2), whose macros Swift does not see.
        let times = [timespec(tv_sec: 0, tv_nsec: (1 << 30) - 1), timespec(tv_sec: 0, tv_nsec: (1 << 30) - 2)]
        // In a folder that may not be written the age stays as it is, which harms nothing.
        _ = utimensat(AT_FDCWD, path, times, 0)
    }

    /// The system's own sentence where there is one below Foundation's.
    private static func reason(_ error: any Error) -> String {
        guard let cause = (error as? CocoaError)?.underlying as? POSIXError else { return "\(error)" }
        return String(cString: strerror(cause.code.rawValue))
    }

    private func path(of name: String) -> String { directory + "/" + name }

    private func dropOldest(keeping newest: String) throws {
        var files: [(path: String, bytes: Int, used: Int)] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
            var status = stat()
            guard name.hasSuffix(".wav"), stat(path(of: name), &status) == 0 else { continue }
            let used = status.st_atim.tv_sec * 1_000_000_000 + status.st_atim.tv_nsec
            files.append((path(of: name), Int(status.st_size), used))
        }
        var total = files.reduce(0) { $0 + $1.bytes }
        for file in files.sorted(by: { $0.used < $1.used })
        where total > limitBytes && file.path != path(of: newest) {
            try FileManager.default.removeItem(atPath: file.path)
            total -= file.bytes
        }
    }
}
