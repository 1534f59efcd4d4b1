"""The level said directly, where no scale fits; each such rating needs a reason."""

from __future__ import annotations

from register.scoring.method import Method, MethodKind
from register.scoring.shipped.house import LEVELS
from register.scoring.words import both

DIRECT_METHOD = Method(
    id="91c6e0d7-2f4b-4d0a-b6a1-5e8f0a9c4d04",
    name=both("Direct level", "直接定级"),
    version=1,
    likelihood=(),
    impact=(),
    grid=(),
    levels=LEVELS,
    kind=MethodKind.DIRECT,
)
