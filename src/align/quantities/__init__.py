"""Figures, money, dates, units and counts of Chinese and English as one canonical value, and their pairing.

``find_quantities`` reads a text; ``pair_quantities`` sets the quantities of two texts side by side by value;
``describe`` says a quantity in plain words.
"""

from align.quantities.describe import describe, value_of
from align.quantities.find import find_quantities, read_up_to
from align.quantities.pairing import pair, pair_quantities
from align.quantities.values import REFERENCE, Bound, Kind, Pairing, Quantity

__all__ = [
    "REFERENCE",
    "Bound",
    "Kind",
    "Pairing",
    "Quantity",
    "describe",
    "find_quantities",
    "pair",
    "pair_quantities",
    "read_up_to",
    "value_of",
]
