"""Names from abroad in Chinese: which characters write them, and whether a run sounds like a Latin name.

Both are reduced to a skeleton of consonant classes (p for b and p, t for d and t, k, s for all hissing sounds,
l for l and r, f, m, n, h, w, y), in which a Chinese syllable keeps its initial and a final n or r. Vowels and
the many ways to hear one consonant drop out; what is left is compared by its longest common subsequence.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache

SOUNDS = frozenset(
    "阿埃艾爱安昂奥澳巴白拜班邦保鲍贝本比彼边别宾波伯博布蔡查察车茨慈次达大戴丹当道德登邓狄迪蒂丁顿多厄恩尔"
    "法范方菲费芬丰冯弗佛夫福富盖甘冈高戈哥格葛根贡古瓜哈海汉豪赫黑亨洪胡华怀惠霍基吉加贾简姜杰金津京君喀卡"
    "开凯坎康考柯科可克肯孔库夸奎坤拉莱兰朗劳勒雷黎李里理利莉丽立连廉良列林琳灵柳龙卢鲁路伦罗洛吕略马玛迈麦"
    "曼芒毛梅门蒙孟米密缅敏明摩莫默姆木穆拿娜纳乃奈南瑙内尼宁纽农努诺欧帕派潘庞培佩彭蓬皮匹平坡珀普奇齐乔切"
    "钦琼丘群让热仁日荣茹儒瑞若撒萨塞赛桑瑟森莎沙山珊尚绍舍申什圣施石史士舒斯丝司松苏索琐塔泰坦汤唐陶特腾提"
    "廷通图土托娃瓦万旺威韦维魏温文翁沃乌武西希锡悉席夏香肖谢辛欣休徐许雪逊雅亚延扬耶叶伊依宜因英尤约泽曾扎"
    "詹珍芝治朱兹子佐缪娅妮妲忒萝蕾薇茜妍黛露琪"
)
"""Characters that names are written with by their sound, simplified."""

_LATIN = (
    (re.compile("tch|sch|sh|ch|cz|th|zh|ts|tz|sc(?=[iey])|c(?=[iey])|j|g(?=[iey])|x|z|s|ß|ç"), "s"),
    (re.compile("ph|v|f"), "f"),
    (re.compile("ck|qu|q|c|k|g"), "k"),
    (re.compile("b|p"), "p"),
    (re.compile("d|t"), "t"),
    (re.compile("l|r"), "l"),
)
_INITIALS = {
    **dict.fromkeys(("zh", "ch", "sh", "z", "c", "s", "j", "q", "x", "r"), "s"),
    "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "l": "l", "f": "f", "w": "f", "h": "h",
    "m": "m", "n": "n", "y": "", "": "",
}  # fmt: skip
_TELLING, _LONG = 2, 4
_KEPT = re.compile("[^ptkslfmnh]")


def sounds_like(chinese: str, latin: str) -> float:
    """How alike a run of Han (simplified) and a Latin name sound, 0 to 1.

    One consonant tells nothing (0), and two or three only where they are all the same.
    """
    here, there = _heard(chinese), _written(latin)
    if min(len(here), len(there)) < _TELLING or (len(there) < _LONG and here != there):
        return 0.0
    return 2 * _common(here, there) / (len(here) + len(there))


@lru_cache(maxsize=20_000)
def _written(name: str) -> str:
    text = name.lower()
    for pattern, sound in _LATIN:
        text = pattern.sub(sound, text)
    return re.sub(r"(.)\1", r"\1", _KEPT.sub("", text.replace("w", "f")))


@lru_cache(maxsize=50_000)
def _heard(run: str) -> str:
    # Names from abroad are read character by character; the dictionary of phrases is 45 MB and 0.15 s of every check.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    initials = [row[0] for row in pinyin(run, style=Style.INITIALS, strict=False)]
    finals = [row[0] for row in pinyin(run, style=Style.FINALS, strict=False)]
    parts = []
    for initial, final in zip(initials, finals, strict=True):
        ending = "n" if final.endswith(("n", "ng")) else "l" if final == "er" else ""
        parts.append(_INITIALS.get(initial, "") + ending)
    return re.sub(r"(.)\1", r"\1", "".join(parts))


def _common(a: str, b: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        before = 0
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], before + 1 if x == y else max(row[j], row[j - 1])
    return row[-1]
