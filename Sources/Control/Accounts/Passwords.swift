// SPDX-License-Identifier: Apache-2.0
import CSodium
import Foundation

/// Passwords and tokens, by libsodium.
enum Passwords {
    /// The fewest and the most characters of a password (NIST SP 800-63B-4, 3.1.1.2: at least 8 beside a rate limit, and at
    /// least 64 allowed).
    static let length = 8...128

    /// What argon2id costs: the least that OWASP's "Password Storage Cheat Sheet" advises, 19 MiB and two passes. A small
    /// PC with the programme on it has no more to give.
    private static let passes: UInt64 = 2, memoryBytes = 19 << 20

    /// Bytes of a token: 256 bits cannot be guessed.
    private static let tokenBytes = 32

    /// libsodium is made ready once; it cannot fail but where the machine has no randomness, and then nothing can be
    /// trusted.
    private static let isReady: Void = precondition(sodium_init() >= 0, "libsodium has no source of randomness")

    /// The argon2id hash of a password with its salt and its costs; takes a tenth of a second, so call it on a thread that
    /// may wait. Nil where there is no memory for it.
    static func hash(_ password: String) -> String? {
        _ = isReady
        var hash = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
        let bytes = password.utf8.map { CChar(bitPattern: $0) }
        let code = crypto_pwhash_str_alg(
            &hash, bytes, UInt64(bytes.count), passes, memoryBytes, crypto_pwhash_alg_argon2id13())
        return code == 0 ? String(decoding: hash.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    /// Whether it is the password of a hash; takes as long as `hash`.
    static func matches(_ password: String, _ hash: String) -> Bool {
        _ = isReady
        let bytes = password.utf8.map { CChar(bitPattern: $0) }
        return crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count)) == 0
    }

    /// A secret nobody can guess, in characters that a URL and a cookie have.
    static func token() -> String {
        _ = isReady
        var bytes = [UInt8](repeating: 0, count: tokenBytes)
        randombytes_buf(&bytes, bytes.count)
        return base64URL(bytes)
    }

    /// What is kept of a token, from which it cannot be found again: BLAKE2b, with no key, or with a purpose for another
    /// secret of the same token.
    static func digest(_ token: String, purpose: String = "") -> String {
        _ = isReady
        var digest = [UInt8](repeating: 0, count: tokenBytes)
        let message = Array("\(purpose)\n\(token)".utf8)
        _ = crypto_generichash(&digest, digest.count, message, UInt64(message.count), nil, 0)
        return base64URL(digest)
    }

    /// Whether two secrets are the same, in a time that tells nothing about where they differ.
    static func areEqual(_ first: String, _ second: String) -> Bool {
        let (first, second) = (Array(first.utf8), Array(second.utf8))
        return first.count == second.count && sodium_memcmp(first, second, first.count) == 0
    }

    /// RFC 4648, section 5, without padding.
    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
