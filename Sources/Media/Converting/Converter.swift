// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Glibc
import Synchronization

/// Makes files of formats that are not decoded here into FLAC, once each, by ffmpeg, and keeps those.
///
/// A converted file is named after the path, size and time of change of what it was made of: it counts as long as
/// those are as they were. It appears whole or not at all.
public actor Converter {
    /// How long one file may take.
    public static let deadline = Duration.seconds(600)
    /// How large one converted file may be: more than two hours of stereo.
    public static let sizeLimitBytes = 2 << 30

    private static let ending = ".flac"

    private let directory: String
    private let conversion: Conversion
    private var underway: [String: Task<Result<String, MediaError>, Never>] = [:]

    /// Converts with these bounds.
    ///
    /// - Parameters:
    ///   - directory: where the converted files are kept; created when first needed, of no other use.
    ///   - program: the name or path of ffmpeg.
    ///   - clock: by which the deadline is measured.
    public init(
        directory: String, program: String = "ffmpeg", deadline: Duration = Converter.deadline,
        sizeLimitBytes: Int = Converter.sizeLimitBytes, clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.directory = directory
        conversion = Conversion(
            program: program, deadline: deadline, sizeLimitBytes: sizeLimitBytes, clock: clock)
    }

    /// What was made of a file as it is now; nil where it was not converted yet.
    public nonisolated func known(_ path: String) throws(MediaError) -> String? {
        let target = try target(of: path)
        return unsafe access(target, R_OK) == 0 ? target : nil
    }

    /// What is to be decoded for a file: what was made of it before, or now.
    public func converted(_ path: String) async throws(MediaError) -> String {
        if let known = try known(path) { return known }
        let target = try target(of: path)
        if let task = underway[target] { return try await task.value.get() }
        let task = Task {
            let result = await convert(path, to: target)
            underway[target] = nil
            return result
        }
        underway[target] = task
        return try await task.value.get()
    }

    /// Removes what was made of files that are gone or have changed.
    ///
    /// - Parameter paths: the files there are.
    public func drop(except paths: [String]) {
        // A file that went away meanwhile keeps nothing; where nothing was ever converted there is no folder.
        let kept = Set(paths.compactMap { try? target(of: $0) } + underway.keys.flatMap { [$0, part($0)] })
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for name in names where name.hasSuffix(Self.ending) && !kept.contains("\(directory)/\(name)") {
            unsafe unlink("\(directory)/\(name)")
        }
    }

    private func convert(_ path: String, to target: String) async -> Result<String, MediaError> {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            return .failure(.notConverted(path: path, detail: SystemReason.sentence(for: error)))
        }
        let part = part(target)
        let result = await conversion.run(from: path, to: part)
        if case .failure(let error) = result {
            unsafe unlink(part)
            return .failure(error)
        }
        guard unsafe rename(part, target) == 0 else {
            return .failure(.notConverted(path: path, detail: SystemReason.sentence(for: errno)))
        }
        return .success(target)
    }

    private nonisolated func part(_ target: String) -> String {
        String(target.dropLast(Self.ending.count)) + ".part" + Self.ending
    }

    private nonisolated func target(of path: String) throws(MediaError) -> String {
        let stamp = try FileStamp(path: path)
        let identity = "\(path)\n\(stamp.bytes)\n\(stamp.modifiedNanoseconds)"
        let digits = String(Self.fnv1a(identity), radix: 16)
        return "\(directory)/\(String(repeating: "0", count: 32 - digits.count))\(digits)\(Self.ending)"
    }

    /// Fowler, Noll and Vo's FNV-1a hash of 128 bits: two files of a store never share one by chance.
    private static func fnv1a(_ text: String) -> UInt128 {
        text.utf8.reduce(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d) { hash, byte in
            (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
        }
    }
}
