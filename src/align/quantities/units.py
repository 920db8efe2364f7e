"""Units of measure and of time: their names in both languages, and how they convert.

A unit belongs to a dimension; two values of one dimension compare through their factors. Units of one name
in two dimensions (度, pound, m) are told apart by what stands around them, or left open for the comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its canonical name, its dimension, and how many of the dimension's base units it holds."""

    name: str
    dimension: str
    factor: Fraction
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()  # the singular; a plural in -s is understood
    symbols: tuple[str, ...] = ()  # written exactly so, in either language


def _unit(name: str, dimension: str, factor: str, zh: str = "", en: str = "", symbols: str = "") -> Unit:
    names = tuple(part.strip() for part in en.split(",") if part.strip()) or (name,)
    return Unit(name, dimension, Fraction(factor), tuple(zh.split()), names, tuple(symbols.split()))


UNITS: tuple[Unit, ...] = (
    # length, in metres
    _unit("nanometer", "length", "1/1000000000", "纳米 奈米", "nanometer, nanometre", "nm"),
    _unit("micrometer", "length", "1/1000000", "微米", "micrometer, micrometre, micron", "μm µm um"),
    _unit("millimeter", "length", "1/1000", "毫米 公厘", "millimeter, millimetre", "mm"),
    _unit("centimeter", "length", "1/100", "厘米 公分", "centimeter, centimetre", "cm"),
    _unit("meter", "length", "1", "米 公尺", "meter, metre", "m"),
    _unit("kilometer", "length", "1000", "公里 千米", "kilometer, kilometre", "km KM"),
    _unit("inch", "length", "127/5000", "英寸 吋 英吋", "inch, inches", "in"),
    _unit("foot", "length", "381/1250", "英尺 呎", "foot, feet", "ft"),
    _unit("yard", "length", "1143/1250", "码", "yard", "yd yds"),
    _unit("mile", "length", "201168/125", "英里 哩", "mile", "mi"),
    _unit("nautical mile", "length", "1852", "海里 浬", "nautical mile", "nmi"),
    _unit("li", "length", "500", "里 华里", "li"),
    _unit("zhang", "length", "10/3", "丈", "zhang"),
    _unit("chi", "length", "1/3", "尺", "chi"),
    _unit("cun", "length", "1/30", "寸", "cun"),
    _unit("light year", "length", "9460730472580800", "光年", "light year, light-year"),
    _unit("astronomical unit", "length", "149597870700", "天文单位", "astronomical unit"),
    # area, in square metres
    _unit("square millimeter", "area", "1/1000000", "平方毫米", "square millimeter, square millimetre", "mm² mm2"),
    _unit("square centimeter", "area", "1/10000", "平方厘米", "square centimeter, square centimetre", "cm² cm2"),
    _unit("square meter", "area", "1", "平方米 平米 平方公尺", "square meter, square metre, sq m, sqm", "m² m2 ㎡"),
    _unit(
        "square kilometer",
        "area",
        "1000000",
        "平方公里 平方千米",
        "square kilometer, square kilometre, sq km, square km",
        "km² km2 ㎢",
    ),
    _unit("hectare", "area", "10000", "公顷", "hectare", "ha"),
    _unit("mu", "area", "2000/3", "亩", "mu"),
    _unit("square foot", "area", "145161/1562500", "平方英尺 平方呎", "square foot, square feet, sq ft", "ft² ft2"),
    _unit("square mile", "area", "40468564224/15625", "平方英里", "square mile, sq mi", "mi² mi2"),
    _unit("acre", "area", "316160658/78125", "英亩", "acre"),
    _unit("ping", "area", "400/121", "坪", "ping"),
    # volume, in litres
    _unit(
        "milliliter",
        "volume",
        "1/1000",
        "毫升 西西 立方厘米",
        "milliliter, millilitre, cubic centimeter, cubic centimetre",
        "ml mL cc cm³ cm3",
    ),
    _unit("liter", "volume", "1", "升 公升", "liter, litre", "L l"),
    _unit("cubic meter", "volume", "1000", "立方米 立方公尺", "cubic meter, cubic metre", "m³ m3"),
    _unit(
        "cubic kilometer", "volume", "1000000000000", "立方公里 立方千米", "cubic kilometer, cubic kilometre", "km³ km3"
    ),
    _unit("gallon", "volume", "473176473/125000000", "加仑", "gallon", "gal"),
    _unit("barrel", "volume", "9936705933/62500000", "桶", "barrel", "bbl"),
    _unit("cubic foot", "volume", "442261/15625", "立方英尺", "cubic foot, cubic feet", "ft³ ft3"),
    _unit("pint", "volume", "473176473/1000000000", "品脱", "pint"),
    _unit("quart", "volume", "473176473/500000000", "夸脱", "quart"),
    _unit("fluid ounce", "volume", "473176473/16000000000", "液盎司 液量盎司", "fluid ounce, fl oz", ""),
    _unit("teaspoon", "volume", "1/200", "茶匙", "teaspoon", "tsp"),
    _unit("tablespoon", "volume", "3/200", "汤匙", "tablespoon", "tbsp"),
    # mass, in kilograms
    _unit("microgram", "mass", "1/1000000000", "微克", "microgram, microgramme", "μg µg mcg"),
    _unit("milligram", "mass", "1/1000000", "毫克", "milligram, milligramme", "mg"),
    _unit("gram", "mass", "1/1000", "克 公克", "gram, gramme", "g"),
    _unit("kilogram", "mass", "1", "公斤 千克", "kilogram, kilogramme, kilo", "kg KG"),
    _unit("metric ton", "mass", "1000", "公吨", "metric ton, metric tonne, tonne"),
    _unit("ton", "mass", "1000", "吨", "ton", "t"),
    _unit("jin", "mass", "1/2", "斤 市斤", "jin, catty, catties"),
    _unit("liang", "mass", "1/20", "两", "liang, tael"),
    _unit("pound", "mass", "45359237/100000000", "磅", "pound", "lb lbs"),
    _unit("ounce", "mass", "45359237/1600000000", "盎司", "ounce", "oz"),
    _unit("carat", "mass", "1/5000", "克拉", "carat"),
    # energy, in joules; power, in watts
    _unit("joule", "energy", "1", "焦耳", "joule", "J"),
    _unit("kilojoule", "energy", "1000", "千焦", "kilojoule", "kJ"),
    _unit("calorie", "energy", "523/125", "卡 卡路里", "calorie", "cal"),
    _unit("kilocalorie", "energy", "4184", "千卡 大卡", "kilocalorie", "kcal"),
    _unit("kilowatt hour", "energy", "3600000", "千瓦时 千瓦小时", "kilowatt hour, kilowatt-hour", "kWh KWh kwh KWH"),
    _unit("megawatt hour", "energy", "3600000000", "兆瓦时", "megawatt hour, megawatt-hour", "MWh"),
    _unit("gigawatt hour", "energy", "3600000000000", "吉瓦时", "gigawatt hour, gigawatt-hour", "GWh"),
    _unit("terawatt hour", "energy", "3600000000000000", "太瓦时", "terawatt hour, terawatt-hour", "TWh"),
    _unit("watt", "power", "1", "瓦 瓦特", "watt", "W"),
    _unit("kilowatt", "power", "1000", "千瓦", "kilowatt", "kW KW kw"),
    _unit("megawatt", "power", "1000000", "兆瓦 百万瓦", "megawatt", "MW"),
    _unit("gigawatt", "power", "1000000000", "吉瓦 十亿瓦", "gigawatt", "GW"),
    _unit("terawatt", "power", "1000000000000", "太瓦", "terawatt", "TW"),
    _unit("horsepower", "power", "745.69987", "马力 匹马力", "horsepower", "hp"),
    # data, in bits
    _unit("bit", "data", "1", "比特 位", "bit"),
    _unit("byte", "data", "8", "字节", "byte"),
    _unit("kilobyte", "data", "8000", "千字节", "kilobyte", "KB kB"),
    _unit("megabyte", "data", "8000000", "兆字节", "megabyte", "MB"),
    _unit("gigabyte", "data", "8000000000", "吉字节", "gigabyte", "GB"),
    _unit("terabyte", "data", "8000000000000", "太字节", "terabyte", "TB"),
    _unit("megabit", "data", "1000000", "兆比特", "megabit", "Mb Mbps"),
    _unit("gigabit", "data", "1000000000", "吉比特", "gigabit", "Gb Gbps"),
    # temperature and angle: no factors, the zero points differ
    _unit(
        "celsius",
        "temperature",
        "1",
        "摄氏度 摄氏° ℃ °C",
        "degree celsius, degree centigrade, deg celsius, celsius, celcius,"
        " centigrade, centigrate, degree c, celsius degree",
        "℃ °C",
    ),
    _unit(
        "fahrenheit",
        "temperature",
        "1",
        "华氏度 华氏° ℉ °F",
        "degree fahrenheit, deg fahrenheit, fahrenheit, farenheit, degree f",
        "℉ °F",
    ),
    _unit("kelvin", "temperature", "1", "开尔文 开氏度 开", "kelvin, degree kelvin, degrees kelvin", "K"),
    _unit("degree", "angle", "1", "度 °", "degree, deg", "°"),
    # others
    _unit("hertz", "frequency", "1", "赫兹 赫", "hertz", "Hz"),
    _unit("kilohertz", "frequency", "1000", "千赫 千赫兹", "kilohertz", "kHz"),
    _unit("megahertz", "frequency", "1000000", "兆赫 兆赫兹 百万赫 百万赫兹", "megahertz", "MHz"),
    _unit("gigahertz", "frequency", "1000000000", "吉赫 吉赫兹", "gigahertz", "GHz"),
    _unit("ohm", "resistance", "1", "欧姆", "ohm", "Ω"),
    _unit("kilohm", "resistance", "1000", "千欧 千欧姆", "kilohm, kiloohm", "kΩ KΩ"),
    _unit("megohm", "resistance", "1000000", "兆欧 兆欧姆", "megohm, megaohm", "MΩ"),
    _unit("volt", "voltage", "1", "伏 伏特", "volt", "V"),
    _unit("kilovolt", "voltage", "1000", "千伏", "kilovolt", "kV KV"),
    _unit("ampere", "current", "1", "安培", "ampere, amp"),
    _unit("decibel", "level", "1", "分贝", "decibel", "dB"),
    _unit("pixel", "image", "1", "像素", "pixel"),
    _unit("megapixel", "image", "1000000", "百万像素", "megapixel", "MP"),
    _unit("hectopascal", "pressure", "100", "百帕", "hectopascal", "hPa"),
    _unit("millibar", "pressure", "100", "毫巴", "millibar", "mbar mb"),
    _unit("knot", "speed", "0.514444", "节", "knot", "kt kn"),
    _unit("turn", "turn", "1", "", "turn"),
    _unit("basis point", "basis point", "1", "基点 个基点", "basis point", "bp bps"),
    # time, in seconds; and calendar time, in months: the two do not convert
    _unit("millisecond", "time", "1/1000", "毫秒", "millisecond", "ms"),
    _unit("second", "time", "1", "秒 秒钟", "second, sec", "s"),
    _unit("minute", "time", "60", "分钟", "minute, min", "min"),
    _unit("hour", "time", "3600", "小时 钟头 个小时 个钟头 个钟", "hour, hr", "h hr hrs"),
    _unit("day", "time", "86400", "天 昼夜", "day"),
    _unit("week", "time", "604800", "周 星期 礼拜 个星期 个礼拜 个周", "week"),
    _unit("month", "calendar", "1", "个月", "month"),
    _unit("quarter", "calendar", "3", "季度 个季度 季", "quarter"),
    _unit("year", "calendar", "12", "年 岁 周岁 周年 载 个年头 年间", "year, yr"),
    _unit("decade", "calendar", "120", "个十年", "decade"),
    _unit("century", "calendar", "1200", "个世纪", "century, centuries"),
    _unit("light second", "distance", "1", "光秒", "light second"),
)

DURATIONS = frozenset(unit.name for unit in UNITS if unit.dimension in {"time", "calendar"})

# Compound units that have a word of their own.
RATES_EN = {
    "mph": ("mile", "hour"),
    "kph": ("kilometer", "hour"),
    "kmph": ("kilometer", "hour"),
    "kmh": ("kilometer", "hour"),
}
PER_ZH = {"每小时": "hour", "时速": "hour", "每秒": "second", "每秒钟": "second", "秒速": "second", "每分钟": "minute"}


@cache
def by_name() -> dict[str, Unit]:
    """Every unit by its canonical name."""
    return {unit.name: unit for unit in UNITS}


@cache
def zh_units() -> dict[str, Unit]:
    """Chinese names and the symbols, as they stand in a text."""
    table = {symbol: unit for unit in UNITS for symbol in unit.symbols}
    table.update({name: unit for unit in UNITS for name in unit.zh})
    return table


@cache
def en_units() -> dict[str, Unit]:
    """English names in lower case, singular and plural, words separated by one space."""
    table: dict[str, Unit] = {}
    for unit in UNITS:
        for name in unit.en:
            table[name] = unit
            table.setdefault(name + "s", unit)
    for name, singular in (
        ("degrees celsius", "celsius"),
        ("degrees centigrade", "celsius"),
        ("degrees c", "celsius"),
        ("degrees fahrenheit", "fahrenheit"),
        ("degrees f", "fahrenheit"),
    ):
        table[name] = by_name()[singular]
    return table


@cache
def symbols() -> dict[str, Unit]:
    """Symbols as written: case counts (MB is not Mb)."""
    return {symbol: unit for unit in UNITS for symbol in unit.symbols}


def base(unit: str) -> tuple[str, Fraction]:
    """Dimension and factor of a unit name, compound ones ("kilometer/hour") included; unknown names stand alone."""
    over, _, under = unit.partition("/")
    known = by_name()
    if over not in known or (under and under not in known):
        return unit, Fraction(1)
    top = known[over]
    if not under:
        return top.dimension, top.factor
    bottom = known[under]
    return f"{top.dimension}/{bottom.dimension}", top.factor / bottom.factor
