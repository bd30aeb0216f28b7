// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import Testing

@testable import Station

/// What hangs holds up nobody for longer than they have patience.
@Suite struct InquiryTests {
    @Test func `an answer is given to all who ask meanwhile, and asked for once`() async {
        let count = Mutex(0)
        let gate = DispatchSemaphore(value: 0)
        let inquiry = Inquiry<Int>(patience: .seconds(60)) {
            gate.wait()
            return count.withLock { count in
                count += 1
                return count
            }
        }
        async let first = inquiry.answer()
        async let second = inquiry.answer()
        gate.signal()
        // Whether the second asked before or after the first was answered, nobody waits for ever.
        gate.signal()
        let answers = await [first, second].compactMap { $0 }
        #expect(answers.count == 2)
        #expect(count.withLock { $0 } <= 2)
    }

    @Test func `what hangs is given up, asked no second time meanwhile, and asked again once it is back`() async {
        let asked = Mutex(0)
        let gate = DispatchSemaphore(value: 0)
        let inquiry = Inquiry<Bool>(patience: .milliseconds(50)) {
            asked.withLock { $0 += 1 }
            gate.wait()
            return true
        }
        #expect(await inquiry.answer() == nil)
        #expect(await inquiry.answer() == nil)
        #expect(asked.withLock { $0 } <= 1, "a busy machine may not have begun to ask")
        gate.signal()
        gate.signal()
        var answer: Bool?
        // The one that hung may be answered first.
        for _ in 0..<1_000 where answer == nil { answer = await inquiry.answer() }
        #expect(answer == true)
    }

    @Test func `the room of a disk is known, and of none where there is no folder`() {
        let room = DiskRoom(of: NSTemporaryDirectory())
        #expect((room?.size ?? 0) > 0 && (room?.free ?? -1) >= 0)
        #expect(DiskRoom(of: "/no/such/folder") == nil)
    }
}
