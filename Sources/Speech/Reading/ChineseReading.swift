// SPDX-License-Identifier: Apache-2.0

/// How numbers and signs are read in Chinese (数字、时间、价格、号码的读法).
enum ChineseReading {
    /// What a rule may begin with besides ASCII letters and digits.
    static let beginnings = Set("(（+-–—~～至¥$€£.&" + plateRegions)

    /// The rules, of which the first that applies counts.
    static var rules: [ReadingRule] {
        telephones + codes + dates + times + prices + shares + floors + numbers + letters
    }

    /// 3-5: from one number to another.
    private static var range: ReadingRule {
        ReadingRule(/[-–—~～至]{1,2} ?(?=[-B¥$]?[0-9])/, isNumber: false) { _, place in
            place.followsNumber ? "至" : nil
        }
    }

    private static var numbers: [ReadingRule] {
        [
            range,
            ReadingRule(/-([0-9]+(?:\.[0-9]+)?) ?(?:℃|°C|度)/) { match, _ in
                "零下" + ChineseNumerals.number(match.1) + "度"
            },
            ReadingRule(/([0-9]+(?:\.[0-9]+)?) ?(?:℃|°C)/) { match, _ in ChineseNumerals.number(match.1) + "摄氏度" },
            ReadingRule(/([1-9][0-9]?)\/([1-9][0-9]?)(?![0-9\/])/) { match, _ in
                guard let part = Int(match.1), let whole = Int(match.2), part < whole, whole <= 10 else { return nil }
                return ChineseNumerals.cardinal(match.2) + "分之" + ChineseNumerals.cardinal(match.1)
            },
            ReadingRule(/([0-9]+(?:\.[0-9]+)?) ?(kg|km|cm|mm|ml|mL|ML|g|m|L|㎡|m²)(?![A-Za-z0-9])/) { match, _ in
                units[String(match.2)].map { ChineseNumerals.quantity(match.1) + $0 }
            },
            // What begins with 0 or is very long is a name, and so are three digits and more after a letter.
            ReadingRule(/0[0-9]+(?![0-9.])|[0-9]{9,}(?![0-9])/) { match, _ in ChineseNumerals.code(match) },
            ReadingRule(/[0-9]{3,}(?![0-9])/) { match, place in
                place.before.last?.isLatinOrDigit == true ? ChineseNumerals.code(match) : nil
            },
            ReadingRule(/(2)(?=[-–—~～至][0-9]{1,2}([\p{Han}])|([\p{Han}]))/) { match, place in
                let next = match.2 ?? match.3
                guard let thing = next?.first, countedThings.contains(thing), place.before.last != "第",
                    place.before.last?.isLatinOrDigit != true
                else { return nil }
                return "两"
            },
            ReadingRule(/(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?/) { match, _ in
                ChineseNumerals.number(match)
            },
        ]
    }

    private static let units = [
        "kg": "公斤", "g": "克", "km": "公里", "m": "米", "cm": "厘米", "mm": "毫米", "ml": "毫升", "mL": "毫升",
        "ML": "毫升", "L": "升", "㎡": "平方米", "m²": "平方米",
    ]

    /// Words after a number that make 2 of them 两: measure words, and 点 of the clock; not 楼, 层, 号, 月 and 日, which
    /// are numbered, not counted.
    private static let countedThings = Set(
        "件个条位张份只双瓶盒袋箱包台套杯碗斤公次天周年小分秒点元块角人名种款家对辆间把本支根颗片粒万千亿米升克吨倍场部扇座排组岁串桶罐听枚束顶项句门封幅盘卷样刻")

    /// No English inside Chinese: Latin letters by their names, the signs between them as words.
    private static var letters: [ReadingRule] {
        [
            ReadingRule(/[A-Za-z]+/, isNumber: false) { match, _ in ChineseNumerals.code(match) },
            ReadingRule(/\.(?=[A-Za-z])/, isNumber: false) { _, place in
                place.before.last?.isLatinOrDigit == true ? "点" : nil
            },
            ReadingRule(/\ ?& ?/, isNumber: false) { _, _ in "和" },
        ]
    }
}
