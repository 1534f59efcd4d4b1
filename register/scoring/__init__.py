"""Rating methods: from likelihood and impact to score, level, colour and pattern.

One place answers for list, chart, PDF and spreadsheet; nothing here reads or writes files.
"""

from register.scoring.colour import contrast, text_colour
from register.scoring.default import DEFAULT_METHOD
from register.scoring.definition import from_json, to_json
from register.scoring.method import (
    NOT_RATED,
    Criterion,
    Level,
    Method,
    Pattern,
    Rating,
    Step,
    Words,
    level_words,
    rate,
    step_words,
    words_in,
)
from register.scoring.rules import check_method, problems, product_grid

__all__ = [
    "DEFAULT_METHOD",
    "NOT_RATED",
    "Criterion",
    "Level",
    "Method",
    "Pattern",
    "Rating",
    "Step",
    "Words",
    "check_method",
    "contrast",
    "from_json",
    "level_words",
    "problems",
    "product_grid",
    "rate",
    "step_words",
    "text_colour",
    "to_json",
    "words_in",
]
