"""Whether a text speaks of heat: only there is 3K a temperature and not three thousand, and 开 a unit."""

from __future__ import annotations

import re

_HEAT = re.compile(
    "[温溫]|[辐輻]射|黑[体體]|[开開][尔爾]文|[开開]氏|[绝絕][对對]零度|超[导導]|[热熱]力"
    "|[Kk]elvin|[Tt]emperature|[Rr]adiation|[Bb]lack ?body|[Tt]hermal|[Ss]upercond|[Cc]ryo|absolute zero|cosmic"
)
_REACH = 60


def speaks_of_heat(text: str, at: int) -> bool:
    """Whether words of heat stand near ``at``."""
    return _HEAT.search(text, max(0, at - _REACH), at + _REACH) is not None
