"""LEC with the tables, bands and four colours of domain practice in China.

Provinces map the bands to colours in different ways; each register may change them. It is meant
for work at a place, not for market or financial risks.
"""

from __future__ import annotations

from register.scoring.lec import Band, Entry, Lec
from register.scoring.method import Method, MethodKind
from register.scoring.shipped.house import LEVELS
from register.scoring.words import both

_LIKELIHOOD = (
    Entry(0.1, both("Practically impossible", "实际不可能")),
    Entry(0.2, both("Extremely unlikely", "极不可能")),
    Entry(0.5, both("Very unlikely, but conceivable", "很不可能，可以设想")),
    Entry(1, both("Hardly possible, a complete surprise", "可能性小，完全意外")),
    Entry(3, both("Possible, but not often", "可能，但不经常")),
    Entry(6, both("Quite possible", "相当可能")),
    Entry(10, both("Fully to be expected", "完全可以预料")),
)
_EXPOSURE = (
    Entry(0.5, both("Very rare", "非常罕见")),
    Entry(1, both("A few times a year", "每年几次")),
    Entry(2, both("Once a month", "每月一次")),
    Entry(3, both("Once a week, or now and then", "每周一次或偶然")),
    Entry(6, both("Daily in working hours", "每天工作时间内")),
    Entry(10, both("All the time", "连续")),
)
_CONSEQUENCE = (
    Entry(1, both("Noticeable, first aid needed", "引人注目，需要救护")),
    Entry(3, both("Serious, disabling", "重大，致残")),
    Entry(7, both("Grave, severe injury", "严重，重伤")),
    Entry(15, both("Very grave, one death", "非常严重，一人死亡")),
    Entry(40, both("Disaster, several deaths", "灾难，数人死亡")),
    Entry(100, both("Great disaster, many deaths", "大灾难，许多人死亡")),
)
_BANDS = (
    Band(0, both("Slightly dangerous", "稍有危险"), both("acceptable", "可以接受"), "low"),
    Band(20, both("Dangerous", "一般危险"), both("needs attention", "需要注意"), "low"),
    Band(
        70,
        both("Clearly dangerous", "显著危险"),
        both("needs correction", "需要整改"),
        "moderate",
    ),
    Band(
        160,
        both("Highly dangerous", "高度危险"),
        both("correct at once", "立即整改"),
        "high",
    ),
    Band(
        320,
        both("Extremely dangerous", "极其危险"),
        both("work must not go on", "不能继续作业"),
        "extreme",
    ),
)

LEC_METHOD = Method(
    id="d8d1c9a4-58c5-4f0e-8f0e-3c1b7c2f6a02",
    name=both("LEC for work at a place", "作业条件危险性评价法 LEC"),
    version=1,
    likelihood=(),
    impact=(),
    grid=(),
    levels=LEVELS,
    kind=MethodKind.LEC,
    lec=Lec(_LIKELIHOOD, _EXPOSURE, _CONSEQUENCE, _BANDS),
)
