// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Testing

@testable import Speech

@Suite struct SpeechCacheTests {
    private let folder: EngineFixture

    init() throws {
        folder = try EngineFixture()
    }

    @Test func `beyond the limit the files not used longest are dropped, never the newest`() throws {
        let wave = EngineFixture.wave(sound: Array(repeating: 1, count: 956))
        let cache = SpeechCache(directory: folder.cacheDirectory, limitBytes: 3_000)
        for (age, name) in ["a.wav", "b.wav", "c.wav"].enumerated() {
            let path = try cache.store(wave, as: name)
            let used = timeval(tv_sec: 1_000 + age, tv_usec: 0)
            #expect(utimes(path, [used, used]) == 0)
        }
        // Being asked for makes the oldest one young.
        #expect(cache.find("a.wav") != nil)
        _ = try cache.store(wave, as: "d.wav")
        _ = try cache.store(wave, as: "e.wav")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.cacheDirectory).sorted()
        #expect(left == ["a.wav", "d.wav", "e.wav"])
        _ = try SpeechCache(directory: folder.cacheDirectory, limitBytes: 0).store(wave, as: "f.wav")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.cacheDirectory) == ["f.wav"])
    }

    @Test func `being asked for leaves the time of change, by which what was measured of a file stays true`() throws {
        let cache = SpeechCache(directory: folder.cacheDirectory, limitBytes: 3_000)
        let path = try cache.store(EngineFixture.wave(sound: [1, 2]), as: "a.wav")
        let written = timeval(tv_sec: 1_000, tv_usec: 0)
        #expect(utimes(path, [written, written]) == 0)
        #expect(cache.find("a.wav") == path)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mtim.tv_sec == 1_000)
        #expect(status.st_atim.tv_sec > 1_000)
    }

    // Test vectors of the FNV reference code.
    @Test(
        arguments: [
            ("", 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d), ("a", 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964),
            ("foobar", 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18),
        ] as [(String, UInt128)])
    func `the hash is FNV-1a`(text: String, expected: UInt128) {
        #expect(StableHash.fnv1a(text.utf8) == expected)
    }

    @Test func `texts that join to the same have different names`() {
        let names = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""]].map(StableHash.hexadecimal(of:))
        #expect(Set(names).count == 4)
        #expect(names.allSatisfy { $0.count == 32 })
    }
}
