"""Rating methods: from a judgement to score, level, colour and pattern.

One place answers for list, chart, PDF and spreadsheet; nothing here reads or writes files.
"""

from register.scoring.colour import contrast, text_colour
from register.scoring.definition import from_json, to_json
from register.scoring.formula import FORMULAS, Formula, FormulaName, normalised
from register.scoring.judging import NOT_RATED, Judgement, Rating, judge, rate
from register.scoring.lec import (
    Band,
    Boundary,
    Entry,
    Lec,
    boundary_words,
    entry_of,
    range_words,
)
from register.scoring.mapping import (
    StepMap,
    can_map,
    check_map,
    mapped,
    new_place,
    proposed_map,
)
from register.scoring.method import (
    DIMENSION_KEYS,
    LEVEL_KEYS,
    Criterion,
    ImpactDimension,
    Level,
    Method,
    MethodKind,
    Pattern,
    Step,
    Subject,
    level_words,
    step_words,
)
from register.scoring.numbers import half_up
from register.scoring.rules import check_method, falling_cells, problems, product_grid
from register.scoring.shipped.direct import DIRECT_METHOD
from register.scoring.shipped.house import DEFAULT_METHOD
from register.scoring.shipped.lec import LEC_METHOD
from register.scoring.shipped.opportunity import OPPORTUNITY_METHOD
from register.scoring.shipped.weighted import WEIGHTED_METHOD
from register.scoring.words import Words, words_in

SEEDED = (DEFAULT_METHOD, LEC_METHOD, OPPORTUNITY_METHOD, DIRECT_METHOD)
"""The methods of a new register; the first governs threats."""
SHIPPED = (*SEEDED, WEIGHTED_METHOD)
"""All methods that the program brings along."""

__all__ = [
    "DEFAULT_METHOD",
    "DIMENSION_KEYS",
    "DIRECT_METHOD",
    "FORMULAS",
    "LEC_METHOD",
    "LEVEL_KEYS",
    "NOT_RATED",
    "OPPORTUNITY_METHOD",
    "SEEDED",
    "SHIPPED",
    "WEIGHTED_METHOD",
    "Band",
    "Boundary",
    "Criterion",
    "Entry",
    "Formula",
    "FormulaName",
    "ImpactDimension",
    "Judgement",
    "Lec",
    "Level",
    "Method",
    "MethodKind",
    "Pattern",
    "Rating",
    "Step",
    "StepMap",
    "Subject",
    "Words",
    "boundary_words",
    "can_map",
    "check_map",
    "check_method",
    "contrast",
    "entry_of",
    "falling_cells",
    "from_json",
    "half_up",
    "judge",
    "level_words",
    "mapped",
    "new_place",
    "normalised",
    "problems",
    "product_grid",
    "proposed_map",
    "range_words",
    "rate",
    "step_words",
    "text_colour",
    "to_json",
    "words_in",
]
