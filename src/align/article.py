"""The article in a saved page: what to keep, what to drop, and why.

No site is known by name. Every line gets a weight: text that reads like sentences of the article's language
counts for it by its length; short lines without a full stop, lines in another language, lines that come again
and again, mostly links, consent vocabulary and what the format calls navigation count against it. The body is
the run of lines with the greatest sum; the title is looked for just above. A text without markup that opens or ends
with no more than a few short lines keeps them: title, author, headings with their numbers, signature. Inside the run
nothing is dropped but what the format itself marks or what is mostly links: a doubtful line stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from align.errors import TextError
from align.languages import Script, script_of, wrong_side
from align.page import Page, PageLine

_SENTENCE = re.compile(r"[.。!！?？…;；:：][\"”’」』）)\]】]*$")
_WORD = re.compile(r"[^\W\d_]{2}")
_CONSENT = re.compile(
    r"cookies?\b|\bconsent\b|\bprivacy (?:policy|settings|preferences)|\baccept all\b|\bthird[- ]part(?:y|ies)\b|"
    r"同意|隐私|隱私|偏好|接受全部|浏览器|瀏覽器|第三方",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"©|\(c\) \d{4}|\ball rights reserved\b|版权所有|版權所有|转载请|轉載請|^\W*责任?编辑|^\W*編輯", re.I
)
_SHORT_LINE = "short line outside of the article"
_LONG = 80
_SHORT_LINE_COST = 12.0
_TITLE_LINES = 6
_OPENING_LINES = 3
_LONGEST_TITLE = 250
_NUMBERED = re.compile(
    r"#{1,6} \S|第[〇零一二三四五六七八九十百千\d]+[编編章节節条條款部分回卷篇]"
    r"|(?:Part|Title|Book|Chapter|Section|Article|Appendix|Annex|§) ?(?:[\dIVXLC]+|[A-Z])\b",
    re.IGNORECASE,
)
"""Headings of documents that say so themselves; no menu has them."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A run of lines that are not the article's: first and last line of the file, why, and how it begins.

    ``follows`` says that no line of the article stands between the run before and this one.
    """

    first: int
    last: int
    reason: str
    sample: str
    follows: bool = False

    @property
    def lines(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Article:
    """``text`` holds the kept lines as they stand in the page; ``first`` is the first one's number in the file."""

    text: str
    first: int
    dropped: tuple[Dropped, ...]
    title: str = ""
    date: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class _Weighed:
    line: PageLine
    weight: float
    reason: str


def find_article(page: Page, lang: str) -> Article | None:
    """The article of a page in a language; None where no line reads like one.

    Title and date are the page's own statements, or a heading and a line of its own that is nothing but a date.
    """
    weighed = _weigh([line for line in page.lines if not line.is_blank], lang, page.title)
    run = _best_run([item.weight for item in weighed])
    if run is None:
        return None
    first, last = run
    first = 0 if _is_opening(weighed[:first], page) else _title_above(weighed, first, page.title)
    last = len(weighed) - 1 if _is_opening(weighed[last + 1 :], page) else last
    kept = {id(item.line) for item in weighed[first : last + 1] if not _is_foreign_body(item)}
    text = _text(page.lines, kept)
    body = [item.line for item in weighed[first : last + 1] if id(item.line) in kept]
    return Article(
        text=text,
        first=body[0].number,
        dropped=_dropped(weighed, kept),
        title=page.title or _title_of(body),
        date=page.date or _date_line(body),
        publisher=page.publisher,
    )


def require_article(page: Page, lang: str, shown: str, *, whole: bool = False) -> Article:
    """The article of a page in a language; TextError naming ``shown`` where it has none or is in another language.

    ``whole`` takes every line that the format itself does not mark as outside.
    """
    other = wrong_side("\n".join(line.text for line in page.lines if not line.outside), lang)
    if other:
        raise TextError(
            f"is not in the language {lang!r}: found {other}",
            path=shown,
            allowed="Give the text of this language, or name the text's own.",
        )
    article = _all_of(page) if whole else find_article(page, lang)
    if article is None:
        raise TextError(
            "holds no article: no run of sentences was found in it",
            path=shown,
            allowed="Save the page itself, not a frame or a script that loads it; or give the text as a .txt file.",
        )
    return article


def _all_of(page: Page) -> Article | None:
    weighed = [_Weighed(line, 0.0, line.outside) for line in page.lines if not line.is_blank]
    body = [item.line for item in weighed if not item.reason]
    if not body:
        return None
    kept = {id(line) for line in body}
    return Article(
        text=_text(page.lines, kept),
        first=body[0].number,
        dropped=_dropped(weighed, kept),
        title=page.title or _title_of(body),
        date=page.date or _date_line(body),
        publisher=page.publisher,
    )


def record(dropped: Sequence[Dropped]) -> Iterator[str]:
    """What was dropped, for the record: each stretch of the file with all its reasons, "1-31: why; why"."""
    for stretch in _stretches(dropped):
        reasons = "; ".join(dict.fromkeys(run.reason for run in stretch))
        yield f"{Dropped(stretch[0].first, stretch[-1].last, reasons, '').lines}: {reasons}"


def _stretches(dropped: Sequence[Dropped]) -> list[list[Dropped]]:
    """Runs with no kept line between them, together."""
    stretches: list[list[Dropped]] = []
    for run in dropped:
        if stretches and run.follows:
            stretches[-1].append(run)
        else:
            stretches.append([run])
    return stretches


def _weigh(lines: Sequence[PageLine], lang: str, title: str) -> list[_Weighed]:
    script = script_of(lang)
    times = Counter(line.text.strip() for line in lines)
    return [_weigh_line(line, times[line.text.strip()], script, title) for line in lines]


def _weigh_line(line: PageLine, times: int, script: Script, title: str) -> _Weighed:
    text = line.text.strip()
    width = script.width(text)
    cost = min(max(width, 8.0), 200.0)
    if line.outside:
        return _Weighed(line, -cost, line.outside)
    if line.links > 0.5 and text != title:
        return _Weighed(line, -cost, "mostly links")
    if script.is_other(text):
        return _Weighed(line, -cost, "in another language")
    if times >= 3 and width < _LONG:
        return _Weighed(line, -_SHORT_LINE_COST, f"comes {times} times")
    if width < _LONG and _CREDIT.search(text):
        return _Weighed(line, -_SHORT_LINE_COST, "copyright or credit line")
    consent = len(_CONSENT.findall(text))
    if consent and consent * 12 >= width / 2:
        return _Weighed(line, -width / 4, "about cookies or consent")
    if (_SENTENCE.search(text) and _WORD.search(text)) or width >= _LONG:
        return _Weighed(line, width * (0.5 if consent else 1.0), "outside of the article")
    return _Weighed(line, -_SHORT_LINE_COST, _SHORT_LINE)


def _best_run(weights: Sequence[float]) -> tuple[int, int] | None:
    """First and last index of the run with the greatest sum (Kadane 1984); None where no weight is positive."""
    best, best_run = 0.0, None
    total, start = 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best:
            best, best_run = total, (start, index)
    return best_run


def _is_opening(above: Sequence[_Weighed], page: Page) -> bool:
    """Whether above (or below) the body stand only headings and a few short lines of a text without markup.

    None of these is one word, as in menus.
    """
    plain = [item for item in above if not _NUMBERED.match(item.line.text.strip())]
    return (
        len(plain) <= _OPENING_LINES
        and all(item.reason == _SHORT_LINE for item in above)
        and all(_words_of(item.line.text) >= 2 for item in plain)
        and not any(line.heading or line.links or line.outside for line in page.lines)
    )


def _words_of(text: str) -> int:
    """Words of letters; two Han characters count for one."""
    return len(re.findall(r"[^\W\d_\u3400-\u9fff]{2,}", text)) + len(re.findall(r"[\u3400-\u9fff]", text)) // 2


def _title_above(weighed: Sequence[_Weighed], first: int, title: str) -> int:
    """The index where title, date line and caption above the body begin: at the title, else at the longest line."""
    near: list[int] = []
    for index in range(first - 1, -1, -1):
        if _is_foreign_body(weighed[index]):
            continue
        if weighed[index].reason != _SHORT_LINE or len(near) == _TITLE_LINES:
            break
        near.append(index)
    marked = [index for index in near if weighed[index].line.heading or weighed[index].line.text.strip() == title]
    if marked:
        return min(marked)
    likely = [index for index in near if _is_title_like(weighed[index].line.text)]
    if weighed[first].line.heading or not likely:
        return first
    return max(likely, key=lambda index: (len(weighed[index].line.text.strip()), -index))


def _is_title_like(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= 4 or len(re.findall(r"[\u3400-\u9fff]", text)) >= 8


def _is_foreign_body(item: _Weighed) -> bool:
    return bool(item.line.outside) or item.reason == "mostly links"


def _text(lines: Sequence[PageLine], kept: set[int]) -> str:
    """The kept lines with the blank lines between them; a gap keeps the blank lines above it."""
    out: list[str] = []
    blank: list[str] = []
    for line in lines:
        if line.is_blank:
            blank = [*blank, line.text] if out else []
        elif id(line) in kept:
            out += [*blank, line.text]
            blank = []
        else:
            blank = blank[:1]
    return "".join(f"{line}\n" for line in out)


def _dropped(weighed: Sequence[_Weighed], kept: set[int]) -> tuple[Dropped, ...]:
    """What is not kept, lines that follow each other for one reason in one run."""
    runs: list[Dropped] = []
    together = False
    for item in weighed:
        if id(item.line) in kept:
            together = False
            continue
        number, sample = item.line.number, item.line.text.strip()
        if together and runs[-1].reason == item.reason:
            runs[-1] = replace(runs[-1], last=number)
        else:
            runs.append(Dropped(number, number, item.reason, sample[:60], follows=together))
        together = True
    return tuple(runs)


def _title_of(lines: Sequence[PageLine]) -> str:
    heading = next((line for line in lines[:3] if line.heading), lines[0])
    text = heading.text.strip()
    # A whole text on one line may have no stop at its end, and is no title.
    return text if heading.heading or (len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text)) else ""


_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_DATE_LABEL = re.compile(r"^(?:发布时间|發佈時間|发表于|日期|时间|Published|Posted|Date)\s*[:：]?\s*")
_DATE_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})\s+{_MONTH}\s+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?",
    )
)


def _date_line(lines: Sequence[PageLine]) -> str:
    """The date of a line near the top that says nothing else, as YYYY-MM-DD; "" where there is none."""
    for line in lines[:6]:
        text = _DATE_LABEL.sub("", line.text.strip())
        for pattern in _DATE_LINES:
            match = pattern.fullmatch(text)
            if match is None:
                continue
            month = match["month"]
            number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower(), 0)
            if 1 <= number <= 12 and 1 <= int(match["day"]) <= 31:
                return f"{match['year']}-{number:02}-{int(match['day']):02}"
    return ""
