"""How what differs between two moments reads: each change as one sentence, long texts beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.ledger.models import Entry
from accounts.templatetags.people import person
from evidence.templatetags.evidence import figure
from reviews.decisions.rules.comparison import Difference, Event, Part
from reviews.decisions.wording import PART_LABELS, called, field_label
from reviews.sentences import BOOK
from reviews.trail.changes import Change, Names
from reviews.trail.compared import ComparedRow, Line, Section
from reviews.trail.registry import BY_LABEL, Story
from reviews.trail.rules.facets import Facet, Move, facets
from reviews.trail.values import PEOPLE, in_words, model_of
from reviews.trail.writers import Writers, story_of

#: A text up to here, in characters, is read inside its sentence; a longer one stands beneath it.
INSIDE = 90

MOVES: dict[Move, Any] = {
    Move.STATED: _("%(what)s, newly stated: %(after)s"),
    Move.TAKEN_AWAY: _("%(what)s, no longer stated: it was %(before)s"),
    Move.HOLDS: _("%(what)s: now yes"),
    Move.NO_LONGER: _("%(what)s: no longer"),
    Move.RAISED: _("%(what)s raised from %(before)s to %(after)s"),
    Move.LOWERED: _("%(what)s lowered from %(before)s to %(after)s"),
    Move.LONGER: _("%(what)s lengthened from %(before)s to %(after)s"),
    Move.SHORTER: _("%(what)s shortened from %(before)s to %(after)s"),
    Move.LATER: _("%(what)s moved later, from %(before)s to %(after)s"),
    Move.EARLIER: _("%(what)s moved earlier, from %(before)s to %(after)s"),
    Move.DEEPER: _("%(what)s deepened from %(before)s to %(after)s"),
    Move.SHALLOWER: _("%(what)s made shallower, from %(before)s to %(after)s"),
    Move.MORE: _("%(what)s increased from %(before)s to %(after)s"),
    Move.LESS: _("%(what)s reduced from %(before)s to %(after)s"),
    Move.FORWARD: _("%(what)s moved on from %(before)s to %(after)s"),
    Move.BACK: _("%(what)s moved back from %(before)s to %(after)s"),
    Move.CHANGED: _("%(what)s changed from %(before)s to %(after)s"),
}

#: The same for texts that stand beneath their sentence.
LONG_MOVES: dict[Move, Any] = {
    Move.STATED: _("%(what)s, newly stated"),
    Move.TAKEN_AWAY: _("%(what)s, no longer stated"),
    Move.CHANGED: _("%(what)s, rewritten"),
}

#: What has a shorter way to say it than by the name of its field.
_OWN: dict[tuple[str, Move], Any] = {
    ("withdrawn_at", Move.STATED): _("Withdrawn on %(after)s"),
    ("superseded_by_id", Move.STATED): _("Superseded by %(after)s"),
    ("resolved_on", Move.STATED): _("Resolved on %(after)s"),
    ("observed_on", Move.STATED): _("Observed on %(after)s"),
    ("concluded_at", Move.STATED): _("Concluded on %(after)s"),
    ("looked_again_id", Move.STATED): _("Looked at again: %(after)s"),
    ("set_aside_at", Move.STATED): _("Set aside on %(after)s"),
    ("incentives_looked_at", Move.STATED): _("Incentives looked at again on %(after)s"),
    ("incentives_looked_at", Move.LATER): _("Incentives looked at again on %(after)s"),
    ("read_at", Move.LATER): _("Read again on %(after)s"),
    ("in_operation_since", Move.STATED): _("In operation since %(after)s"),
    ("in_operation_until", Move.STATED): _("In operation until %(after)s"),
    ("single_point_of_failure", Move.HOLDS): _("Now a single point of failure"),
    ("single_point_of_failure", Move.NO_LONGER): _("No longer a single point of failure"),
    ("critical_path", Move.HOLDS): _("Now on the critical path"),
    ("critical_path", Move.NO_LONGER): _("No longer on the critical path"),
    ("earlier_digest", Move.CHANGED): _("Values of earlier periods changed"),
}

_EVENTS: dict[Event, Any] = {Event.ADDED: _("Added"), Event.REMOVED: _("Removed")}
_VALUES: dict[Event, Any] = {
    Event.ADDED: _("Recorded for %(values)s"),
    Event.REMOVED: _("Removed for %(values)s"),
}

#: The page's sections, in its order, with the parts that stand in each.
_SECTIONS: tuple[tuple[Any, tuple[Part, ...]], ...] = (
    (_("Partnership"), (Part.PARTNERSHIP,)),
    (_("Partner"), (Part.PARTNER, Part.PARTNER_FACT)),
    (_("Scale steps"), (Part.SCALE_STEP, Part.UNCERTAINTY, Part.OPTION)),
    (_("Claims"), (Part.CLAIM, Part.CRITERION)),
    (
        _("Fit Card"),
        (
            Part.FIT_CARD,
            Part.CONFLICT_RISK,
            Part.INTEGRATION_POINT,
            Part.EXIT_STEP,
            Part.EXIT_REHEARSAL,
        ),
    ),
    (_("Boundary"), (Part.BOUNDARY_DESIGN, Part.RESPONSIBILITY, Part.ESCALATION_STEP)),
    (_("Triggers"), (Part.TRIGGER,)),
    (_("Pilots"), (Part.PILOT, Part.PILOT_CRITERION)),
    (
        _("Evidence"),
        (
            Part.ARTIFACT,
            Part.REVALIDATION,
            Part.DOUBT,
            Part.READING,
            Part.ASSESSMENT,
            Part.ANSWER,
        ),
    ),
    (_("Measurements"), (Part.MEASUREMENT, Part.MEASURED_VALUE)),
    (_("What does not apply"), (Part.NOT_APPLICABLE,)),
    (_("Health"), (Part.HEALTH_REVIEW, Part.VIOLATION, Part.SIGHTING)),
)

#: There is one of each, so that its section names it.
_ONLY_ONE = frozenset({Part.PARTNER, Part.PARTNERSHIP, Part.FIT_CARD, Part.BOUNDARY_DESIGN})

#: Parts that are called by what they refer to.
_NAMED_BY = {Part.OPTION: "partnership_id", Part.READING: "criterion_id"}


@dataclass(frozen=True)
class Telling:
    """What sentences need besides the differences: who wrote them, and what ids stand for."""

    writers: Writers
    names: Names


def sections(found: Iterable[Difference], telling: Telling) -> list[Section]:
    """Differences as the sections of a page; what does not differ has none."""
    by_part: dict[Part, list[list[Difference]]] = defaultdict(list)
    place = {part: parts[0] for _title, parts in _SECTIONS for part in parts}
    for several in _together(found):
        by_part[place[several[0].part]].append(several)
    return [
        _section(str(title), by_part[parts[0]], telling)
        for title, parts in _SECTIONS
        if by_part[parts[0]]
    ]


def _together(found: Iterable[Difference]) -> list[list[Difference]]:
    """The differences of one row of the page: a part with what came or went along with it, and
    all values of one series.
    """
    together: list[list[Difference]] = []
    for each in found:
        last = together[-1][0] if together else each
        is_value = each.part is last.part is Part.MEASURED_VALUE
        same_series = is_value and _series(each) == _series(last)
        if together and (each.along or same_series):
            together[-1].append(each)
        else:
            together.append([each])
    return together


def _series(found: Difference) -> str:
    return found.id.partition("/")[0]


def _section(title: str, rows: Iterable[list[Difference]], telling: Telling) -> Section:
    rows = list(rows)
    only = next((first for first, *_ in rows if first.part in _ONLY_ONE), None)
    href = telling.writers.history_of(only) if only else ""
    return Section(title, tuple(_row(each, telling) for each in rows), href)


def referred(found: Iterable[Difference]) -> dict[Story, set[int]]:
    """What the differences refer to, so that it can be named: ids by the story of their model."""
    wanted: dict[Story, set[int]] = defaultdict(set)
    for each in found:
        for name, value in _references(each):
            model = model_of(each.part, name)
            if model is not None and value:
                wanted[BY_LABEL[model._meta.label_lower]].add(int(value))
    return wanted


def _references(found: Difference) -> Iterator[tuple[str, Any]]:
    """Fields with their values: those that differ, and the one that names the part."""
    for facet in facets(found):
        yield facet.name, facet.before
        yield facet.name, facet.after
    if name := _NAMED_BY.get(found.part):
        yield name, getattr(found.after or found.before, name)


def _row(several: list[Difference], telling: Telling) -> ComparedRow:
    found, *along = several
    if found.part is Part.MEASURED_VALUE:
        return _values_row(several, telling)
    is_only = found.part in _ONLY_ONE
    name = _name(found, telling.names)
    return ComparedRow(
        event=found.event.value,
        noun="" if is_only else str(PART_LABELS[found.part]),
        name="" if is_only else name,
        within="" if found.part is Part.PARTNER_FACT else found.within,
        lines=tuple(_lines(found, telling)),
        said=(*_said(found, name, telling.names), *(_said_along(each, telling) for each in along)),
        href="" if is_only else telling.writers.history_of(found),
    )


def _values_row(values: list[Difference], telling: Telling) -> ComparedRow:
    """The values of one series that differ: those that came or went with one entry in one line."""
    by_entry: dict[tuple[Event, Entry | None], list[Difference]] = defaultdict(list)
    for each in values:
        by_entry[each.event, telling.writers.entry_of(each, each.fields)].append(each)
    return ComparedRow(
        event=Event.CHANGED.value,
        noun=gettext("Values"),
        name=values[0].within,
        within="",
        lines=tuple(_values_lines(by_entry, telling.names)),
        said=(),
        href=story_of(Part.MEASUREMENT).history_url(int(_series(values[0]))),
    )


def _values_lines(
    by_entry: Mapping[tuple[Event, Entry | None], list[Difference]], names: Names
) -> Iterator[Line]:
    """Such as "Recorded for 2026-08: 95.5; 2026-09: 97", and a line for each value that changed."""
    for (event, entry), values in by_entry.items():
        reason = entry.reason if entry else ""
        if event is Event.CHANGED:
            yield from (Line(said, (), entry, reason) for said in _corrected(values, names))
        else:
            told = "; ".join(f"{each.name}: {_figure(each)}" for each in values)
            yield Line(str(_VALUES[event]) % {"values": told}, (), entry, reason)


def _corrected(values: list[Difference], names: Names) -> Iterator[str]:
    for each in values:
        for facet in facets(each):
            what, _texts = _sentence(each.part, facet, names)
            yield gettext("%(period)s: %(what)s") % {"period": each.name, "what": what}


def _figure(found: Difference) -> str:
    return figure((found.after or found.before).value)


def _said_along(found: Difference, telling: Telling) -> Change:
    """What came or went along, in one line with who wrote it."""
    name = _name(found, telling.names)
    said = [name, *(each.after or each.before for each in _said(found, name, telling.names))]
    entry = telling.writers.entry_of(found)
    words = ", ".join(each for each in said if each)
    if entry is not None:
        by = {"who": person(entry.by_id), "when": _day(entry.at)}
        words = f"{words} ({gettext('%(who)s, %(when)s') % by})"
    side = ("", words) if found.event is Event.ADDED else (words, "")
    return Change(str(PART_LABELS[found.part]), *side)


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT")


def _name(found: Difference, names: Names) -> str:
    """What the part is called; an option that takes no partner by its way."""
    field = _NAMED_BY.get(found.part)
    if field is None:
        return called(found)
    row = found.after or found.before
    named = in_words(found.part, field, getattr(row, field), names)
    return named or str(BOOK.label(row.kind))


def _lines(found: Difference, telling: Telling) -> Iterator[Line]:
    if found.event is not Event.CHANGED:
        entry = telling.writers.entry_of(found)
        yield Line(str(_EVENTS[found.event]), (), entry, entry.reason if entry else "")
        return
    for facet in facets(found):
        entry = telling.writers.entry_of(found, facet.fields)
        because = facet.because or (entry.reason if entry else "")
        sentence, texts = _sentence(found.part, facet, telling.names)
        both = (each for each in (facet, facet.beside) if each)
        sides = tuple(_text(found.part, each, telling.names) for each in both)
        yield Line(sentence, texts + sides[1:], entry, because, sides)


def _sentence(part: Part, facet: Facet, names: Names) -> tuple[str, tuple[Change, ...]]:
    """The sentence of a change, and its texts where they are too long to stand in it."""
    text = _text(part, facet, names)
    if _is_long(text.before) or _is_long(text.after):
        frame = LONG_MOVES.get(facet.move, LONG_MOVES[Move.CHANGED])
        return str(frame) % {"what": text.label}, (text,)
    frame = _OWN.get((facet.name, facet.move), MOVES[facet.move])
    before = _quoted(facet, facet.before, text.before)
    after = _quoted(facet, facet.after, text.after)
    return str(frame) % {"what": text.label, "before": before, "after": after}, ()


def _text(part: Part, facet: Facet, names: Names) -> Change:
    """What a facet said before and what it says now, in words."""
    label = _capitalised(field_label(part, facet.name))
    before, after = (
        in_words(part, facet.name, value, names) for value in (facet.before, facet.after)
    )
    return Change(label, before, after, facet.name)


def _said(found: Difference, name: str, names: Names) -> Iterator[Change]:
    """Everything that a part which came or went says, as far as its name does not say it."""
    if found.event is Event.CHANGED:
        return
    for facet in facets(found):
        text = _text(found.part, facet, names)
        if (text.before or text.after) != name or _is_long(name):
            yield text


def _capitalised(label: str) -> str:
    return label[:1].upper() + label[1:]


def _is_long(text: str) -> bool:
    return len(text) > INSIDE or "\n" in text


def _quoted(facet: Facet, value: Any, words: str) -> str:
    """People's own words in quotation marks, and choices that would run into the sentence."""
    is_text = isinstance(value, str) and not isinstance(value, Enum)
    runs_on = isinstance(value, Enum) and "," in words
    quoted = (is_text and facet.name not in PEOPLE) or runs_on
    return gettext("“%(text)s”") % {"text": words} if quoted else words
