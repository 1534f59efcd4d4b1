"""The house scales under a formula that gives impact more weight than likelihood.

SimpleRisk's model 1. The cut points are our own: a rare catastrophe is moderate.
"""

from __future__ import annotations

from register.scoring.formula import Formula, FormulaName
from register.scoring.method import Method, MethodKind
from register.scoring.shipped.house import DEFAULT_METHOD
from register.scoring.words import both

WEIGHTED_METHOD = Method(
    id="e2a7b4c8-6d1f-4b39-9c70-1a3d8e5f7b05",
    name=both("Impact counts more, L × I + 2 I", "侧重影响 L × I + 2 I"),
    version=1,
    likelihood=DEFAULT_METHOD.likelihood,
    impact=DEFAULT_METHOD.impact,
    grid=(),
    levels=DEFAULT_METHOD.levels,
    kind=MethodKind.FORMULA,
    dimensions=DEFAULT_METHOD.dimensions,
    formula=Formula(FormulaName.IMPACT_TWICE, (12, 20, 28)),
)
