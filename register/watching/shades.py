"""How the four colours of warning look everywhere: word, colour and pattern, as levels do.

The colours are those of the levels, which are told apart by colour-blind readers and in grey.
"""

from __future__ import annotations

from register.entities.indicator import Colour
from register.scoring import Level, Pattern
from register.scoring.words import both

SHADES = {
    Colour.BLUE: Level("blue", both("Blue", "蓝色"), "#A9D1F5", Pattern.NONE),
    Colour.YELLOW: Level("yellow", both("Yellow", "黄色"), "#F4D03F", Pattern.DOTS),
    Colour.ORANGE: Level("orange", both("Orange", "橙色"), "#E67E22", Pattern.STRIPES),
    Colour.RED: Level("red", both("Red", "红色"), "#9B0019", Pattern.CROSSES),
}
