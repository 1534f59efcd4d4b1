"""Methods live side by side in a register; the governing one is found, versions take turns."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from register import check, shelf
from register.assess import active_method, assess
from register.book import Book
from register.catalog import Catalog
from register.entities import ASSESSMENT, METHOD, RISK, Assessment, Risk
from register.entities.method import MethodKind
from register.entities.risk import LevelKey, RiskKind, Tier
from register.entity import new_id
from register.errors import FieldError, RegisterError
from register.i18n import today
from register.methods import (
    Looks,
    add_method,
    copy_method,
    family_of,
    keep_edits,
    methods_in_use,
    missing_shipped,
    new_version,
    oldest_method,
    rated_counts,
    use_method,
    versions_of,
)
from register.scoring import (
    DEFAULT_METHOD,
    DIRECT_METHOD,
    LEC_METHOD,
    OPPORTUNITY_METHOD,
    SEEDED,
    WEIGHTED_METHOD,
    Method,
    level_words,
)

BOOKS = Path(__file__).parents[1] / "books"
EDITED = replace(DEFAULT_METHOD, name={"en": "Ours", "zh_CN": "自定"})


def ids(methods: list[Method]) -> list[str]:
    return [method.id for method in methods]


def test_new_register_governs_threats_by_the_house_method(book: Book) -> None:
    assert active_method(book) == DEFAULT_METHOD
    assert active_method(book, RiskKind.OPPORTUNITY) == OPPORTUNITY_METHOD
    assert ids(methods_in_use(book)) == ids([DEFAULT_METHOD, LEC_METHOD, DIRECT_METHOD])
    assert oldest_method(book) == DEFAULT_METHOD.id
    kinds = {record.id: record.kind for record in book.table(METHOD).all()}
    assert kinds == {method.id: MethodKind(method.kind) for method in SEEDED}


def test_new_version_governs_and_the_one_before_rests(book: Book) -> None:
    with book.change("Edit"):
        second = new_version(book, EDITED)
    assert (second.version, active_method(book)) == (2, second)
    with book.change("Edit again"):
        third = new_version(book, replace(second, name=DEFAULT_METHOD.name))
    assert third.version == 3
    records = versions_of(book, second.id)
    assert [(record.version, record.active) for record in records] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert {family_of(record) for record in records} == {DEFAULT_METHOD.id}
    assert ids(methods_in_use(book)) == ids([third, LEC_METHOD, DIRECT_METHOD])
    book.undo()
    assert active_method(book) == second


def test_version_made_from_an_old_one_is_still_the_highest(book: Book) -> None:
    with book.change("Edit"):
        new_version(book, EDITED)
        again = new_version(book, replace(DEFAULT_METHOD, name={"en": "Other"}))
    assert again.version == 3
    assert active_method(book) == again


def test_method_that_was_not_changed_makes_no_version(book: Book) -> None:
    with book.change("Edit") as done:
        assert new_version(book, DEFAULT_METHOD) == DEFAULT_METHOD
    assert done.changes == []


def test_unsound_method_is_never_stored(book: Book) -> None:
    broken = replace(DEFAULT_METHOD, levels=())
    for store in (new_version, add_method):
        with pytest.raises(FieldError), book.change("Edit"):
            store(book, broken)
    assert book.table(METHOD).count() == len(SEEDED)


def test_shipped_method_is_added_once_more_under_an_id_of_its_own(book: Book) -> None:
    with book.change("Add"):
        first, second = add_method(book, WEIGHTED_METHOD), add_method(book, WEIGHTED_METHOD)
    assert first == WEIGHTED_METHOD
    assert second == replace(WEIGHTED_METHOD, id=second.id)
    assert second.id != first.id
    assert active_method(book) == DEFAULT_METHOD


def test_of_several_methods_the_oldest_with_a_matrix_governs(book: Book) -> None:
    with book.change("Add"):
        add_method(book, WEIGHTED_METHOD)
    assert active_method(book) == DEFAULT_METHOD
    with book.change("Rest"):
        use_method(book, DEFAULT_METHOD.id, in_use=False)
    assert active_method(book) == WEIGHTED_METHOD
    with book.change("Use"):
        use_method(book, DEFAULT_METHOD.id, in_use=True)
    assert active_method(book) == DEFAULT_METHOD


def test_of_a_family_one_version_is_in_use(book: Book) -> None:
    with book.change("Edit"):
        new_version(book, EDITED)
        use_method(book, DEFAULT_METHOD.id, in_use=True)
    assert active_method(book) == DEFAULT_METHOD
    assert [r.active for r in versions_of(book, DEFAULT_METHOD.id)] == [True, False]


def test_last_method_with_a_matrix_stays_in_use(book: Book) -> None:
    with pytest.raises(RegisterError, match="with a matrix"), book.change("Rest"):
        use_method(book, DEFAULT_METHOD.id, in_use=False)
    assert active_method(book) == DEFAULT_METHOD


def test_last_method_for_threats_stays_in_use(book: Book) -> None:
    with book.change("Rest"):
        use_method(book, LEC_METHOD.id, in_use=False)
        use_method(book, DIRECT_METHOD.id, in_use=False)
    with pytest.raises(RegisterError, match="no rating method"), book.change("Rest"):
        use_method(book, DEFAULT_METHOD.id, in_use=False)
    assert active_method(book) == DEFAULT_METHOD


# assessing ---------------------------------------------------------------------------------


@pytest.fixture
def risk(book: Book) -> Risk:
    made = Risk(id=new_id(), number="R-001", title="Flood")
    with book.change("Add"):
        book.table(RISK).save(made)
    return made


def rate(book: Book, risk: Risk, **values: object) -> Risk:
    given = {"id": new_id(), "risk": risk.id, "assessed_on": today()} | values
    with book.change("Rate"):
        assess(book, Assessment(**given))  # type: ignore[arg-type]
    found = book.table(RISK).get(risk.id)
    assert found
    return found


def test_tier_shows_the_latest_rating_whatever_its_method(book: Book, risk: Risk) -> None:
    now = rate(book, risk, likelihood=4, impact_people=5, impact_money=2)
    assert (now.current_impact, now.current_score, now.current_level) == (5, 20, LevelKey.EXTREME)
    assert now.current_method == DEFAULT_METHOD.id
    now = rate(book, risk, method=LEC_METHOD.id, likelihood=0.5, exposure=6, impact=15)
    assert (now.current_score, now.current_level) == (45, LevelKey.LOW)
    assert now.current_method == LEC_METHOD.id
    now = rate(book, risk, method=DIRECT_METHOD.id, level=LevelKey.HIGH, rationale="Seen it.")
    assert (now.current_likelihood, now.current_impact, now.current_score) == (None, None, None)
    assert (now.current_level, now.current_method) == (LevelKey.HIGH, DIRECT_METHOD.id)
    assert now.residual_method is None
    assert check.check(book) == []


def test_assessment_keeps_its_dimensions_and_driver(book: Book, risk: Risk) -> None:
    with book.change("Rate"):
        done = assess(book, Assessment(id=new_id(), risk=risk.id, assessed_on=today(), likelihood=2,
                                       impact_people=3, impact_reputation=3))  # fmt: skip
    assert (done.impact, done.driver) == (3, "people")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"likelihood": 3}, "needs a likelihood and an impact"),
        ({"method": LEC_METHOD.id, "likelihood": 3, "impact": 7}, "likelihood, exposure"),
        ({"method": DIRECT_METHOD.id, "rationale": "x"}, "needs a level"),
        ({"method": DIRECT_METHOD.id, "level": LevelKey.LOW, "rationale": " "}, "Say why"),
        ({"method": OPPORTUNITY_METHOD.id, "likelihood": 3, "impact": 3}, "kind “Threat”"),
        ({"likelihood": 3, "impact": 3, "exposure": 2}, "does not ask for exposure"),
    ],
)
def test_rating_that_does_not_fit_is_refused(
    book: Book, risk: Risk, values: dict[str, object], sentence: str
) -> None:
    with pytest.raises(RegisterError, match=sentence):
        rate(book, risk, **values)
    assert book.table(RISK).get(risk.id) == risk


def test_opportunity_is_rated_by_its_own_method(book: Book, risk: Risk) -> None:
    with book.change("Turn"):
        book.table(RISK).save(replace(risk, kind=RiskKind.OPPORTUNITY))
    now = rate(book, risk, likelihood=5, impact=5)
    assert now.current_method == OPPORTUNITY_METHOD.id
    assert level_words(OPPORTUNITY_METHOD, now.current_level) == "Outstanding"


@pytest.mark.parametrize("name", ["part-1", "part-2"])
def test_register_from_before_keeps_its_ratings_and_takes_new_ones(
    name: str, tmp_path: Path, catalog: Catalog
) -> None:
    path = tmp_path / "old.muster"
    shutil.copy(BOOKS / f"{name}.muster", path)
    with shelf.open_book(path, catalog, by="Li Na") as book:
        method = active_method(book)
        assert method == replace(DEFAULT_METHOD, dimensions=())
        risk = next(risk for risk in book.table(RISK).all() if risk.current_level)
        assert risk.current_method is None
        assert check.check(book) == []
        now = rate(book, risk, tier=Tier.TARGET, likelihood=1, impact=1)
        assert now.target_method == now.current_method == method.id
        assert check.check(book) == []
        book.undo()
        assert book.table(RISK).get(risk.id) == risk


def test_level_of_a_rating_looks_as_its_own_method_says(book: Book, risk: Risk) -> None:
    with book.change("Add"):
        book.table(RISK).save(replace(risk, id="o", number="", kind=RiskKind.OPPORTUNITY))
        assess(book, Assessment(id=new_id(), risk="o", assessed_on=today(), likelihood=5, impact=5))
    chance = book.table(RISK).get("o")
    threat = rate(book, risk, likelihood=5, impact=5)
    looks = Looks(book)
    assert looks.level(chance, "current_level") == OPPORTUNITY_METHOD.level("extreme")
    assert looks.level(threat, "current_level") == DEFAULT_METHOD.level("extreme")
    assert looks.level(replace(threat, current_method=None), "current_level") == (
        DEFAULT_METHOD.level("extreme")
    )
    assert looks.level(threat, "residual_level") is None
    assert looks.level(book.table(ASSESSMENT).all()[0], "level") == (
        OPPORTUNITY_METHOD.level("extreme")
    )


def test_copy_rests_and_is_changed_itself_until_it_rates_something(book: Book) -> None:
    with book.change("Copy"):
        copy = copy_method(book, DEFAULT_METHOD.id)
    assert copy.name == {"en": "House method 5×5 (copy)", "zh_CN": "通用方法 5×5（副本）"}
    assert active_method(book) == DEFAULT_METHOD
    edited = replace(copy, name={"en": "Ours"})
    with book.change("Edit"):
        assert keep_edits(book, edited) == edited
    assert [record.version for record in versions_of(book, copy.id)] == [1]
    with book.change("Use"):
        use_method(book, copy.id, in_use=True)
        risk = Risk(id=new_id(), number="R-001", title="x")
        book.table(RISK).save(risk)
        assess(book, Assessment(id=new_id(), risk=risk.id, tier=Tier.CURRENT, method=copy.id,
                                assessed_on=today(), likelihood=2, impact=3))  # fmt: skip
    assert rated_counts(book) == {copy.id: 1}
    with book.change("Edit"):
        made = keep_edits(book, replace(edited, name={"en": "Theirs"}))
    assert [record.version for record in versions_of(book, made.id)] == [1, 2]
    assert [record.active for record in versions_of(book, made.id)] == [False, True]
    assert check.check(book) == []


def test_edits_of_a_resting_shipped_method_rest_as_well(book: Book) -> None:
    with book.change("Rest"):
        use_method(book, LEC_METHOD.id, in_use=False)
        made = keep_edits(book, replace(LEC_METHOD, name={"en": "Ours"}))
    assert made.version == 2
    assert [record.active for record in versions_of(book, made.id)] == [False, False]


def test_shipped_method_is_missing_until_it_is_added(book: Book) -> None:
    assert missing_shipped(book) == [WEIGHTED_METHOD]
    with book.change("Add"):
        add_method(book, WEIGHTED_METHOD)
    assert missing_shipped(book) == []
