"""The 5×5 method for opportunities: how likely a benefit is, and how great.

No standard prescribes these steps or cut points; each register may change them.
"""

from __future__ import annotations

from register.scoring.method import ImpactDimension, Level, Method, Pattern, Subject
from register.scoring.rules import product_grid
from register.scoring.shipped.house import step_of
from register.scoring.words import both

_CHANCE = (both("Chance in 12 months", "一年内可能性"),)
_LIKELIHOOD = (
    step_of(both("Remote", "渺茫"), _CHANCE, both("< 5 %", "< 5 %")),
    step_of(both("Unlikely", "不太可能"), _CHANCE, both("5–20 %", "5–20 %")),
    step_of(both("Possible", "可能"), _CHANCE, both("20–50 %", "20–50 %")),
    step_of(both("Likely", "很可能"), _CHANCE, both("50–90 %", "50–90 %")),
    step_of(both("Almost certain", "几乎确定"), _CHANCE, both("> 90 %", "> 90 %")),
)
_ASPECTS = (
    both("Service", "服务"),
    both("Money (share of annual service value)", "资金（占年度服务金额）"),
    both("Reputation", "声誉"),
)
_BENEFIT = (
    step_of(
        both("Small", "微小"),
        _ASPECTS,
        both("a little easier for one team", "一个班组略感方便"),
        both("< 0.5 %", "< 0.5 %"),
        both("noticed inside only", "仅内部知晓"),
    ),
    step_of(
        both("Modest", "较小"),
        _ASPECTS,
        both("one service somewhat faster or steadier", "一项服务略快或略稳"),
        both("0.5–2 %", "0.5–2 %"),
        both("some praise", "获得一些好评"),
    ),
    step_of(
        both("Good", "中等"),
        _ASPECTS,
        both("one service clearly better", "一项服务明显改善"),
        both("2–5 %", "2–5 %"),
        both("praise from a client", "受到客户表扬"),
    ),
    step_of(
        both("Large", "较大"),
        _ASPECTS,
        both("several services clearly better", "多项服务明显改善"),
        both("5–15 %", "5–15 %"),
        both("a contract renewed for it", "因此续签合同"),
    ),
    step_of(
        both("Outstanding", "突出"),
        _ASPECTS,
        both("a new standard for the whole service", "全部服务达到新水平"),
        both("> 15 %", "> 15 %"),
        both("known in the industry, new clients", "行业知名，带来新客户"),
    ),
)
_LEVELS = (
    Level("low", both("Slight", "微小"), "#E0F2F1", Pattern.NONE),
    Level("moderate", both("Fair", "尚可"), "#80CBC4", Pattern.DOTS),
    Level("high", both("Good", "较好"), "#26A69A", Pattern.STRIPES),
    Level("extreme", both("Outstanding", "突出"), "#00504A", Pattern.CROSSES),
)

OPPORTUNITY_METHOD = Method(
    id="4b0f2f5e-9a3d-4c47-8a55-7d0b6d5e1b03",
    name=both("Opportunities 5×5", "机会 5×5"),
    version=1,
    likelihood=_LIKELIHOOD,
    impact=_BENEFIT,
    grid=product_grid(5, 5, (5, 10, 16), [level.key for level in _LEVELS]),
    levels=_LEVELS,
    subject=Subject.OPPORTUNITY,
    dimensions=(
        ImpactDimension("service", both("Service", "服务")),
        ImpactDimension("money", both("Money", "资金")),
        ImpactDimension("reputation", both("Reputation", "声誉")),
    ),
)
