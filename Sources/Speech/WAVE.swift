// SPDX-License-Identifier: Apache-2.0

/// The RIFF WAVE container (IBM and Microsoft, Multimedia Programming Interface, 1991), as far as engines
/// write it.
enum WAVE {
    /// How many bytes `isComplete` needs of a file.
    static let headerBytes = 12

    /// An engine's WAV with true lengths: an engine that writes to a pipe cannot know them in time, and
    /// announces none or far too much. The sound then ends where the bytes end.
    ///
    /// - Returns: nil when there is no format or no sound in it.
    static func repaired(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= headerBytes, ascii("RIFF") == bytes[0..<4], ascii("WAVE") == bytes[8..<12] else {
            return nil
        }
        var format: ArraySlice<UInt8>?
        var position = headerBytes
        while position + 8 <= bytes.count {
            let name = bytes[position..<position + 4]
            let announced = Int(littleEndian32(bytes[(position + 4)...]))
            let start = position + 8
            if name == ascii("data") {
                let length = announced == 0 ? bytes.count - start : min(announced, bytes.count - start)
                return format.flatMap { wave(format: $0, sound: bytes[start..<start + length]) }
            }
            guard announced <= bytes.count - start else { return nil }
            if name == ascii("fmt ") { format = bytes[start..<start + announced] }
            // Chunks begin at even positions.
            position = start + announced + announced % 2
        }
        return nil
    }

    /// Whether nothing is heard of a repaired WAV: all its frames are the same, zero or otherwise.
    static func isSilent(_ wave: [UInt8]) -> Bool {
        // As `wave(format:sound:)` lays them out: the format behind the first 12 bytes, the sound behind the format.
        let format = headerBytes + 8
        let formatBytes = Int(littleEndian32(wave[(headerBytes + 4)...]))
        let frameBytes = max(1, Int(wave[format + 12]) | Int(wave[format + 13]) << 8)
        let sound = wave[(format + formatBytes + formatBytes % 2 + 8)...]
        return sound.indices.dropFirst(frameBytes).allSatisfy { sound[$0] == sound[$0 - frameBytes] }
    }

    /// Whether a file with this beginning is as long as it says, and so was written to its end.
    static func isComplete(header: [UInt8], fileBytes: Int) -> Bool {
        header.count >= headerBytes && ascii("RIFF") == header[0..<4]
            && Int(littleEndian32(header[4...])) + 8 == fileBytes
    }

    private static func wave(format: ArraySlice<UInt8>, sound: ArraySlice<UInt8>) -> [UInt8]? {
        guard format.count >= 16 else { return nil }
        let frameBytes = max(
            1, Int(format[format.startIndex + 12]) | Int(format[format.startIndex + 13]) << 8)
        let whole = sound.prefix(sound.count / frameBytes * frameBytes)
        guard !whole.isEmpty else { return nil }
        let body = Array("WAVE".utf8) + chunk("fmt ", format) + chunk("data", whole)
        return Array("RIFF".utf8) + bytes(UInt32(body.count)) + body
    }

    private static func chunk(_ name: String, _ content: ArraySlice<UInt8>) -> [UInt8] {
        Array(name.utf8) + bytes(UInt32(content.count)) + content
            + (content.count.isMultiple(of: 2) ? [] : [0])
    }

    private static func ascii(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

    private static func bytes(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func littleEndian32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
