// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Speech

@Suite struct ChineseReadingTests {
    private let reader = TextReader(language: "zh")

    private func expect(_ written: String, _ spoken: String) {
        #expect(reader.words(for: written) == spoken, "\(written)")
    }

    @Test(arguments: [
        ("请拨打13800138000", "请拨打幺三八，零零幺三，八零零零"),
        ("138 0013 8000", "幺三八，零零幺三，八零零零"),
        ("+86 138-0013-8000", "幺三八，零零幺三，八零零零"),
        ("０５７１－８７６５４３２１", "零五七幺，八七六五，四三二幺"),
        ("(010) 6543 2100", "零幺零，六五四三，二幺零零"),
        ("021-58881234转8001", "零二幺，五八八八，幺二三四，转，八零零幺"),
        ("021-58881234-801", "零二幺，五八八八，幺二三四，转，八零幺"),
        ("热线400-820-8820", "热线四零零，八二零，八八二零"),
        ("4008208820", "四零零，八二零，八八二零"),
        ("400-8820-820", "四零零，八八二零，八二零"),
        ("800 810 1234转6", "八零零，八幺零，幺二三四，转，六"),
        ("电话：87654321", "电话：八七六五，四三二幺"),
        ("投诉请拨打12315。", "投诉请拨打幺二三幺五。"),
        ("火警请拨119", "火警请拨幺幺九"),
    ])
    func `telephone numbers are read digit by digit, in groups`(written: String, spoken: String) {
        expect(written, spoken)
    }

    @Test(arguments: [
        ("14:30", "十四点三十分"), ("9:05", "九点零五分"), ("10:00", "十点整"), ("２：００", "两点整"), ("02:02", "两点零二分"),
        ("0:00", "零点整"), ("24:00", "二十四点整"), ("08:30:15", "八点三十分十五秒"), ("2点半", "两点半"), ("12点", "十二点"),
        ("10:00-22:00", "十点至二十二点"), ("9:30—21:30", "九点三十分至二十一点三十分"), ("上午9:00到12:00", "上午九点到十二点"),
        ("25:00", "二十五:零零"),
    ])
    func `times are read as an announcer says them`(written: String, spoken: String) {
        expect(written, spoken)
    }

    @Test(arguments: [
        ("2026-11-21", "二零二六年十一月二十一日"), ("2026/1/2", "二零二六年一月二日"), ("2026年11月21日", "二零二六年十一月二十一日"),
        ("11月21日", "十一月二十一日"), ("2月2号", "二月二号"), ("11月1日-11月11日", "十一月一日至十一月十一日"),
        ("11月21日-25日", "十一月二十一日至二十五日"), ("5-7月", "五至七月"), ("2025-2026年", "二零二五至二零二六年"),
    ])
    func `dates`(written: String, spoken: String) {
        expect(written, spoken)
    }

    @Test(arguments: [
        ("¥19.90", "十九元九角"), ("19.9元", "十九元九角"), ("￥１９．９５", "十九元九角五分"), ("19.05元", "十九元零五分"), ("0.5元", "五角"),
        ("¥0.05", "五分"), ("0元", "零元"), ("2元", "两元"), ("2.2元", "两元两角"), ("¥1,299", "一千二百九十九元"), ("3万元", "三万元"),
        ("¥99元", "九十九元"), ("10-20元", "十至二十元"), ("满200元减50元", "满二百元减五十元"), ("$5.5", "五点五美元"), ("HK$20", "二十港元"),
        ("3.5元/斤", "三元五角每斤"), ("¥2/个", "两元每个"), ("1.234元", "一点二三四元"), ("9块9", "九元九"),
    ])
    func `prices are read as their ticket is read aloud`(written: String, spoken: String) {
        expect(written, spoken)
    }

    @Test(arguments: [
        ("50%", "百分之五十"), ("7.5％", "百分之七点五"), ("30-50%", "百分之三十至百分之五十"), ("30%-50%", "百分之三十至百分之五十"), ("5‰", "千分之五"),
        ("7.5折", "七五折"), ("75折", "七五折"), ("8折", "八折"), ("5-8折", "五至八折"),
    ])
    func `percentages and discounts`(written: String, spoken: String) {
        expect(written, spoken)
    }

    @Test(arguments: [
        ("B1", "负一层"), ("B2层停车场", "负二层停车场"), ("B1楼", "负一楼"), ("B1F", "负一层"), ("-1楼", "负一楼"), ("3F", "三楼"), ("3楼", "三楼"),
        ("2楼", "二楼"), ("12层", "十二层"), ("B1-3F", "负一层至三楼"), ("1-2楼", "一至二楼"), ("维生素B1", "维生素必一"), ("AB1", "诶必一"),
    ])
    func `floors`(written: String, spoken: String) {
        expect(written, spoken)
    }

    @Test(arguments: [
        ("京A·12345", "京诶，幺二三四五"), ("沪AD12345", "沪诶，弟幺二三四五"), ("浙A8B66学", "浙诶，八必六六学"), ("藏A12345", "葬诶，幺二三四五"),
        ("订单号：A1024-07", "订单号：诶幺零二四，零七"), ("尾号 0016", "尾号 零零幺六"), ("301号房", "三零幺号房"), ("No.5", "五号"),
        ("110105199001011234", "幺幺零幺零五，幺九九零零幺零幺，幺二三四"), ("A102柜台", "诶幺零二柜台"), ("123456789012", "幺二三四五六七八九零幺二"),
    ])
    func `plates, orders and identities are read sign by sign`(written: String, spoken: String) {
        expect(written, spoken)
    }

    @Test(arguments: [
        ("2件", "两件"), ("2-3件", "两至三件"), ("12件", "十二件"), ("第2件", "第二件"), ("第1名", "第一名"), ("2个月", "两个月"),
        ("2026", "两千零二十六"),
        ("10", "十"), ("110件", "一百一十件"), ("10010", "一万零一十"), ("105000", "十万五千"), ("100500", "十万零五百"),
        ("1,0000", "一,零零零零"),
        ("20,000", "两万"), ("100000000", "幺零零零零零零零零"), ("3.14", "三点一四"), ("500g", "五百克"), ("1.5L", "一点五升"),
        ("2kg", "两公斤"),
        ("1/2", "二分之一"), ("-5℃", "零下五度"), ("10-15℃", "十至十五摄氏度"), ("0", "零"), ("1.", "一."),
    ])
    func `quantities`(written: String, spoken: String) {
        expect(written, spoken)
    }

    @Test(arguments: [
        ("VIP会员", "维爱披会员"), ("T恤", "提恤"), ("A区", "诶区"), ("www.jl.cn", "达不溜达不溜达不溜点杰艾勒点西恩"), ("H&M", "艾尺和艾姆"),
        ("ｋtv", "开提维"),
    ])
    func `there is no English inside Chinese: letters are read by their names`(written: String, spoken: String) {
        expect(written, spoken)
    }

    @Test(arguments: ["各位顾客 | 请注意 || 谢谢您的*光临*", "一楼服务台，请您稍等。", "😀 é — （欢迎）", "", " "])
    func `what no rule knows stays as it is`(text: String) {
        expect(text, text)
    }

    @Test(arguments: [
        ("特价*19.9*元 | 电话13800138000", "特价*十九点九*元 | 电话幺三八，零零幺三，八零零零"),
        ("*¥5*||*B1*", "*五元*||*负一层*"),
    ])
    func `marks stay where they are`(written: String, spoken: String) {
        expect(written, spoken)
    }
}
