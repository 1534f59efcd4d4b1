"""The words for levels of risk that registers use, in English, Chinese and French.

Each scale runs from the lowest level; words are in plain form.
"""

from __future__ import annotations

from register.exchange.scale_words import Scale

LEVELS: tuple[Scale, ...] = (
    (
        ("low", "l", "green", "minor", "faible", "vert", "低", "低风险", "绿", "绿色"),
        ("medium", "moderate", "med", "m", "amber", "yellow", "moyen", "modere", "jaune", "中",
         "中等", "中风险", "中等风险", "黄", "黄色"),
        ("high", "h", "red", "major", "eleve", "fort", "rouge", "高", "高风险", "红", "红色"),
    ),
    (
        ("low", "green", "faible", "vert", "低", "低风险", "蓝", "蓝色", "四级", "iv级"),
        ("medium", "moderate", "yellow", "moyen", "modere", "jaune", "中", "一般", "一般风险",
         "中风险", "黄", "黄色", "三级", "iii级"),
        ("high", "orange", "amber", "eleve", "fort", "高", "较大", "较大风险", "高风险", "橙", "橙色",
         "二级", "ii级"),
        ("critical", "extreme", "very high", "severe", "catastrophic", "red", "critique", "extreme",
         "tres eleve", "rouge", "极高", "很高", "重大", "重大风险", "极高风险", "红", "红色", "一级",
         "i级"),
    ),
    (
        ("very low", "negligible", "insignificant", "tres faible", "negligeable", "很低", "极低"),
        ("low", "minor", "faible", "低", "较低"),
        ("medium", "moderate", "moyen", "modere", "中", "中等", "一般"),
        ("high", "major", "eleve", "fort", "高", "较高", "较大"),
        ("very high", "critical", "extreme", "severe", "tres eleve", "critique", "很高", "极高",
         "重大"),
    ),
)  # fmt: skip
