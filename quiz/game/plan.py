"""Which questions a round asks: seeded, mixed by topic and form, each fact once if possible."""

from collections.abc import Collection, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from quiz.game.order import FEW, Cues, cues_of, gives_away, may_give_away, ordered
from quiz.items.answer_kind import AnswerKind
from quiz.items.draw import Draw
from quiz.items.forms import FORMS
from quiz.items.item import Item, MixedUp, NotGenerated
from quiz.items.sources import Fact, ItemSource

_LOOK_AHEAD = 3  # facts of a topic that are compared for the next question
_TRIES = 3  # patterns that are compared for a fact


class Planned(NamedTuple):
    """An item to ask. `slot` and the seed fix its options and their order."""

    item: Item
    slot: int


#: The cost of an item, the item, its source, and its cues.
_Candidate = tuple[tuple[int, ...], Item, ItemSource, Cues]


def plan(facts: Sequence[Fact], count: int, seed: str) -> tuple[Planned, ...]:
    """Choose up to `count` items. The same facts and seed give the same items.

    Topics take turns, and forms alternate. No fact comes twice before all others have come once, nor twice in a row if
    possible. Candidates that earlier items give away are avoided, and in the end the items are put in an order in which
    none gives away a later one. A question on a passage is followed by the others on it, as many as there is room for.
    """
    planner = _Planner(facts, seed)
    while len(planner.items) < count and planner.add_one():
        pass
    return planner.planned()


def plan_asks(facts: Sequence[Fact], asks: Sequence[tuple[str, str]], count: int, seed: str) -> tuple[Planned, ...]:
    """Make an item of each fact to ask, in this order, and more of them up to `count`.

    `asks` are the ids of facts, each with that of the item it was last asked with, or nothing.
    If possible, a fact is asked differently from last time; one that no longer exists is left out.
    """
    wanted = dict(asks)
    there = {fact.id: fact for fact in facts if fact.id in wanted}
    planner = _Planner(list(there.values()), seed)
    for id_, last in wanted.items():
        if id_ in there:
            planner.ask(there[id_], last)
    while len(planner.items) < count and planner.add_one():
        pass
    return planner.planned()


def with_passages(chosen: Sequence[str], facts: Sequence[Fact], count: int) -> list[str]:
    """Return up to `count` of the chosen facts, each followed by all others that are about its passage."""
    wanted = set(chosen)
    passages = {fact.id: _passage_of(fact) for fact in facts if fact.id in wanted}
    found: dict[str, None] = {}
    for id_ in chosen:
        about = passages.get(id_, "")
        found |= dict.fromkeys([id_, *(fact.id for fact in facts if about and _passage_of(fact) == about)])
    return list(found)[:count]


def _passage_of(fact: Fact) -> str:
    """Return the id of the passage that a fact is about, or nothing."""
    return fact.item_sources[0].origin.passage.id if fact.item_sources else ""


def remake(fact: Fact, seed: str, slot: int, avoid: Sequence[str]) -> Item | None:
    """Make another item of a fact, one whose form was not shown yet if there is one.

    `avoid` holds the ids of the items of this fact that were shown, the latest last.
    """
    draw = Draw(f"{seed}\nagain\n{fact.id}\n{slot}")
    item_sources = [item_source for item_source in _sources_of(fact, draw) if fact.row in item_source.rows]
    shown = {name: i for i, name in enumerate(avoid)}
    forms = {item_source.origin.form for item_source in item_sources if _id(item_source, fact) in shown}
    item_sources.sort(key=lambda a: (_is_untyped(a, fact), shown.get(_id(a, fact), -1), a.origin.form in forms))
    for item_source in item_sources:
        item = item_source.item(fact.row, seed, slot, fact.prefer)
        if isinstance(item, Item):
            return item
    return None


def _sources_of(fact: Fact, draw: Draw) -> list[ItemSource]:
    """Return the sources of items for a fact in drawn order; if its answer should be typed, typed forms come first."""
    found = draw.shuffled(fact.item_sources)
    typed = [source.typed for source in found if source.typed] if fact.typed else []
    return [*typed, *(source for source in found if source not in typed)]


def _is_untyped(item_source: ItemSource, fact: Fact) -> bool:
    """Return whether a question has options although its answer should be typed."""
    return fact.typed and item_source.origin.answer_kind is not AnswerKind.TYPED


def _offers(item: Item, mixed_up: Collection[MixedUp]) -> bool:
    """Return whether an item offers both sides of a mix-up."""
    ids = {option.id for option in item.options}
    return any(answer in item.keys and chosen in ids for answer, chosen in mixed_up)


def _id(item_source: ItemSource, fact: Fact) -> str:
    row = fact.id.rpartition("/")[2]
    return item_source.origin.asks if item_source.origin.asks == fact.id else f"{item_source.origin.asks}/{row}"


def _alike(item_source: ItemSource, fact: Fact, last: str, forms: Collection[str]) -> int:
    """Return how similar to last time it would be: 2 is the same question, 1 another of its form, 0 another form."""
    return 2 if _id(item_source, fact) == last else int(item_source.origin.form in forms)


def _question(item: Item) -> tuple[object, ...]:
    """Return what makes two items the same question, so that one is enough in a round: what is asked and what is right.

    If things are ranked or matched, those that are shown are part of what is asked.
    """
    shown = () if FORMS[item.form].has_distractors else frozenset(option.text for option in item.options)
    keys = item.key_options if item.answer_kind.is_placed else frozenset(option.text for option in item.key_options)
    return item.origin.bank, item.origin.passage.id, item.stem, keys, item.prompts, shown


class _Deck:
    """The facts of a topic, drawn without shuffling all of them."""

    def __init__(self, facts: list[Fact], draw: Draw) -> None:
        self._facts = facts
        self._draw = draw

    def __bool__(self) -> bool:
        return bool(self._facts)

    def take(self) -> Fact:
        """Draw a fact and remove it."""
        i = self._draw.below(len(self._facts))
        self._facts[i], self._facts[-1] = self._facts[-1], self._facts[i]
        return self._facts.pop()

    def remove(self, fact: Fact) -> None:
        """Remove a fact that is asked anyhow, if it is there."""
        if fact in self._facts:
            self._facts.remove(fact)

    def put_back(self, fact: Fact) -> None:
        """Return a fact that was not used."""
        self._facts.append(fact)


class _Planner:
    def __init__(self, facts: Sequence[Fact], seed: str) -> None:
        self.items: list[Item] = []
        self._seed = seed
        self._draw = Draw(f"{seed}\nplan")
        self._every = facts
        self._mates: list[Fact] = []  # on the passages of what was taken, in the order of the bank
        self._used: dict[str, set[str]] = {}  # fact -> what has asked for it
        self._last_forms: dict[str, set[str]] = {}  # fact -> what it was asked in before the round
        self._facts: list[Fact] = []  # the fact of each item
        self._asked: list[Fact] = []
        self._cues: list[Cues] = []
        self._given_away: list[tuple[int, int]] = []  # an item, and another whose key it shows
        self._perhaps: list[tuple[int, int]] = []  # an item, and another whose key its feedback shows
        self._stems: set[str] = set()
        self._questions: set[tuple[object, ...]] = set()  # what was asked with which right answers
        by_topic: dict[str, list[Fact]] = {}
        for topic, found in groupby(facts, attrgetter("topic")):
            by_topic.setdefault(topic, []).extend(found)
        self._topics = self._draw.shuffled(list(by_topic))
        self._decks = {topic: _Deck(found, self._draw) for topic, found in by_topic.items()}

    def planned(self) -> tuple[Planned, ...]:
        """Return the items in the order in which to ask them."""
        order = ordered([item.fact for item in self.items], self._given_away, self._perhaps)
        if any(item.origin.passage.id for item in self.items):
            order = self._by_passages(order)
        for place, slot in enumerate(order):
            before = [self._cues[i] for i in order[:place]]
            if any(gives_away(other, self._cues[slot]) for other in before):
                self._ask_otherwise(slot, before, [self._cues[i] for i in order[place + 1 :]])
        return tuple(Planned(self.items[slot], slot) for slot in order)

    def _by_passages(self, order: Sequence[int]) -> list[int]:
        """Return an order with the items on each passage next to one another, in the order of the bank if possible.

        The first of them keeps its place. None is moved before one that it would give away.
        """
        places = {fact.id: place for place, fact in enumerate(self._every)}
        groups: dict[str, list[int]] = {}
        asked = [self.items[slot].fact for slot in order]
        times = {slot: asked[:at].count(asked[at]) for at, slot in enumerate(order)}
        for slot in order:
            groups.setdefault(self.items[slot].origin.passage.id or f"{slot}", []).append(slot)
        found: list[int] = []
        for group in groups.values():
            by_place = sorted(group, key=lambda slot: (times[slot], places[self.items[slot].fact]))
            place = {slot: at for at, slot in enumerate(by_place)}
            pairs = [pair for pair in self._given_away if pair[0] in place and pair[1] in place]
            found += group if any(place[one] < place[other] for one, other in pairs) else by_place
        return found

    def _ask_otherwise(self, slot: int, before: Sequence[Cues], after: Sequence[Cues]) -> None:
        """Make another item of a fact that was given away, if one gives nothing away and is not given away itself."""
        fact = self._facts[slot]
        for item_source in _sources_of(fact, self._draw):
            if fact.row not in item_source.rows or item_source.name in self._used[fact.id]:
                continue
            if self.items[slot].blanks and _is_untyped(item_source, fact):
                continue
            if item_source.origin.form in self._last_forms.get(fact.id, ()):
                continue
            item = item_source.item(fact.row, self._seed, slot, fact.prefer)
            if isinstance(item, NotGenerated) or item.stem in self._stems or _question(item) in self._questions:
                continue
            if fact.prefer and not _offers(item, fact.prefer):
                continue
            cues = cues_of(item, item_source, fact.row)
            if not any(gives_away(other, cues) for other in before) and not any(
                gives_away(cues, other) for other in after
            ):
                self._questions.remove(_question(self.items[slot]))
                self._questions.add(_question(item))
                self.items[slot], self._cues[slot] = item, cues
                self._used[fact.id].add(item_source.name)
                return

    def ask(self, fact: Fact, last: str) -> None:
        """Add the best item of a fact, in another form than that of the item it was last asked with."""
        self._decks[fact.topic].remove(fact)
        found = self._best_item(fact, last)
        if found is not None:
            self._take(found, fact)

    def add_one(self) -> bool:
        """Add the next item. Returns False when there is nothing left to ask."""
        while self._mates:
            fact = self._mates.pop(0)
            found = self._best_item(fact) if fact.id not in self._used else None
            if found is not None:
                self._decks[fact.topic].remove(fact)
                self._take(found, fact)
                return True
        if not any(self._decks.values()) and not self._second_helping():
            return False
        for _ in range(len(self._topics)):
            topic = self._topics.pop(0)
            self._topics.append(topic)
            while self._decks[topic]:
                if self._add_from(self._decks[topic]):
                    return True
        return self.add_one() if any(self._decks.values()) or self._second_helping() else False

    def _second_helping(self) -> bool:
        """Deal the facts that have another question, first those that were not asked for longest."""
        again = [
            f for f in self._asked if any(a.name not in self._used[f.id] for a in f.item_sources if f.row in a.rows)
        ]
        self._asked = []
        for fact in again:
            self._decks[fact.topic].put_back(fact)
        return bool(again)

    def _add_from(self, deck: _Deck) -> bool:
        """Add the best item of the next few facts of a topic."""
        best: _Candidate | None = None
        best_fact: Fact | None = None
        spare: list[Fact] = []
        while deck and len(spare) < _LOOK_AHEAD:
            fact = deck.take()
            found = self._best_item(fact)
            if found is None:
                continue
            if best is None or found[0] < best[0]:
                spare += [best_fact] if best_fact else []
                best, best_fact = found, fact
            else:
                spare.append(fact)
            if not any(best[0]):
                break
        for fact in spare:
            deck.put_back(fact)
        if best is None or best_fact is None:
            return False
        self._take(best, best_fact)
        return True

    def _best_item(self, fact: Fact, last: str = "") -> _Candidate | None:
        used = self._used.get(fact.id, set())
        item_sources = [item_source for item_source in _sources_of(fact, self._draw) if item_source.name not in used]
        forms = (
            {item_source.origin.form for item_source in item_sources if _id(item_source, fact) == last}
            if last
            else set()
        )
        if forms:
            self._last_forms[fact.id] = forms
            item_sources.sort(key=lambda one: (_is_untyped(one, fact), _alike(one, fact, last, forms)))
        best: _Candidate | None = None
        tries = 0
        for item_source in item_sources:
            if fact.row not in item_source.rows:
                continue
            item = item_source.item(fact.row, self._seed, len(self.items), fact.prefer)
            if isinstance(item, NotGenerated) or _question(item) in self._questions:
                continue
            cues = cues_of(item, item_source, fact.row)
            cost = self._cost(item, cues)
            if fact.prefer:
                cost = (int(not _offers(item, fact.prefer)), *cost)
            if forms:
                cost = (_alike(item_source, fact, last, forms), *cost)
            if fact.typed:
                cost = (int(_is_untyped(item_source, fact)), *cost)
            if best is None or cost < best[0]:
                best = (cost, item, item_source, cues)
            tries += 1
            if not any(best[0]) or (tries >= _TRIES and not fact.prefer):
                break
        return best

    def _cost(self, item: Item, cues: Cues) -> tuple[int, ...]:
        """Return the costs of an item, the heaviest first."""
        last = self.items[-1] if self.items else None
        in_a_row = int(last is not None and last.fact == item.fact)
        given = sum(gives_away(other, cues) for other in self._cues)
        few = self._cues if len(self._cues) < FEW else ()  # with more items, the order ignores what may be given away
        perhaps = sum(may_give_away(other, cues) for other in few)
        gives = sum(gives_away(cues, other) for other in self._cues)  # harmless, unless the player looks back
        same_stem = int(item.stem in self._stems)
        same_form = int(last is not None and last.form == item.form)
        return (in_a_row, same_stem, given, gives, perhaps, same_form)

    def _take(self, found: _Candidate, fact: Fact) -> None:
        _, item, item_source, cues = found
        new = len(self.items)
        for i, other in enumerate(self._cues):
            if gives_away(other, cues):
                self._given_away.append((i, new))
            if gives_away(cues, other):
                self._given_away.append((new, i))
            if new < FEW and may_give_away(other, cues):
                self._perhaps.append((i, new))
            if new < FEW and may_give_away(cues, other):
                self._perhaps.append((new, i))
        self.items.append(item)
        self._facts.append(fact)
        self._asked.append(fact)
        self._used.setdefault(fact.id, set()).add(item_source.name)
        self._cues.append(cues)
        self._stems.add(item.stem)
        self._questions.add(_question(item))
        about = item.origin.passage.id
        if about and not any(_passage_of(fact) == about for fact in self._mates):
            self._mates += [fact for fact in self._every if _passage_of(fact) == about and fact.id not in self._used]
