// SPDX-License-Identifier: Apache-2.0

/// A name for a content that is the same in every run: FNV-1a of 128 bits
/// (https://datatracker.ietf.org/doc/draft-eastlake-fnv/).
///
/// At 128 bits two phrases or recordings of a store never share a name by chance. It is no barrier to somebody who
/// constructs such contents, but who may push one may have it heard anyway.
public enum StableHash {
    /// The hash of no bytes.
    public static let offsetBasis: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b

    /// The hash of some bytes, or of those behind others whose hash is known.
    public static func fnv1a(_ bytes: some Sequence<UInt8>, after hash: UInt128 = offsetBasis) -> UInt128 {
        bytes.reduce(hash) { hash, byte in (hash ^ UInt128(byte)) &* prime }
    }

    /// The hash of texts in their order, as 32 hexadecimal digits.
    static func hexadecimal(of texts: [String]) -> String {
        // No text can hold a zero byte that would look like the one between two texts.
        hexadecimal(fnv1a(texts.map { $0.utf8.filter { $0 != 0 } + [0] }.joined()))
    }

    /// A hash as 32 hexadecimal digits.
    public static func hexadecimal(_ hash: UInt128) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
