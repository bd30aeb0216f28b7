// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A WAV file as storecast writes it: a head of 44 bytes, two samples of 24 bits a frame.
enum RenderedFile {
    /// The left channel, 1 at full scale.
    static func left(_ path: String) throws -> [Float] {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)).dropFirst(44))
        return stride(from: 0, to: bytes.count - 5, by: 6).map { index in
            let high = Int32(Int8(bitPattern: bytes[index + 2])) << 16
            return Float(Int32(bytes[index]) | Int32(bytes[index + 1]) << 8 | high) / 8_388_608
        }
    }
}
