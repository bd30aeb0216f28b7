// SPDX-License-Identifier: Apache-2.0

/// Words of store announcements that voices without a dictionary of words read wrongly (多音字).
///
/// Each character of two readings is replaced by one of a single reading that sounds right, so that every Mandarin
/// voice reads it, not only one that takes pinyin. Where a longer word is read otherwise it stands here for itself.
enum BuiltInPronunciations {
    /// Those of Mandarin.
    static let chinese: [Pronunciation] = table.split(whereSeparator: \.isWhitespace).compactMap { entry in
        let words = entry.split(separator: "=")
        guard words.count == 2 else { return nil }
        return Pronunciation(written: String(words[0]), spoken: String(words[1]), language: "zh")
    }

    private static let table = """
        银行=银航 行长=航掌 分行=分航 支行=支航 商行=商航 行业=航业 行情=航情 排行=排航 各行各业=各航各业
        一行字=一航字 第一行=第一航 第二行=第二航
        重庆=虫庆 重新=虫新 重复=虫复 重阳=虫阳 重播=虫播 重温=虫温 双重=双虫
        音乐=音月 乐器=月气 乐队=月队 乐曲=月取 乐团=月团 声乐=声月 器乐=气月
        会计=快计 会计划=会计划
        店长=店掌 家长=家掌 成长=成掌 生长=生掌 增长=增掌 长辈=掌辈 长大=掌大 班长=班掌 组长=组掌 队长=队掌
        部长=部掌 会长=会掌 校长=校掌 院长=院掌 董事长=董事掌
        空调=空条 调休=条休 调整=条整 调料=条料 调味=条味 调换=条换 调节=条节
        空位=控位 空余=控余 空闲=控闲 有空=有控 有空调=有空条
        兴业=星业 新兴=新星 兴起=星起
        便宜=骈宜
        假期=驾期 放假=放驾 节假日=节驾日 寒假=寒驾 暑假=暑驾 休假=休驾 请假=请驾 长假=长驾
        归还=归环 退还=退环 还款=环款 还给=环给
        地下=第下 地点=第点 地铁=第铁 地址=第址 地方=第方 地面=第面 地板=第板 地毯=第毯 地图=第图 地区=第区
        地上=第上 当地=当第 各地=各第 本地=本第 外地=外第 产地=产第 场地=场第 目的地=目第第
        首都=首督 部分=部份 看管=刊管 看护=刊护 看守=刊守 供应=供硬
        更衣=耕衣 更换=耕换 更新=耕新 更改=耕改 更正=耕正
        理发=理珐 头发=头珐 美发=美珐 护发=护珐 洗发=洗珐 染发=染珐
        差价=插价 尽快=紧快 尽量=紧量 尽早=紧早 睡觉=睡叫 人参=人深 参与=参玉 弹力=谈力 弹性=谈性 中奖=众奖
        了解=瞭解 西藏=西葬
        """
}
