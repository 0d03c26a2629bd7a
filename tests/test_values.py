"""The values code by itself: periods against `datetime`, arithmetic against fractions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jimo_cli.values import calendar as cal
from jimo_cli.values import exact, fields, lengths, points, resolve, sets, steps
from jimo_cli.values.expressions import Length, Point, Same
from jimo_cli.values.numerals import Numeral
from jimo_cli.values.parts import Parts
from jimo_cli.values.scope import Reference, Scope

DAY = timedelta(days=1)
moments = st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(microsecond=0))

# -- periods


@given(at=moments, months=st.integers(-500, 500))
def test_months_away(at: datetime, months: int) -> None:
    moved = cal.plus_months(at, months)
    assert moved is not None
    assert moved.year * 12 + moved.month == at.year * 12 + at.month + months
    last = (moved.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    assert moved.day == min(at.day, last.day)
    assert moved.time() == at.time()


@given(at=moments, count=st.integers(-60, 60))
def test_working_days_away(at: datetime, count: int) -> None:
    moved = at
    for _ in range(abs(count)):
        moved += DAY if count > 0 else -DAY
        while moved.weekday() >= 5:
            moved += DAY if count > 0 else -DAY
    if at.weekday() < 5:
        assert cal.plus_workdays(at, count) == moved


UNITS = {"Y": "year", "H6": "half", "Q": "quarter", "M": "month", "W": "week", "D": "day", "H": "hour", "TM": "minute"}


@settings(max_examples=200)
@given(at=moments, unit=st.sampled_from(sorted(UNITS)), count=st.integers(1, 9))
def test_units(at: datetime, unit: str, count: int) -> None:
    """A unit holds its moment, the next begins where it ends, and some are one behind the other."""
    period = steps.unit_period(at, unit)
    assert period is not None
    assert period.grain == UNITS[unit]
    assert period.start <= at < period.end
    following = steps.unit_period(period.end, unit)
    assert following is not None
    assert following.start == period.end
    assert steps.shift_unit(period.start, 1, unit) == period.end
    several = steps.units(period.start, count, unit)
    assert several is not None
    last = steps.unit_period(several.end - timedelta(seconds=1), unit)
    assert last is not None
    assert (several.start, several.end) == (period.start, last.end)
    assert several.value == (period.value if count == 1 else f"{period.value}/{last.value}")
    assert steps.shift_unit(several.end, -count, unit) == several.start


VALUES = {
    "Y": "2019", "H6": "2019-H2", "Q": "2019-Q4", "M": "2019-10", "W": "2019-W44", "D": "2019-10-30", "B": "2019-10-30",
    "H": "2019-10-30T08", "TM": "2019-10-30T08:27", "S": "2019-10-30T08:27:09",
}  # fmt: skip


def test_values_of_units() -> None:
    for unit, value in VALUES.items():
        period = steps.unit_period(datetime(2019, 10, 30, 8, 27, 9), unit)
        assert period is not None
        assert period.value == value


@pytest.mark.parametrize(
    ("of", "mod", "start", "end"),
    [
        (cal.year(2019), "START", "2019-01-01", "2019-03-01"),
        (cal.year(2019), "MID", "2019-06-01", "2019-08-01"),
        (cal.year(2019), "END", "2019-11-01", "2020-01-01"),
        (cal.month(2019, 2), "START", "2019-02-01", "2019-02-11"),
        (cal.month(2019, 2), "MID", "2019-02-11", "2019-02-21"),
        (cal.month(2019, 2), "END", "2019-02-21", "2019-03-01"),
        (cal.quarter(2019, 3), "START", "2019-07-01", "2019-08-01"),
        (cal.quarter(2019, 3), "MID", "2019-08-01", "2019-09-01"),
        (cal.quarter(2019, 3), "END", "2019-09-01", "2019-10-01"),
        (cal.half(2019, 2), "START", "2019-07-01", "2019-09-01"),
        (cal.half(2019, 2), "END", "2019-11-01", "2020-01-01"),
        (cal.season(2019, "SU"), "END", "2019-08-01", "2019-09-01"),
        (cal.decade(1990), "START", "1990-01-01", "1993-01-01"),
        (cal.decade(1990), "MID", "1993-01-01", "1997-01-01"),
        (cal.decade(1990), "END", "1997-01-01", "2000-01-01"),
        (cal.century(20), "START", "1900-01-01", "1930-01-01"),
        (cal.century(20), "MID", "1930-01-01", "1970-01-01"),
        (cal.century(20), "END", "1970-01-01", "2000-01-01"),
        (cal.century(1), "START", "0001-01-01", "0030-01-01"),
        (cal.century(1), "END", "0070-01-01", "0100-01-01"),
        (cal.century(2), "START", "0100-01-01", "0130-01-01"),
    ],
)
def test_edges(of: cal.Period | None, mod: str, start: str, end: str) -> None:
    assert of is not None
    edge = cal.edge(of, mod)
    assert edge is not None
    assert (edge.start.isoformat()[:10], edge.end.isoformat()[:10]) == (start, end)
    assert (edge.value, edge.grain, edge.mod) == (of.value, of.grain, mod)


@given(of=st.integers(1950, 2050), month=st.integers(1, 12), weekday=st.integers(1, 7), nth=st.integers(1, 6))
def test_nth_weekdays(of: int, month: int, weekday: int, nth: int) -> None:
    within = cal.month(of, month)
    assert within is not None
    every = [within.start + n * DAY for n in range((within.end - within.start).days)]
    named = [at for at in every if at.isoweekday() == weekday]
    found = cal.nth_weekday(within, nth, weekday)
    assert (found.start if found else None) == (named[nth - 1] if nth <= len(named) else None)
    last = cal.nth_weekday(within, -1, weekday)
    assert last is not None
    assert last.start == named[-1]


@given(at=moments, shift=st.integers(-60, 60))
def test_weeks(at: datetime, shift: int) -> None:
    week = cal.week_of(at, shift)
    assert week is not None
    year, number, _ = (at + 7 * shift * DAY).isocalendar()
    assert week.value == f"{year}-W{number:02d}"
    assert (week.start.isoweekday(), week.end - week.start) == (1, 7 * DAY)
    weekend = cal.weekend(week)
    assert weekend is not None
    assert (weekend.start, weekend.end, weekend.value) == (week.start + 5 * DAY, week.end, f"{week.value}-WE")
    for number in range(1, 8):
        day = cal.weekday(week, number)
        assert day is not None
        assert day.start == week.start + (number - 1) * DAY


@given(of=st.integers(1950, 2050), number=st.integers(1, 53))
def test_weeks_of_a_year(of: int, number: int) -> None:
    within = cal.year(of)
    assert within is not None
    found = cal.nth_week(within, number)
    try:
        monday = date.fromisocalendar(of, number, 1)
    except ValueError:
        assert found is None
        return
    assert found is not None
    assert found.start.date() == monday


@given(at=moments, years=st.integers(-40, 40))
def test_the_same_in_another_year(at: datetime, years: int) -> None:
    for unit, form in (("Y", "{}"), ("H6", "{}-H1 {}-H2"), ("Q", "{}-Q1 {}-Q2 {}-Q3 {}-Q4"), ("M", "")):
        period = steps.unit_period(at, unit)
        assert period is not None
        moved = cal.shifted_years(period, years)
        assert moved is not None
        assert moved.value == f"{at.year + years}{period.value[4:]}"
        assert moved.start == period.start.replace(year=at.year + years)
        assert not form or period.value in form.replace("{}", str(at.year)).split()
    several = steps.units(datetime(2019, 1, 1), 7, "M")
    assert several is not None
    moved = cal.shifted_years(several, -1)
    assert moved is not None
    assert (moved.value, moved.start, moved.end) == ("2018-01/2018-07", datetime(2018, 1, 1), datetime(2018, 8, 1))


def test_what_there_is_none_of() -> None:
    for found in (
        cal.year(0), cal.year(9999), cal.month(2019, 13), cal.month(2019, 0), cal.month(9999, 1), cal.day(2019, 2, 29),
        cal.day(2019, 0, 1), cal.clock(cal.day(2019, 1, 1), 25, None, None), cal.clock(cal.day(2019, 1, 1), 24, 1, None),  # type: ignore[arg-type]
        cal.clock(cal.day(2019, 1, 1), -1, None, None), cal.shifted_day(datetime(9999, 12, 30), 9),  # type: ignore[arg-type]
        cal.plus_months(datetime(1, 1, 1), -1), cal.plus_months(datetime(9999, 12, 1), 1),
        cal.plus_days(datetime(1, 1, 1), -1), cal.plus(datetime(9999, 12, 31), 2 * DAY), cal.week(None),
        cal.shifted_years(cal.day(2020, 2, 29), -1),  # type: ignore[arg-type]
        cal.nth_weekday(cal.month(2019, 5), 0, 7), cal.nth_weekday(cal.month(2019, 5), 5, 7),  # type: ignore[arg-type]
    ):  # fmt: skip
        assert found is None
    assert cal.year(1) is not None
    assert cal.year(9998) is not None
    assert cal.clock(cal.day(2019, 1, 1), 24, 0, 0) is not None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("portion", "of", "value"),
    [
        (("first", 7, "M"), cal.year(2019), "2019-01/2019-07"),
        (("last", 4, "M"), cal.year(2019), "2019-09/2019-12"),
        (("first", 3, "Q"), cal.year(2019), "2019-Q1/2019-Q3"),
        (("last", 1, "Q"), cal.year(2019), "2019-Q4"),
        (("first", 1, "H6"), cal.year(2019), "2019-H1"),
        (("first", 12, "M"), cal.year(2019), "2019-01/2019-12"),
        (("first", 13, "M"), cal.year(2019), None),
        (("first", 2, "W"), cal.month(2019, 5), "2019-W19/2019-W20"),
        (("last", 1, "W"), cal.month(2019, 5), "2019-W21"),
        (("first", 10, "D"), cal.month(2019, 5), "2019-05-01/2019-05-10"),
        (("last", 2, "D"), cal.month(2019, 5), "2019-05-30/2019-05-31"),
        (("first", 31, "D"), cal.month(2019, 5), "2019-05-01/2019-05-31"),
        (("first", 32, "D"), cal.month(2019, 5), None),
        (("first", 3, "Y"), cal.decade(1990), "1990/1992"),
        (("last", 3, "Y"), cal.decade(1990), "1997/1999"),
        (("first", 3, "Y"), cal.year(1990), None),
        (("first", 3, "H"), cal.year(1990), None),
    ],
)
def test_portions(portion: tuple[str, int, str], of: cal.Period | None, value: str | None) -> None:
    assert of is not None
    found = steps.portion(portion, of)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("portion", "day", "value"),
    [
        (("first", 7, "M"), "2019-10-30", "2019-01/2019-07"),
        (("first", 7, "M"), "2019-08-01", "2019-01/2019-07"),
        (("first", 7, "M"), "2019-07-31", "2018-01/2018-07"),
        (("first", 2, "M"), "2019-02-15", "2018-12/2019-01"),
        (("first", 3, "Q"), "2019-10-30", "2019-Q1/2019-Q3"),
        (("first", 3, "Q"), "2019-08-01", "2019-Q1/2019-Q3"),
        (("first", 3, "Q"), "2019-03-01", "2018-Q1/2018-Q3"),
        (("first", 2, "Q"), "2019-05-01", "2018-Q1/2018-Q2"),
        (("last", 2, "M"), "2019-05-01", "2019-11/2019-12"),
        (("first", 2, "Y"), "2019-05-01", "2017/2018"),
        (("last", 3, "D"), "2019-05-01", "2019-05-02/2019-05-04"),
        (("first", 1, "M"), "2019-05-01", "2019-04"),
    ],
)
def test_portions_of_nothing(portion: tuple[str, int, str], day: str, value: str) -> None:
    found = steps.bare_portion({"portion": portion}, datetime.fromisoformat(day))
    assert found is not None
    assert found.value == value


# -- exact numbers

decimals = st.decimals(-(10**12), 10**12, places=4, allow_nan=False)


@given(one=decimals, other=decimals)
def test_arithmetic(one: exact.Exact, other: exact.Exact) -> None:
    assert Fraction(exact.plus(one, other)) == Fraction(one) + Fraction(other)
    assert Fraction(exact.times(one, other)) == Fraction(one) * Fraction(other)
    if other:
        assert abs(Fraction(exact.divided(one, other)) - Fraction(one) / Fraction(other)) <= abs(
            Fraction(one) / Fraction(other)
        ) * Fraction(1, 10**14)


# -- what the tense decides


@pytest.mark.parametrize(
    ("today", "month", "day", "wanted"),
    [
        ("2021-01-10", 12, 20, "2020-12-20"),
        ("2021-12-25", 1, 5, "2022-01-05"),
        ("2021-06-15", 6, 20, "2021-06-20"),
        ("2021-06-15", 6, 10, "2021-06-10"),
        ("2021-07-01", 1, 20, "2021-01-20"),
        ("2021-02-27", 2, 29, "2020-02-29"),
    ],
)
def test_what_may_be_past_or_to_come_is_the_nearest(today: str, month: int, day: int, wanted: str) -> None:
    scope = Scope(Reference(datetime.fromisoformat(today), True, True), lambda: "maybe")
    found = points.find({"month": month, "day": day}, scope)
    assert found is not None
    assert found.period.value == wanted


@pytest.mark.parametrize("decade", [0, 90])
def test_decades_of_a_century(decade: int) -> None:
    found = points.find({"century": 20, "decade": decade}, Scope(Reference()))
    assert found is not None
    assert (found.period.start.year, found.period.end.year) == (1900 + decade, 1910 + decade)


@pytest.mark.parametrize("decade", [5, 95, 100, 110, 990, 1995])
def test_what_is_no_decade(decade: int) -> None:
    """Tens below a hundred, or a year that ends in 0."""
    assert points.find({"decade": decade}, Scope(Reference(datetime(2021, 3, 17), True, True))) is None


@pytest.mark.parametrize(("century", "value"), [(0, None), (1, "00"), (20, "19"), (99, "98"), (100, None)])
def test_centuries(century: int, value: str | None) -> None:
    found = points.find({"century": century}, Scope(Reference()))
    assert (found.period.value if found else None) == value


def test_years_of_the_chinese_calendar() -> None:
    """From one Spring Festival to the next; none where the tables end."""
    scope = Scope(Reference(datetime(2021, 3, 17), True, True))
    for year, start, end in ((2019, "2019-02-05", "2020-01-25"), (2020, "2020-01-25", "2021-02-12")):
        found = points.find({"year": year, "lunar": True}, scope)
        assert found is not None
        assert found.period.value == str(year)
        assert (found.period.start.isoformat()[:10], found.period.end.isoformat()[:10]) == (start, end)
    assert points.find({"year": 2200, "lunar": True}, scope) is None
    assert points.find({"year": 2020, "lunar": True, "day": 5}, scope) is None, "a day of no month"


@pytest.mark.parametrize("now", [1984, 2021, 2043])
def test_years_of_the_cycle_of_sixty(now: int) -> None:
    scope = Scope(Reference(datetime(now, 6, 1), True, True))
    years = []
    for cycle in range(60):
        found = points.find({"cycle": cycle}, scope)
        assert found is not None
        years.append(int(found.period.value))
        assert (years[-1] - 4) % 60 == cycle
    assert sorted(years) == list(range(now - 29, now + 31))


def test_no_tense_means_the_past_of_two_that_are_equally_near() -> None:
    scope = Scope(Reference(datetime(2021, 7, 1), True, True))
    assert scope.tense == "none"
    for told, wanted in (
        ({"month": 6, "day": 30}, "2021-06-30"),
        ({"month": 12, "day": 31}, "2021-12-31"),
        ({"month": 2, "day": 29}, "2020-02-29"),
    ):
        found = points.find(told, scope)
        assert found is not None
        assert found.period.value == wanted


# -- fields


class Place(NamedTuple):
    start: int
    end: int


def parts(given: dict[str, Any] | None = None, **values: Any) -> Parts:
    """Parts without a text, by their labels."""
    return Parts(list(values), list(values.values()), [Place(0, 0)] * len(values), ("", ""), given or {})


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [
        ("month", 1, 12), ("quarter", 1, 4), ("half", 1, 2), ("day", 1, 31), ("hour", 0, 24), ("minute", 0, 59), ("second", 0, 59),
        ("lunar_month", 1, 12), ("lunar_day", 1, 30), ("week", 1, 53), ("weekday", 1, 7), ("nth", -1, 400),
    ],
)  # fmt: skip
def test_limits_of_fields(field: str, least: int, most: int) -> None:
    for value, is_sound in ((least - 1, False), (least, True), (most, True), (most + 1, False)):
        assert fields.sound({field: value}) == is_sound
        assert fields.collect(parts(**{field: Numeral(value, value)})) == ({field: value} if is_sound else None)


@pytest.mark.parametrize(
    "label",
    [
        "month", "day", "hour", "minute", "year", "short_year", "decade", "century", "nth_day", "nth_month", "nth_week",
        "month_word", "bc_year", "fives", "era_year",
    ],
)  # fmt: skip
def test_number_of_a_word(label: str) -> None:
    """A word with a number is a field where its label is one, and else only what its attributes say."""
    assert fields.collect(parts(**{label: {"n": 5}})) == {label: 5}
    assert fields.collect(parts(word={"n": 5, "rel_year": -1})) == {"rel_year": -1}


def test_what_is_said_beside_the_fields() -> None:
    others = {"mod": "START", "side": "since", "way": "ago", "n": 3, "fragile": 1, "near": 1}
    assert fields.collect(parts(others, word={**others, "month": 3})) == {"month": 3}


def test_fields_given_twice() -> None:
    assert fields.collect(parts(month=Numeral(3, 3), word={"month": 3})) == {"month": 3}
    assert fields.collect(parts(month=Numeral(3, 3), word={"month": 5})) is None
    assert fields.collect(parts(month=Numeral(3, 5))) is None, "no month is vague"


@pytest.mark.parametrize(
    ("point", "every", "value"),
    [
        ({"third": 1}, "M", "P1M"), ({"month_edge": "END"}, "M", "P1M"), ({"nth": 2, "weekday": 7}, "M", "P1M"),
        ({"nth_week": 1}, "M", "P1M"), ({"month": 5, "third": 1}, "Y", "P1Y"), ({"month": 5, "nth": 2, "weekday": 7}, "Y", "P1Y"),
        ({"lunar_month": 8, "lunar_day": 15}, "Y", "P1Y"), ({"lunar": True, "day": 15}, "M", "P1M"), ({"feast": "solar 10 1"}, "Y", "P1Y"),
        ({"term": 7}, "Y", "P1Y"), ({"year_edge": "END"}, "Y", "P1Y"), ({"portion": ("first", 3, "M")}, "Y", "P1Y"),
        ({"weekday": 5}, "W", "XXXX-WXX-5"), ({"weekend": 1}, "W", "XXXX-WXX-WE"), ({"month": 3}, "Y", "XXXX-03"),
        ({"month": 3, "day": 5}, "Y", "XXXX-03-05"), ({"day": 5}, "M", "XXXX-XX-05"), ({"quarter": 3}, "Y", "XXXX-Q3"),
        ({"season": "SU"}, "Y", "XXXX-SU"), ({"half": 1}, "Y", "XXXX-H1"), ({"part": "TMO"}, "D", "XXXX-XX-XXTMO"),
        ({"hour": 9}, "D", "XXXX-XX-XXT09"), ({"hour": 9, "minute": 5}, "D", "XXXX-XX-XXT09:05"), ({"weekday": 1, "hour": 9}, "W", "XXXX-WXX-1T09"),
        ({"hour": 1, "afternoon": (1, 11)}, "D", "XXXX-XX-XXT13"), ({"hour": 11, "afternoon": (1, 11)}, "D", "XXXX-XX-XXT23"),
        ({"hour": 12, "afternoon": (1, 11)}, "D", "XXXX-XX-XXT12"), ({"hour": 15, "afternoon": (1, 11)}, "D", "XXXX-XX-XXT15"),
        ({"third": 1, "part": "TMO"}, "M", "P1M"), ({"rel_year": 1}, "D", None),
    ],
)  # fmt: skip
def test_what_comes_again(point: dict[str, Any], every: str, value: str | None) -> None:
    """What varies is X; what has no such form is only said to come every month or year."""
    assert sets.underspecified(point, Length(((1, 1, every),))) == value


# -- lengths


@pytest.mark.parametrize(
    ("digits", "is_length"),
    [
        ("8", True),
        ("08", False),
        ("007", False),
        ("12", True),
        ("201", True),
        ("1949", False),
        ("2018", False),
        ("3018", True),
    ],
)
def test_years_that_are_no_lengths(digits: str, is_length: bool) -> None:
    """08年 and 2018年 name a year, 8年 and 12年 are as long; months are counted however they are written."""
    count = Numeral(int(digits), int(digits), digits=digits)
    years = lengths.length(parts(amount=count, unit={"unit": "Y"}))
    assert (years is not None) == is_length
    months = lengths.length(parts(amount=count, unit={"unit": "M"}))
    assert months is not None
    assert months.items == ((int(digits), int(digits), "M"),)


# -- the same period of another year


@pytest.mark.parametrize(
    ("same", "period", "value"),
    [
        (Same(None), cal.half(2021, 1), "2020-H1"),
        (Same(Point({"rel_year": -1})), cal.quarter(2019, 2), "2018-Q2"),
        (Same(Point({"year": 2015})), cal.month(2021, 3), "2015-03"),
        (Same(Point({"rel_year": -1})), None, "2020"),
        (Same(Point({"rel_month": -1})), cal.day(2021, 3, 5), "2021-02-05"),
        (Same(Point({"rel_month": -1})), cal.third(cal.month(2021, 3), 1), "2021-02-01/2021-02-10"),  # type: ignore[arg-type]
        (Same(Point({"rel_month": -1})), cal.month(2021, 3), "2021-02"),
        (Same(Point({"rel_month": -1})), None, "2021-02"),
        (Same(Point({"rel_week": -1})), cal.day(2021, 3, 17), "2021-03-10"),
        (Same(Point({"rel_week": -1})), cal.week_of(datetime(2021, 3, 17)), "2021-W10"),
    ],
)
def test_the_same_period_of_before(same: Same, period: cal.Period | None, value: str) -> None:
    scope = Scope(Reference(datetime(2021, 3, 17), True, True), period=period)
    found = resolve.resolve(same, scope)
    assert found is not None
    assert found.value == value
