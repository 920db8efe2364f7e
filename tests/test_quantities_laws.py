"""Places in laws, and odd forms: read alike however they are written, and told when they are wrong."""

from __future__ import annotations

import pytest

from align.quantities import find_quantities, pair_quantities

WELL_RENDERED = [
    ("pursuant to Article 6.1 of the Act", "依本法第六条第一项"),
    ("pursuant to Article 6, paragraph 1 of the Act", "依本法第六条第一项"),
    ("pursuant to paragraph 1 of Article 6", "依本法第六条第一项"),
    ("Article 12-1 does not apply.", "第12条之1不适用。"),
    ("Article 12-2 does not apply.", "第十二条之二不适用。"),
    ("Article 12-2, paragraph 3 does not apply.", "第十二条之二第三项不适用。"),
    ("places listed in 12.1, 12.3 and 12.5", "供第十二条第一款、第三款及第五款所列场所"),
    (
        "Articles 32.1 (1)~(5), 32.2, 33 and 38 apply.",
        "准用第三十二条第一款第一目至第五目、第二款、第三十三条及第三十八条。",
    ),
    ("Articles 90, 91, 92 and 93 apply.", "准用第九十条至第九十三条。"),
    ("equipped under Article 64", "依前条设置"),
    ("described in 76.1", "前条第一项所称"),
    ("See section 3.13 of the standard.", "见标准 3.13 节。"),
    ("a building of more than 10 storeys", "十一层以上建筑物"),
    ("a building of more than 5 and less than 11 storeys", "六层以上十层以下之建筑物"),
    ("fewer than 6 persons", "五人以下"),
    ("an area amounting up to 6,000m2 or more", "面积在六千平方公尺以上"),
    ("an area that amounts up to 6,000m2", "面积达六千平方公尺以上"),
    ("the 3 K cosmic background radiation", "宇宙3K背景辐射"),
    ("a temperature of 2.7 kelvin", "温度为2.7开"),
    ("cooled to 3 degrees above absolute zero", "冷却到绝对零度以上3K"),
    ("3,000 people", "3K人"),
    ("the 3 kelvin limit", "3K的限度"),
    ("back in the sixties", "一九六几年"),
    ("back in the 1960s", "196几年"),
    ("back in the sixties", "六十几年的时候"),
    ("The economy grew in 2016.", "2 0 1 6 年经济增长。"),
    ("not less than 0.1MΩ", "在零点一ＭΩ以上"),
    ("pages 283--303", "283--303页"),
    ("insert it when pos is -1", "当 pos 为 -1 时插入"),
    ("effective from financial year 2015", "自一百零四会计年度施行"),
    ("it shall take effect on 23 November 2009", "自九十八年十一月二十三日施行"),
    ("conforming to CNS 5127 and CNS 10522", "应符合 CNS 五一二七及 CNS 一○五二二之规定"),
    ("-5 percent to 5 percent", "负百分之五至百分之五"),
    ("between 1 and 28 February", "二月一日起至同月二十八日止"),
    ("from 2024", "自一百十三年起"),
    ("Articles 1 to 19 apply.", "准用第一条至前条之规定。"),
    ("according to Clause 22.2", "依第二项之规定"),
    ("the 1900MHz network", "之一九○○兆赫网路"),
    ("17.) Failing to note the name", "十七、未记载姓名"),
    ("(AD) Loans", "（三 十）借款"),
    ("dial 119", "拨打一一九"),
    ("the range [0,4294967295]", "区间 [0,4294967295] 内"),
    (">>> 1/3\nx\n5.6666", ">>> 1/3\nx\n5.6666"),
    ("Mon, 20 Nov 1995 19:12:08", "形如 “Mon, 20 Nov 1995 19:12:08”"),
    ("He lost all his money, little by little.", "他一点一点地输光了钱。"),
]
WRONG = [
    ("as defined in Articles 44 to 46 of the Act", "依本法第四十四条至第六十六条", "第六十六"),
    ("pursuant to Article 7.1 of the Act", "依本法第六条第一项", "第六"),
    ("pursuant to Article 6.1 of the Act", "依本法第六条第三项", "第三"),
    ("Article 6, paragraph 4", "第六条第三项", "第三"),
    ("Article 12-1 does not apply.", "第十二条之二不适用。", "二"),
    ("Article 13-2 does not apply.", "第十二条之二不适用。", "第十二"),
    ("places listed in 12.1 and 13.5", "供第十二条第一款、第三款所列场所", "13.5"),
    ("Articles 56, 68 and 59 apply.", "准用第五十六条、第五十八条及第五十九条。", "第五十八"),
    ("a building of more than 10 storeys", "十层以下建筑物", "十层"),
    ("a building of more than 10 storeys", "十二层以上建筑物", "十二层"),
    ("an area of up to 6,000m2", "面积在六千平方公尺以上", "六千平方公尺"),
    ("a temperature of 3 K", "温度为4K", "4K"),
    ("back in the seventies", "一九六几年", "一九六几年"),
    ("The economy grew in 2017.", "2 0 1 6 年经济增长。", "2 0 1 6 年"),
]


@pytest.mark.parametrize(("en", "zh"), WELL_RENDERED)
def test_what_is_well_rendered_pairs_both_ways(en: str, zh: str) -> None:
    assert pair_quantities(en, "en", zh, "zh").clean
    assert pair_quantities(zh, "zh", en, "en").clean


@pytest.mark.parametrize(("en", "zh", "told"), WRONG)
def test_what_is_wrong_is_told(en: str, zh: str, told: str) -> None:
    found = pair_quantities(en, "en", zh, "zh")
    assert told in {b.text for _, b in found.suspected} | {q.text for q in (*found.source_only, *found.target_only)}


@pytest.mark.parametrize(
    ("text", "lang", "parts"),
    [
        ("Article 12.1", "en", ["12", "1"]),
        ("Article 12-15", "en", ["12", "15"]),
        ("Articles 3.1 and 4.2", "en", ["3", "1", "4", "2"]),
        ("第十二条之一第二项", "zh", ["第十二", "一", "第二"]),
        ("第12条之一", "zh", ["第12", "一"]),
        ("第12条之一定要求", "zh", ["第12"]),
        ("12.1 percent", "en", []),
        ("第三届", "zh", []),
    ],
)
def test_a_place_in_a_law_is_read_part_by_part(text: str, lang: str, parts: list[str]) -> None:
    assert [q.text for q in find_quantities(text, lang) if q.unit == "reference"] == parts
