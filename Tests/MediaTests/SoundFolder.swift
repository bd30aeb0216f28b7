// SPDX-License-Identifier: Apache-2.0
import CSndFile
import FoundationEssentials
import Testing

/// A folder of sound files made by a test, gone when the test ends.
final class SoundFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "storecast-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a name in the folder.
    func path(of name: String) -> String { path + "/" + name }

    /// Writes a file as it is, with the folders it needs.
    @discardableResult
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        let file = path(of: name)
        let folder = URL(filePath: file).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }

    func bytes(of path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// Writes sound through libsndfile.
    ///
    /// - Parameter sample: the sample of a frame and a channel.
    @discardableResult
    func write(
        _ name: String, _ format: SoundFormat = .wavFloat, rate: Int = 48_000, channels: Int = 2, frames: Int,
        sample: (_ frame: Int, _ channel: Int) -> Float
    ) throws -> String {
        var samples: [Float] = []
        samples.reserveCapacity(frames * channels)
        for frame in 0..<frames {
            for channel in 0..<channels { samples.append(sample(frame, channel)) }
        }
        var info = SF_INFO()
        info.samplerate = Int32(rate)
        info.channels = Int32(channels)
        info.format = Int32(format.code)
        let file = path(of: name)
        let handle = try #require(sf_open(file, Int32(SFM_WRITE), &info), "\(format) cannot be written here")
        // In portions, because the Vorbis encoder of libsndfile has no room on its stack for much at once.
        var written = 0
        while written < frames {
            let portion = min(4096, frames - written)
            let count = samples.withUnsafeBufferPointer { samples in
                sf_writef_float(handle, samples.baseAddress! + written * channels, sf_count_t(portion))
            }
            try #require(count == portion)
            written += portion
        }
        sf_close(handle)
        return file
    }
}

/// What libsndfile can write for a test.
enum SoundFormat: CaseIterable {
    case wav16, wavFloat, flac16, vorbis, opus, mp3

    var code: Int {
        switch self {
        case .wav16: SF_FORMAT_WAV | SF_FORMAT_PCM_16
        case .wavFloat: SF_FORMAT_WAV | SF_FORMAT_FLOAT
        case .flac16: SF_FORMAT_FLAC | SF_FORMAT_PCM_16
        case .vorbis: SF_FORMAT_OGG | SF_FORMAT_VORBIS
        case .opus: SF_FORMAT_OGG | SF_FORMAT_OPUS
        case .mp3: SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III
        }
    }

    /// Whether every sample comes back as it was, but for its last bits.
    var isLossless: Bool { [.wav16, .wavFloat, .flac16].contains(self) }
}
