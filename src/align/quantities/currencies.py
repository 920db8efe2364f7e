"""Currencies: ISO 4217 codes by their Chinese names, English names and signs."""

from __future__ import annotations

from functools import cache

# code: Chinese names; English names (singular, plural understood); signs
_TABLE: tuple[tuple[str, str, str, str], ...] = (
    ("CNY", "元人民币 人民币 元 块钱 块 圆", "yuan, chinese yuan, renminbi, rmb, cny, kuai", "RMB CNY CN¥ ¥ ￥"),
    (
        "USD",
        "美元 美金 元美金",
        "dollar, us dollar, u.s. dollar, american dollar, usd, buck",
        "US$ U.S.$ U.S$ $ USD USD$",
    ),
    ("EUR", "欧元", "euro, eur", "€ EUR"),
    ("GBP", "英镑", "pound sterling, british pound, gbp, quid", "£ GBP"),
    ("JPY", "日元 日圆 日币", "yen, japanese yen, jpy", "JPY JP¥"),
    ("HKD", "港元 港币 元港币", "hong kong dollar, hkd", "HK$ HKD"),
    ("TWD", "新台币 新台币元 台币 元新台币", "new taiwan dollar, taiwan dollar, nt dollar", "NT$ TWD"),
    ("AUD", "澳元 澳大利亚元 澳币", "australian dollar, aud", "A$ AU$ AUD AUD$"),
    ("CAD", "加元 加拿大元 加币", "canadian dollar, cad", "C$ CA$ CAD"),
    ("NZD", "新西兰元 纽元 纽币", "new zealand dollar, nzd", "NZ$ NZD"),
    ("SGD", "新加坡元 新元 新币", "singapore dollar, sgd", "S$ SGD"),
    ("MOP", "澳门元 澳门币", "pataca", "MOP"),
    ("KRW", "韩元 韩圆 韩币", "won, korean won, south korean won", "₩ KRW"),
    ("INR", "卢比 印度卢比", "rupee, indian rupee, inr", "₹ INR"),
    ("RUB", "卢布", "ruble, rouble, russian ruble", "₽ RUB"),
    ("CHF", "瑞士法郎 瑞郎 法郎", "swiss franc, franc", "CHF"),
    ("THB", "泰铢 铢", "baht, thai baht", "฿ THB"),
    ("VND", "越南盾", "dong, vietnamese dong", "₫ VND"),
    ("IDR", "印尼盾 印尼卢比 盾", "indonesian rupiah, rupiah", "IDR"),
    ("MYR", "林吉特 令吉 马币", "ringgit, malaysian ringgit", "MYR"),
    ("PHP", "菲律宾比索", "philippine peso", "₱ PHP"),
    ("MXN", "墨西哥比索 比索", "mexican peso, peso", "Mex$ MXN"),
    ("BRL", "雷亚尔", "real, reais, brazilian real", "R$ BRL"),
    ("ZAR", "兰特", "rand, south african rand", "ZAR"),
    ("TRY", "土耳其里拉 里拉", "turkish lira, lira, liras", "₺ TRY"),
    ("SEK", "瑞典克朗 克朗", "swedish krona, swedish kronor, krona, kronor", "SEK"),
    ("NOK", "挪威克朗", "norwegian krone, norwegian kroner, krone, kroner", "NOK"),
    ("DKK", "丹麦克朗", "danish krone, danish kroner", "DKK"),
    ("PLN", "兹罗提", "zloty, zlotys", "PLN"),
    ("HUF", "福林", "forint", "HUF"),
    ("ILS", "谢克尔", "shekel", "₪ ILS"),
    ("SAR", "沙特里亚尔 里亚尔", "saudi riyal, riyal", "SAR"),
    ("AED", "迪拉姆", "dirham", "AED"),
    ("EGP", "埃及镑", "egyptian pound", "EGP"),
    ("NGN", "奈拉", "naira", "₦ NGN"),
    ("PKR", "巴基斯坦卢比", "pakistani rupee", "PKR"),
    ("CRC", "科朗", "costa rican colón", "₡ CRC"),
    ("NLG", "荷兰盾", "dutch guilder, guilder", "NLG"),
    ("BTC", "比特币 枚比特币", "bitcoin, btc", "₿ BTC"),
    ("cent", "美分 分钱", "cent, us cent", "¢"),
    ("penny", "便士", "penny, pence", ""),
)

# Which currencies a bare sign or word may stand for when the text does not name the country.
DOLLARS = frozenset({"USD", "HKD", "TWD", "AUD", "CAD", "NZD", "SGD"})
BARE_YUAN = frozenset({"CNY", "USD", "HKD", "TWD", "JPY", "KRW", "SGD", "MOP", "AUD", "CAD", "NZD", "EUR", "GBP"})
POUNDS = frozenset({"GBP", "EGP"})
CROWNS = frozenset({"SEK", "NOK", "DKK"})
RUPEES = frozenset({"INR", "PKR", "IDR"})
PESOS = frozenset({"MXN", "PHP"})


@cache
def zh_currencies() -> dict[str, str]:
    """Chinese names and signs to codes."""
    table: dict[str, str] = {}
    for code, zh, _, signs in _TABLE:
        for name in (*zh.split(), *signs.split()):
            table.setdefault(name, code)
    return table


@cache
def en_currencies() -> dict[str, str]:
    """English names in lower case, singular and plural, to codes."""
    table: dict[str, str] = {}
    for code, _, en, _ in _TABLE:
        for name in en.split(","):
            table[name.strip()] = code
            table.setdefault(name.strip() + "s", code)
    return table


@cache
def signs() -> dict[str, str]:
    """Signs and codes that stand before a figure or after it."""
    return {sign: code for code, _, _, row in _TABLE for sign in row.split()}
