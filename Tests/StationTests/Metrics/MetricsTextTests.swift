// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Station

/// Values become the text that Prometheus reads.
@Suite struct MetricsTextTests {
    @Test func `each metric is introduced once, with its help and its type`() {
        var text = MetricsText()
        text.add("storecast_muted", .gauge, "Whether.", 0)
        text.add("storecast_cues_total", .counter, "Cues.", by: "outcome", [("aired", 12), ("missed", 0.5)])
        #expect(
            text.text == """
                # HELP storecast_muted Whether.
                # TYPE storecast_muted gauge
                storecast_muted 0
                # HELP storecast_cues_total Cues.
                # TYPE storecast_cues_total counter
                storecast_cues_total{outcome="aired"} 12
                storecast_cues_total{outcome="missed"} 0.5

                """)
    }

    @Test func `what names may hold is escaped, and a metric without series is left out`() {
        var text = MetricsText()
        text.add("a", .gauge, "back\\slash\nline", by: "zone", [("1号\"楼\\\n", 1)])
        text.add("b", .gauge, "Nothing.", by: "zone", [])
        #expect(
            text.text == """
                # HELP a back\\\\slash\\nline
                # TYPE a gauge
                a{zone="1号\\"楼\\\\\\n"} 1

                """)
    }

    @Test(arguments: [
        (0, "0"), (-3, "-3"), (270_553_174_016, "270553174016"), (0.001, "0.001"), (1e-7, "1e-07"),
        (1.5e300, "1.5e+300"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
    ])
    func `numbers are written as Go reads them`(value: Double, expected: String) {
        var text = MetricsText()
        text.add("a", .gauge, "A.", value)
        #expect(text.text.hasSuffix("\na \(expected)\n"))
    }

    @Test func `a histogram counts what is no larger than each bound, and all of it`() {
        var histogram = Histogram(bounds: [0.01, 0.1, 1])
        for value in [0.01, 0.0100001, 0.5, 1, 7] { histogram.add(value) }
        #expect(histogram.cumulative.map(\.count) == [1, 2, 4, 5])
        var text = MetricsText()
        text.add("late_seconds", "Late.", by: "class", [("urgent", histogram)])
        #expect(
            text.text == """
                # HELP late_seconds Late.
                # TYPE late_seconds histogram
                late_seconds_bucket{class="urgent",le="0.01"} 1
                late_seconds_bucket{class="urgent",le="0.1"} 2
                late_seconds_bucket{class="urgent",le="1"} 4
                late_seconds_bucket{class="urgent",le="+Inf"} 5
                late_seconds_sum{class="urgent"} 8.5200001
                late_seconds_count{class="urgent"} 5

                """)
    }
}
