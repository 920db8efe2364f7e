"""One spelling for scanning: half-width and simplified, every character still at its own offset.

Only the vocabulary of quantities is simplified; the document's text is never changed.
"""

from __future__ import annotations

from functools import cache

_TRADITIONAL = (
    "萬億兩點負貳貮參叄陸壹幾數餘個鐘鍾時後週號歲塊圓幣鎊盧韓馬噸錢裡裏吋寸華攝層輛顆張條間棟隻雙對場輪屆種類項組戶頭樓級"
    "國縣區鎮畝頃達過約將進於從內總僅許隊筆門紀禮曆財節來長減漲擴歐澳臺銖蘭紐開爾萊頂聲電據間處線關單從遠倫億兆為與較讓剛滿"
    "邊後圍僅僱員噸磅盎瑪維費務業創這會議際機經該當說們動員學無寧現發專價額營運車廠產設費隨還傷侖罰製從歳零"
)
_SIMPLIFIED = (
    "万亿两点负贰贰叁叁陆一几数余个钟钟时后周号岁块圆币镑卢韩马吨钱里里寸寸华摄层辆颗张条间栋只双对场轮届种类项组户头楼级"
    "国县区镇亩顷达过约将进于从内总仅许队笔门纪礼历财节来长减涨扩欧澳台铢兰纽开尔莱顶声电据间处线关单从远伦亿兆为与较让刚满"
    "边后围仅雇员吨磅盎玛维费务业创这会议际机经该当说们动员学无宁现发专价额营运车厂产设费随还伤仑罚制从岁零"
)
# Marks that differ only in width or make; the ideographic comma and full stop stay, they part figures.
_MARKS = {
    0x3000: " ",
    0xA0: " ",
    0x2009: " ",
    0x202F: " ",
    0x2212: "-",
    0x2013: "–",
    0xFF0C: "，",
    0xFE63: "-",
    0x301C: "~",
}


@cache
def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table.update({ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if old != new})
    table.update(_MARKS)
    return table


def fold(text: str) -> str:
    """The text in half-width, simplified spelling; same length, same offsets."""
    return text.translate(_table())


_WIDTHS = {0xA0: " ", 0x2009: " ", 0x202F: " ", 0x2212: "-", 0x2010: "-", 0x2011: "-", 0x2019: "'"}


def fold_en(text: str) -> str:
    """English text with the makes of spaces, hyphens and apostrophes that stand in figures made one; same length."""
    return text.translate(_WIDTHS)
