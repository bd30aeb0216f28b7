// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Media
import Speech
import Synchronization
import Timetable

/// An upload under way: what has come lies in a temporary file, which goes with it.
public final class Upload: Sendable {
    /// The temporary file.
    let path: String
    private let folder: String
    private let language: Language
    private let place: UploadPlace
    private let file: Mutex<File>

    private struct File {
        let descriptor: Int32
        var hash = StableHash.offsetBasis
    }

    /// Opens a temporary file.
    ///
    /// - Parameters:
    ///   - folder: where it lies; made where missing.
    ///   - ending: that of the file's name, with its dot, where whoever reads it goes by that.
    ///   - place: given back when the upload is over.
    init(
        in folder: String, ending: String = "", place: UploadPlace, language: Language
    ) throws(RequestRefused) {
        mkdir((folder as NSString).deletingLastPathComponent, 0o777)
        mkdir(folder, 0o777)
        self.folder = folder
        path = "\(folder)/\(UUID().uuidString.lowercased())\(ending)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.unwritable(errno, folder, language) }
        self.language = language
        self.place = place
        file = Mutex(File(descriptor: descriptor))
    }

    deinit {
        file.withLock { _ = close($0.descriptor) }
        unlink(path)
    }

    /// Writes what came next.
    ///
    /// - Throws: `RequestRefused` when the disk has no room for it.
    public func write(_ bytes: [UInt8]) async throws(RequestRefused) {
        let code = await BlockingWork.run { self.put(bytes) }
        guard code == 0 else { throw Self.unwritable(code, folder, language) }
    }

    private static func unwritable(_ code: Int32, _ folder: String, _ language: Language) -> RequestRefused {
        RequestRefused(.unwritable(detail: String(cString: strerror(code))), storedIn: folder, language)
    }

    /// What all that was written is called.
    var id: String { StableHash.hexadecimal(file.withLock { $0.hash }) }

    /// - Returns: the system's code; 0 for none.
    private func put(_ bytes: [UInt8]) -> Int32 {
        file.withLock { file in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(file.descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { return errno }
                rest = rest.dropFirst(count)
            }
            file.hash = StableHash.fnv1a(bytes, after: file.hash)
            return 0
        }
    }
}

/// How many uploads of a kind are under way.
final class UploadCount: Sendable {
    /// Uploads of a kind at a time; each takes a file, and the processor when it has come.
    static let limit = 4

    private let underway = Atomic(0)

    /// A place for one more; nil when there are as many as may be.
    func take() -> UploadPlace? {
        let place = UploadPlace(self)
        return underway.wrappingAdd(1, ordering: .relaxed).newValue <= Self.limit ? place : nil
    }

    fileprivate func giveBack() { underway.wrappingSubtract(1, ordering: .relaxed) }
}

/// The place of one upload, given back when nobody holds it any more.
final class UploadPlace: Sendable {
    private let count: UploadCount

    fileprivate init(_ count: UploadCount) {
        self.count = count
    }

    deinit { count.giveBack() }
}
