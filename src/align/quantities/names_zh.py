"""What looks like a quantity in Chinese and is none: names, idioms, codes, list numbers."""

from __future__ import annotations

import re

# Classifiers and nouns that may follow a numeral at once; a lone Han digit is a quantity only in front of one of these.
CLASSIFIERS = frozenset(
    (
        "个 名 位 人 件 只 条 张 辆 架 艘 颗 枚 座 家 所 间 栋 幢 部 本 册 份 项 次 场 轮 届 种 类 款 台 套 支 队 批 "
        "组 对 双 户 口 头 匹 棵 株 朵 根 块 片 段 句 篇 首 幅 起 例 宗 桩 笔 门 道 步 层 楼 级 等 分 号 路 线 国 省 "
        "市 县 区 州 村 镇 城 大 代 排 列 行 页 章 节 期 任 胎 男 女 箱 瓶 杯 碗 盒 包 袋 粒 滴 束 串 堆 顶 把 盏 扇 "
        "挺 尊 发 枪 球 局 盘 票 席 集 幕 声 眼 倍 员 子 党 地 遍 趟 番 环 站 街 镑 者 岁 群 伙 帮 胞 强 周 字 词 题 "
        "处 床 室 厅 房 卷 栏 架次 人次 尾 丝 重 棒 篮 封 面 副 剂 针 管 餐 档 股 手 层楼 台套 例次 "
    ).split()
)
# A lone digit before these is part of a word, though the next character is a classifier elsewhere.
_WORDS = re.compile(
    "一(?:些|样|起|直|定|切|般|旦|致|向|律|同|共|贯|味|再|概|体|生|边|旁|度|时|流|举|带|如|经|手|心|番|面|方面|系列|连串|线|下|点(?![零一二三四五六七八九贰叁肆伍陆柒捌玖半钟])|道|部分"
    "|方|路|块儿|代|行)|百分(?!之)"
    "|[三四五六七八九]边|四川|五金|七夕|八卦|九州|三明治|三峡|三角|四处|四周|五角大楼|十分(?![之钟球0-9])|十字|百姓|百货|百分百|千方百计|千克|千瓦|千米|万一|"
    "万科|万达|万事|万象|万能|万分(?!之)|三星|三菱|三井|六安|九江|九龙|两岸|两会|两翼|两极|四大皆空|千万(?!别)(?=别|不|要)|亿万|百年好|百度|"
    "九一八(?![零〇○一二三四五六七八九])|七七事变|六四(?![零〇○一二三四五六七八九])|七零八落|一点一[点滴]|十万八千里|五四运动|五四青年|八一建军|三八妇女|三农|四环素|八达岭|八宝|九寨|三亚|三七(?![零〇○一二三四五六七八九])|五一(?![零〇○一二三四五六七八九])|十一黄金|双十一|十一假|十一长|七上八下|"
    "三三两两|五颜六色|千千万万|两两|一一(?![零〇○一二三四五六七八九])|三番|四面八方|七嘴八舌|乱七八糟|万万不|二维|三维|四维|二手|二战|一战|双11|兆头|千篇一律|有朝一日|二氧化|三氧化|四氧化|五氧化|三聚|四氯|"
    "二次元|三文鱼|四合院|四季(?!度)|三国演义|两面|两性|两难|两用|两旁|两手|百科|百合|百老汇|百慕|百事|千禧|千岛|千里马|千叶|万圣|万隆|万宝|万豪|万国|万众|万物|"
    "九泉|九霄|六神|六合|七喜|八路军|四通|五粮|五常|五岳|五行|四海|三思|再三|十足|十全|一百强|[二两三四五六七八九十]强(?!赛|之|名)"
)
# A numeral character that makes a word with the one before it: 进一步, 统一, 之一; 登陆, 队伍.
_ENDS_WORD = re.compile(
    "(?:双1|[朝]一|[进统唯之单专归任逐每某另同合划惟万如这那哪某][一]|[登大内着上水海军战空等入]陆|[队退入行军]伍|[放大自]肆|[凋飘孤归化清从为]零|日本)$"
)
_DIGITS = re.compile("[零〇○一二三四五六七八九]{4}")  # 之一九○○兆赫
_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟零"
_AFTER_FORMAL = re.compile("[时下度个名例角分元圆角分整万亿拾佰仟壹贰叁肆伍陆柒捌玖点]")
# Groups of countries are called by their number: 七国集团, 二十国集团, G-names in Chinese.
_GROUP_NAME = re.compile(r"(?:进制|面体|国集团|方(?:安全|会谈|机制|对话)|国联盟|国峰会)")
LIST_MARKS = re.compile(
    r"^[ \t]*(?:[（(] ?(?:[一二三四五六七八九十](?: ?[一二三四五六七八九十]){0,2}|\d{1,2}) ?[）)]"
    r"|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[)）、]|\.(?=\s*[^\d\s])))",
    re.MULTILINE,
)
_LABEL = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]+ $")
_BLANKS = frozenset(" \n")
_SURE = frozenset("个名位人家件项次国架艘所种座岁支")


def is_word(text: str, at: int, end: int) -> bool:
    """True when the numeral characters at ``at`` of a folded text are part of an ordinary word or a fixed name."""
    if text[at].isascii():
        return text[max(0, at - 1) : at + 1] == "双1"
    if _ENDS_WORD.search(text[max(0, at - 2) : at + 1]) and not _DIGITS.match(text, at):
        return True
    if end - at == 1 and text[at] in _FORMAL and not _AFTER_FORMAL.match(text, at + 1) and _beside_han(text, at):
        return True
    return _WORDS.match(text, at) is not None


def _beside_han(text: str, at: int) -> bool:
    """True when a letter or Han character stands on either side of one character."""
    return text[max(0, at - 1) : at].isalnum() or text[at + 1 : at + 2].isalnum()


def is_group_name(text: str, end: int) -> bool:
    """True when the numeral that ends at ``end`` names a group (七国集团)."""
    return _GROUP_NAME.match(text, end) is not None


def is_label(text: str, start: int, end: int) -> bool:
    """True when a Latin name stands just before the figure and nothing it counts after it: HondaJet 2600, CO 2."""
    if text[start - 1 : start] not in _BLANKS:
        return False
    if text[end : end + 1] and text[end : end + 2].strip()[:1] in _SURE:
        return False
    return _LABEL.search(text[max(0, start - 24) : start]) is not None
