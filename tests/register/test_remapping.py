"""Re-mapping does what its preview shows, as one step that can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register import check
from register.assess import active_method, assess, method_of, scored
from register.book import Book
from register.entities import ASSESSMENT, METHOD, RISK, Assessment, Risk
from register.entities.risk import LevelKey, Tier
from register.entity import new_id
from register.errors import FieldError, RegisterError
from register.i18n import today
from register.methods import add_method, new_version
from register.remapping import Preview, preview, remap
from register.scoring import (
    DEFAULT_METHOD,
    DIRECT_METHOD,
    LEC_METHOD,
    OPPORTUNITY_METHOD,
    Judgement,
    Method,
    MethodKind,
    Step,
    StepMap,
    can_map,
    judge,
    mapped,
    new_place,
    product_grid,
    proposed_map,
)
from tests.register.scoring.methods import grid_methods, judgements, lec_methods, methods

WORDS = {"en": "word"}


def sized(method: Method, rows: int, columns: int) -> Method:
    """Return the method with other scales and a grid of its own."""
    return replace(
        method,
        likelihood=(Step(WORDS),) * rows,
        impact=(Step(WORDS),) * columns,
        grid=product_grid(rows, columns, (4, 9, 16), [level.key for level in method.levels]),
        kind=MethodKind.MATRIX,
        formula=None,
    )


def add(book: Book, number: str, *ratings: tuple[Tier, str, Judgement]) -> Risk:
    """Add a risk with ratings; each is a tier, a method's id and a judgement."""
    risk = Risk(id=new_id(), number=number, title=f"Risk {number}")
    book.table(RISK).save(risk)
    for tier, method, judgement in ratings:
        impacts = {f"impact_{key}": value for key, value in judgement.impacts.items()}
        item = Assessment(
            id=new_id(),
            risk=risk.id,
            tier=tier,
            assessed_on=today() - timedelta(days=9),
            method=method,
            likelihood=judgement.likelihood,
            impact=judgement.impact,
            exposure=judgement.exposure,
            level=LevelKey(judgement.level) if judgement.level else None,
            rationale="As seen.",
            **impacts,  # type: ignore[arg-type]
        )
        assess(book, item)
    return risk


def columns(book: Book, risk: str, tier: Tier) -> tuple[Any, ...]:
    found = book.table(RISK).get(risk)
    parts = ("likelihood", "impact", "score", "level", "method")
    return tuple(getattr(found, f"{tier}_{part}") for part in parts)


def agrees(book: Book, wanted: Preview, made: Method) -> None:
    """Assert that the register holds what the preview shows."""
    for row in wanted.rows:
        after = row.after
        expected = (after.likelihood, after.impact, after.score, after.level, made.id)
        assert columns(book, row.risk, row.tier) == expected
        latest = book.table(ASSESSMENT).find(risk=row.risk, tier=row.tier)[-1]
        assert latest.exposure == after.exposure
        assert latest.assessed_on == today()
        assert latest.rationale.startswith("Re-mapped from “")
        assert latest.rationale.endswith("As seen.")
        assert scored(made, latest) == latest


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.data(),
    st.one_of(st.tuples(grid_methods(), grid_methods()), st.tuples(lec_methods(), lec_methods())),
)
def test_remapping_does_what_its_preview_shows(
    book: Book, data: st.DataObject, pair: tuple[Method, Method]
) -> None:
    kind = pair[0].kind
    with book.change("Rate"):
        old = add_method(book, replace(pair[0], id=new_id()))
        drawn = data.draw(st.lists(st.tuples(st.sampled_from(Tier), judgements(old)), max_size=5))
        for n, (tier, judgement) in enumerate(drawn):
            add(book, f"{old.id[:4]}-{n}", (tier, old.id, judgement))
    edited = replace(pair[1], id=old.id)
    mapping = proposed_map(old, edited)
    if kind is not MethodKind.LEC:
        steps = st.lists(
            st.integers(1, len(edited.impact)), min_size=len(old.impact), max_size=len(old.impact)
        )
        mapping = data.draw(
            st.just(mapping) | steps.map(lambda s: replace(mapping, impact=tuple(s)))
        )
    wanted = preview(book, old, edited, mapping)
    assert (len(wanted.rows), wanted.left_out) == (len(drawn), 0)
    before = {risk.id: risk for risk in book.table(RISK).all()}
    done = remap(book, wanted)
    if edited == old:
        assert done is None
        return
    assert done is not None
    newest = max(book.table(METHOD).all(), key=lambda r: (r.family == old.id, r.version))
    made = method_of(book, newest.id)
    assert made == replace(edited, id=made.id, version=2)
    agrees(book, wanted, made)
    touched = {row.risk for row in wanted.rows}
    assert all(risk == before[risk.id] for risk in book.table(RISK).all() if risk.id not in touched)
    assert check.check(book) == []
    book.undo()
    assert {risk.id: risk for risk in book.table(RISK).all()} == before


def test_rows_hold_the_mapped_steps_and_say_so(book: Book) -> None:
    with book.change("Rate"):
        add(
            book,
            "R-001",
            (Tier.CURRENT, DEFAULT_METHOD.id, Judgement(4, None, {"people": 5, "money": 2})),
            (Tier.RESIDUAL, DEFAULT_METHOD.id, Judgement(2, 3)),
            (Tier.TARGET, LEC_METHOD.id, Judgement(3, 7, exposure=6)),
        )
        add(book, "R-002")
    edited = sized(DEFAULT_METHOD, 3, 4)
    wanted = preview(book, DEFAULT_METHOD, edited, proposed_map(DEFAULT_METHOD, edited))
    words = [
        (row.number, row.tier, row.before.words(DEFAULT_METHOD), row.after.words(edited))
        for row in wanted.rows
    ]
    assert words == [
        ("R-001", Tier.CURRENT, "4 × 5, Extreme (20)", "3 × 4, High (12)"),
        ("R-001", Tier.RESIDUAL, "2 × 3, Low (6)", "2 × 3, Moderate (6)"),
    ]
    assert wanted.levels() == {("extreme", "high"): 1, ("low", "moderate"): 1}
    assert wanted.risks == 1
    assert [row.way for row in wanted.rows] == [-1, 1]
    assert remap(book, wanted) is not None
    agrees(book, wanted, active_method(book))
    latest = book.table(ASSESSMENT).find(tier=Tier.CURRENT)[-1]
    assert (latest.impact_people, latest.impact_money, latest.driver) == (4, 2, "people")
    assert latest.rationale.startswith(
        "Re-mapped from “House method 5×5”, version 1, to “House method 5×5”, version 2: "
        "4 × 5, Extreme (20) became 3 × 4, High (12)."
    )
    assert book.table(ASSESSMENT).count() == 5
    assert book.table(RISK).find(number="R-001")[0].target_method == LEC_METHOD.id


def test_version_that_is_stored_already_is_used(book: Book) -> None:
    with book.change("Rate"):
        add(book, "R-001", (Tier.CURRENT, DEFAULT_METHOD.id, Judgement(4, 5)))
        made = new_version(book, sized(DEFAULT_METHOD, 5, 5))
    wanted = preview(book, DEFAULT_METHOD, made, proposed_map(DEFAULT_METHOD, made))
    remap(book, wanted)
    assert columns(book, wanted.rows[0].risk, Tier.CURRENT)[-1] == made.id
    assert book.table(METHOD).count() == 5
    again = preview(book, DEFAULT_METHOD, made, proposed_map(DEFAULT_METHOD, made))
    assert again.rows == []


def test_ratings_dated_later_than_today_are_still_replaced(book: Book) -> None:
    with book.change("Rate"):
        risk = add(book, "R-001")
        day = today() + timedelta(days=30)
        assess(book, Assessment(id=new_id(), risk=risk.id, assessed_on=day, likelihood=4, impact=5))
    edited = sized(DEFAULT_METHOD, 3, 3)
    wanted = preview(book, DEFAULT_METHOD, edited, proposed_map(DEFAULT_METHOD, edited))
    remap(book, wanted)
    assert columns(book, risk.id, Tier.CURRENT)[:2] == (3, 3)
    assert check.check(book) == []


def test_direct_levels_are_carried_with_their_reason(book: Book) -> None:
    judged = Judgement(level="moderate")
    with book.change("Rate"):
        add(book, "R-001", (Tier.CURRENT, DIRECT_METHOD.id, judged))
    edited = replace(DIRECT_METHOD, levels=(DIRECT_METHOD.levels[0], *DIRECT_METHOD.levels[2:]))
    mapping = proposed_map(DIRECT_METHOD, edited)
    assert mapping.levels == {
        "low": "low",
        "moderate": "high",
        "high": "high",
        "extreme": "extreme",
    }
    wanted = preview(
        book, DIRECT_METHOD, edited, replace(mapping, levels={**mapping.levels, "moderate": "low"})
    )
    remap(book, wanted)
    latest = book.table(ASSESSMENT).all()[-1]
    assert latest.level is LevelKey.LOW
    assert "Moderate became Low." in latest.rationale
    assert latest.rationale.endswith("As seen.")


def test_preview_is_refused_once_the_register_has_changed(book: Book) -> None:
    edited = sized(DEFAULT_METHOD, 3, 3)
    wanted = preview(book, DEFAULT_METHOD, edited, proposed_map(DEFAULT_METHOD, edited))
    with book.change("Add"):
        add(book, "R-001")
    with pytest.raises(RegisterError, match="has changed since"):
        remap(book, wanted)
    assert active_method(book) == DEFAULT_METHOD


def test_stopped_remapping_changes_nothing(book: Book) -> None:
    with book.change("Rate"):
        add(book, "R-001", (Tier.CURRENT, DEFAULT_METHOD.id, Judgement(4, 5)))
    edited = sized(DEFAULT_METHOD, 3, 3)
    wanted = preview(book, DEFAULT_METHOD, edited, proposed_map(DEFAULT_METHOD, edited))

    class StoppedError(Exception):
        pass

    def stop(done: int, total: int, note: str = "") -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        remap(book, wanted, stop)
    assert active_method(book) == DEFAULT_METHOD
    assert book.table(ASSESSMENT).count() == 1


@pytest.mark.parametrize(
    "mapping",
    [
        StepMap(),
        StepMap((1, 2, 3), (1, 2, 3)),
        StepMap((1, 2, 3, 3, 4), (1, 2, 3, 3, 3)),
        StepMap((1, 2, 3, 3, 0), (1, 2, 3, 3, 3)),
        StepMap((1, 2, 2.5, 3, 3), (1, 2, 3, 3, 3)),
    ],
)
def test_mapping_that_leads_nowhere_is_refused(book: Book, mapping: StepMap) -> None:
    with pytest.raises(FieldError, match="Each step needs"):
        preview(book, DEFAULT_METHOD, sized(DEFAULT_METHOD, 3, 3), mapping)


# the proposal ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        (3, 5, [1, 3, 5]),
        (4, 5, [1, 2, 4, 5]),
        (5, 5, [1, 2, 3, 4, 5]),
        (5, 3, [1, 2, 2, 3, 3]),
        (5, 4, [1, 2, 3, 3, 4]),
        (7, 3, [1, 1, 2, 2, 2, 3, 3]),
        (1, 5, [1]),
    ],
)
def test_steps_are_spread_with_a_half_going_up(before: int, after: int, steps: list[int]) -> None:
    assert [new_place(place, before, after) for place in range(1, before + 1)] == steps


@given(st.integers(2, 9), st.integers(2, 9))
def test_proposal_keeps_the_ends_and_the_order(before: int, after: int) -> None:
    steps = [new_place(place, before, after) for place in range(1, before + 1)]
    assert (steps[0], steps[-1]) == (1, after)
    assert steps == sorted(steps)


@given(st.data(), methods())
def test_carrying_to_the_same_method_changes_no_judgement(
    data: st.DataObject, method: Method
) -> None:
    judgement = data.draw(judgements(method))
    same = mapped(method, method, proposed_map(method, method), judgement)
    assert same == judgement


def test_free_values_of_lec_stay_within_the_new_table() -> None:
    assert LEC_METHOD.lec is not None
    lec = replace(LEC_METHOD.lec, consequence=LEC_METHOD.lec.consequence[:4])
    edited = replace(LEC_METHOD, lec=lec)
    mapping = proposed_map(LEC_METHOD, edited)
    assert mapping.impact == (1, 3, 7, 15, 15, 15)
    assert mapping.exposure == (0.5, 1, 2, 3, 6, 10)
    assert mapped(LEC_METHOD, edited, mapping, Judgement(0.7, 50, exposure=2.5)) == Judgement(
        0.7, 15, exposure=2.5
    )


def test_methods_of_other_kinds_share_no_ratings() -> None:
    assert not can_map(DEFAULT_METHOD, LEC_METHOD)
    assert not can_map(DEFAULT_METHOD, OPPORTUNITY_METHOD)
    with pytest.raises(FieldError, match="cannot be carried"):
        proposed_map(LEC_METHOD, DIRECT_METHOD)


def test_dimension_that_is_gone_no_longer_drives() -> None:
    edited = replace(sized(DEFAULT_METHOD, 5, 5), dimensions=DEFAULT_METHOD.dimensions[2:])
    mapping = proposed_map(DEFAULT_METHOD, edited)
    both = mapped(DEFAULT_METHOD, edited, mapping, Judgement(2, 5, {"people": 5, "money": 2}))
    assert judge(edited, both).impact == 2
    alone = mapped(DEFAULT_METHOD, edited, mapping, Judgement(2, 5, {"people": 5}))
    assert (judge(edited, alone).impact, judge(edited, alone).driver) == (5, None)
