// SPDX-License-Identifier: Apache-2.0

extension ChineseReading {
    private static let telephoneWords = [
        "电话", "热线", "拨打", "致电", "请拨", "手机号", "号码", "传真", "报警", "专线", "分机", "转", "内线", "短号",
    ]

    private static func groups(_ groups: Substring?...) -> String {
        groups.compactMap { $0 }.map(ChineseNumerals.code).joined(separator: "，")
    }

    private static func withExtension(_ words: String, _ number: Substring?) -> String {
        number.map { words + "，转，" + ChineseNumerals.code($0) } ?? words
    }

    /// Telephone numbers, in the groups in which people say them.
    static var telephones: [ReadingRule] {
        [
            // An identity number: 18 digits, the last may be an X.
            ReadingRule(/[1-9][0-9]{5}([0-9]{8})[0-9]{3}[0-9Xx](?![0-9A-Za-z])/, isNumber: false) { match, _ in
                groups(match.0.prefix(6), match.1, match.0.suffix(4))
            },
            ReadingRule(/(?:\+?86[- ]?)?(1[3-9][0-9])[- ]?([0-9]{4})[- ]?([0-9]{4})(?![0-9])/, isNumber: false) {
                match, _ in groups(match.1, match.2, match.3)
            },
            ReadingRule(
                /([48]00)(?:[- ]?([0-9]{3})[- ]?([0-9]{4})|[- ]([0-9]{4})[- ]([0-9]{3}))(?![0-9])(?:(?:-|转)([0-9]{1,6}))?/,
                isNumber: false
            ) { match, _ in
                withExtension(groups(match.1, match.2 ?? match.4, match.3 ?? match.5), match.6)
            },
            ReadingRule(
                /(?:\+?86[- ]?)?[(（]?(0[0-9]{2,3})[)）]?[- ]?([0-9]{3,4})[- ]?([0-9]{4})(?![0-9])(?:(?:-|转)([0-9]{1,6}))?/,
                isNumber: false
            ) { match, _ in withExtension(groups(match.1, match.2, match.3), match.4) },
            ReadingRule(
                /([0-9]{3,4})(?:[- ]?([0-9]{4}))?(?![0-9元块折件台部个名人次位%年月]|\.[0-9])(?:(?:-|转)([0-9]{1,6}))?/,
                isNumber: false
            ) {
                match, place in
                guard place.follows(telephoneWords) else { return nil }
                return withExtension(groups(match.1, match.2), match.3)
            },
            ReadingRule(/[0-9]{5,6}(?![0-9元块折件台部个名人次位%]|\.[0-9])/, isNumber: false) { match, place in
                place.follows(telephoneWords) ? ChineseNumerals.code(match) : nil
            },
        ]
    }

    /// What the plate of a car begins with: the provinces, embassies, and 临 for a provisional one.
    static let plateRegions = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使临"

    private static let codeWords = [
        "单号", "订单", "编号", "证号", "证件号", "身份证", "尾号", "卡号", "会员号", "取件码", "取货码", "验证码", "密码",
        "工号", "流水号", "票号", "货号", "款号", "车牌", "车牌号", "包厢", "房间", "柜号", "车位", "型号",
    ]

    /// What is a name and no count: plates, numbers of orders and rooms.
    static var codes: [ReadingRule] {
        [
            ReadingRule(
                /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使临])([A-Z])[·•・.\- ]?([A-Z0-9]{5,6}|[A-Z0-9]{4}(?=[挂学警港澳领]))(?![A-Za-z0-9])/,
                isNumber: false
            ) { match, _ in
                guard match.3.contains(where: \.isNumber) else { return nil }
                // 藏 as in 西藏; voices read it as in 收藏.
                let region = match.1 == "藏" ? "葬" : match.1
                return region + ChineseNumerals.code(match.2) + "，" + ChineseNumerals.code(match.3)
            },
            ReadingRule(/[A-Za-z]{0,4}[0-9][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*/, isNumber: false) { match, place in
                place.follows(codeWords)
                    ? match.split(separator: "-").map(ChineseNumerals.code).joined(separator: "，") : nil
            },
            ReadingRule(/[Nn][Oo]\. ?([0-9]+)/) { match, _ in ChineseNumerals.cardinal(match.1) + "号" },
            // Rooms and counters; a small number is that of a door.
            ReadingRule(/([0-9]{3,})(?=号(?:房|室|厅|柜|店|桌|车|铺|楼)|室|房)/) { match, _ in
                ChineseNumerals.code(match.1)
            },
        ]
    }

    /// Floors: B1 is below the ground. 负 rather than 地下: some voices read 地 as the particle.
    static var floors: [ReadingRule] {
        [
            ReadingRule(/(?:B|-)([1-9])(?![0-9A-Za-z.%])(?:F|层|楼)?/) { match, place in
                // Not the B1 of 维生素B1, and no minus.
                guard place.before.last?.isLatinOrDigit != true, !place.before.hasSuffix("素"),
                    match.0.hasPrefix("B") || "层楼".contains(match.0.last ?? " ")
                else { return nil }
                return "负" + ChineseNumerals.cardinal(match.1) + (match.0.hasSuffix("楼") ? "楼" : "层")
            },
            ReadingRule(/(?:B|-)([1-9])F(?![0-9A-Za-z])/) { match, place in
                place.before.last?.isLatinOrDigit == true ? nil : "负" + ChineseNumerals.cardinal(match.1) + "层"
            },
            ReadingRule(/([0-9]{1,3})[Ff](?![0-9A-Za-z])(?:层|楼)?/) { match, _ in
                ChineseNumerals.cardinal(match.1) + "楼"
            },
            ReadingRule(/([0-9]{1,3})(?=[层楼])/) { match, _ in ChineseNumerals.cardinal(match.1) },
        ]
    }
}
