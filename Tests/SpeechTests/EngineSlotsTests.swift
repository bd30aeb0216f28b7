// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Speech

@Suite struct EngineSlotsTests {
    @Test(.timeLimit(.minutes(1))) func `no more run than there are slots, the others follow in order`() async {
        let slots = EngineSlots(count: 2)
        await slots.acquire()
        await slots.acquire()
        let order = Order()
        for number in 0..<3 {
            Task {
                await slots.acquire()
                await order.append(number)
            }
            while await slots.waiting <= number { await Task.yield() }
        }
        #expect(await order.numbers.isEmpty)
        for count in 1...3 {
            await slots.release()
            while await order.numbers.count < count { await Task.yield() }
        }
        #expect(await order.numbers == [0, 1, 2])
    }

    private actor Order {
        private(set) var numbers: [Int] = []

        func append(_ number: Int) {
            numbers.append(number)
        }
    }
}
