// SPDX-License-Identifier: Apache-2.0
import CZlib
import HTTPTypes
import Hummingbird

/// Packs what browsers unpack by themselves (RFC 1952), by zlib.
enum Gzip {
    /// The largest window and memory that deflate has, and a gzip head around it: 32 KiB, and 256 KiB while it packs.
    private static let windowBits: CInt = 15 + 16, memoryLevel: CInt = 9

    /// Bytes, packed as small as can be; nil where that makes them no smaller, or there is no memory for it.
    static func pack(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        var stream = z_stream()
        let began = deflateInit2_(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            CInt(MemoryLayout<z_stream>.size))
        guard began == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let room = Int(deflateBound(&stream, uLong(bytes.count)))
        let packed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            stream.next_in = bytes.bindMemory(to: Bytef.self).baseAddress
            stream.avail_in = uInt(bytes.count)
            stream.next_out = buffer.baseAddress
            stream.avail_out = uInt(room)
            count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
        }
        return packed.isEmpty || packed.count >= bytes.count ? nil : packed
    }

    /// Whether whoever asks unpacks it (RFC 9110, 12.5.3).
    static func isAccepted(by request: Request) -> Bool {
        for field in request.headers[values: .acceptEncoding] {
            for coding in field.lowercased().split(separator: ",") {
                let parts = coding.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
                guard let name = parts.first, ["gzip", "x-gzip", "*"].contains(name) else { continue }
                let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
                return weight != 0
            }
        }
        return false
    }
}
