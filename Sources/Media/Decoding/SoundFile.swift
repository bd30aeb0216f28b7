// SPDX-License-Identifier: Apache-2.0
import CSndFile
import Glibc

/// An open audio file, read from its start to its end through libsndfile.
@safe struct SoundFile: ~Copyable {
    /// What a file may have; beyond it, it is damaged or not meant for a loudspeaker.
    static let rates = 1_000...768_000
    static let channelCounts = 1...8

    let path: String
    let rate: Int
    let channels: Int
    /// Whether the container is Ogg (Vorbis, Opus).
    var isOgg: Bool { format == SF_FORMAT_OGG }

    /// The container, a `SF_FORMAT_…` value.
    private let format: Int
    let announcedFrames: Int64
    private var readFrames: Int64 = 0
    private let descriptor: Int32
    private let handle: OpaquePointer

    /// Opens the file and reads its header.
    init(path: String) throws(MediaError) {
        // The descriptor is ours, not libsndfile's, so that errors of the system keep their reason, a pipe
        // in the folder never blocks, and no engine process inherits it.
        let descriptor = try Self.openRegularFile(path)
        var info = SF_INFO()
        guard let handle = unsafe DescriptorReader.open(descriptor, &info) else {
            close(descriptor)
            throw .notAudio(path: path, detail: Self.sentence(forError: sf_error(nil)))
        }
        if let oddity = Self.oddity(of: info) {
            unsafe sf_close(handle)
            close(descriptor)
            throw .unsupported(path: path, detail: oddity)
        }
        self.descriptor = descriptor
        unsafe self.handle = unsafe handle
        self.path = path
        rate = Int(info.samplerate)
        channels = Int(info.channels)
        format = Int(info.format) & SF_FORMAT_TYPEMASK
        announcedFrames = info.frames
    }

    deinit {
        unsafe sf_close(handle)
        close(descriptor)
    }

    /// Where each channel belongs, as `SF_CHANNEL_MAP_…` values, if the file says so.
    var channelMap: [Int32]? {
        var map = [Int32](repeating: 0, count: channels)
        let size = Int32(channels * MemoryLayout<Int32>.size)
        return unsafe sf_command(handle, Int32(SFC_GET_CHANNEL_MAP_INFO), &map, size) == SF_TRUE ? map : nil
    }

    /// Reads the next frames, interleaved as in the file.
    ///
    /// - Parameters:
    ///   - frames: how many at most; no more than fit are read.
    ///   - buffer: filled from its start.
    /// - Returns: frames read; 0 at the end, be it the true one or that before the damage.
    mutating func read(atMost frames: Int, into buffer: inout [Float]) -> Int {
        let frames = Int64(min(frames, buffer.count / channels))
        let got = unsafe max(0, sf_readf_float(handle, &buffer, frames))
        readFrames += got
        return Int(got)
    }

    /// Why the file ended before its time, if it did. Meaningful once `read` has returned 0.
    var damage: MediaError? {
        let code = unsafe sf_error(handle)
        let detail: String? =
            if code != SF_ERR_NO_ERROR {
                Self.sentence(forError: code)
            } else if announcedFrames != Int64.max, readFrames + Int64(rate / 10) < announcedFrames {
                "it ends after \(readFrames / Int64(rate)) of \(announcedFrames / Int64(rate)) seconds"
            } else if format == SF_FORMAT_WAV, missingBytes > Self.missingBytesOfWholeFile {
                "its last \(missingBytes) bytes are missing"
            } else if format == SF_FORMAT_MPEG, unreadBytes > Self.unreadBytesOfWholeFile {
                "it announces a wrong length, its last \(unreadBytes) bytes are not played"
            } else {
                nil
            }
        return detail.map { .damaged(path: path, detail: $0) }
    }

    /// What libsndfile may leave of a whole MP3: a tag. It never reads further than the length it expects,
    /// which it can only guess for a file of variable bit rate without a Xing header.
    private static let unreadBytesOfWholeFile: Int64 = 64 << 10

    /// How much less a whole WAV may have than it announces: some writers count wrongly.
    private static let missingBytesOfWholeFile: Int64 = 4096
    /// A WAV that was written into a pipe announces more than any file has.
    private static let announcedBytesOfPipe: Int64 = 1 << 30

    /// How much of a WAV is not there that its head announces; libsndfile takes the length of what is there.
    private var missingBytes: Int64 {
        var head = [UInt8](repeating: 0, count: 8)
        var status = stat()
        guard unsafe pread(descriptor, &head, head.count, 0) == head.count,
            unsafe fstat(descriptor, &status) == 0, head.starts(with: Array("RIFF".utf8))
        else { return 0 }
        let announced = head[4...].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) } + 8
        return announced < Self.announcedBytesOfPipe ? announced - Int64(status.st_size) : 0
    }

    private var unreadBytes: Int64 {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return 0 }
        return Int64(status.st_size) - Int64(lseek(descriptor, 0, SEEK_CUR))
    }

    private static func sentence(forError code: Int32) -> String {
        guard let text = unsafe sf_error_number(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }

    private static func oddity(of info: SF_INFO) -> String? {
        if !rates.contains(Int(info.samplerate)) { return "\(info.samplerate) Hz" }
        if !channelCounts.contains(Int(info.channels)) { return "\(info.channels) channels" }
        return nil
    }

    private static func openRegularFile(_ path: String) throws(MediaError) -> Int32 {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw MediaError(path: path, errno: errno) }
        var status = stat()
        let failure: MediaError? =
            if unsafe fstat(descriptor, &status) != 0 {
                MediaError(path: path, errno: errno)
            } else if status.st_mode & S_IFMT != S_IFREG {
                .notAFile(path: path)
            } else if status.st_size == 0 {
                .empty(path: path)
            } else {
                nil
            }
        if let failure {
            close(descriptor)
            throw failure
        }
        return descriptor
    }
}

extension MediaError {
    /// The error for what the system said about a path.
    init(path: String, errno code: Int32) {
        self =
            switch code {
            case ENOENT, ENOTDIR: .notFound(path: path)
            case EACCES, EPERM: .notPermitted(path: path)
            default: .readFailed(path: path, detail: SystemReason.sentence(for: code))
            }
    }
}
