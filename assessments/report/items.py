"""What the engine found about each item, its drivers and dependents, and the way back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import isnan
from types import MappingProxyType

from assessments.engine.diagnosis import Chain, Diagnosis, Label
from assessments.engine.evidence import Pieces, pieces
from assessments.engine.rollup import band, points_short, shortfall, word
from assessments.findings import (
    Answers,
    ChainFinding,
    ItemAnswer,
    ItemFinding,
    Step,
    ViewFinding,
    Weighing,
)
from assessments.report.problem import Posed
from assessments.report.scores import depth
from assessments.sentences import chain_sentence, own_sentence
from ecosystem.content import ComponentContent, DependencyContent

LEAST_SHARE = 0.02
"""Chains that carry less are counted among the further ones."""


def known(value: float) -> float | None:
    """The engine's NaN means that nothing is reported."""
    return None if isnan(value) else float(value)


@dataclass(frozen=True)
class Found:
    """A posed problem with its diagnosis: what the findings are made from."""

    answers: Answers
    posed: Posed
    diagnosis: Diagnosis

    @cached_property
    def index(self) -> dict[str, int]:
        return {item.slug: index for index, item in enumerate(self.posed.items)}

    @cached_property
    def carried(self) -> dict[int, tuple[float, bool]]:
        """Link of the problem → its share of the dependent's weakness, and whether it is live."""
        links = self.diagnosis.links
        return {
            int(source): (float(share), bool(live))
            for source, share, live in zip(links.source, links.share, links.live, strict=True)
        }

    @cached_property
    def link_between(self) -> dict[tuple[int, int], int]:
        ends = zip(
            self.posed.expanded.driver.tolist(), self.posed.expanded.dependent.tolist(), strict=True
        )
        return {pair: link for link, pair in enumerate(ends)}

    @cached_property
    def steps(self) -> tuple[dict[int, list[Step]], dict[int, list[Step]]]:
        """Steps by dependent and by driver; those into operational symptoms left out."""
        into: dict[int, list[Step]] = defaultdict(list)
        out_of: dict[int, list[Step]] = defaultdict(list)
        for (driver, dependent), link in self.link_between.items():
            dependency = self.posed.dependency(link)
            if dependency is not None:
                step = self._step(driver, dependent, link, dependency)
                into[dependent].append(step)
                out_of[driver].append(step)
        return into, out_of

    def _step(self, driver: int, dependent: int, link: int, dependency: DependencyContent) -> Step:
        share, live = self.carried.get(link, (None, False))
        rated = self.posed.items[dependent].is_rated
        return Step(
            driver=self.posed.slug(driver),
            dependent=self.posed.slug(dependent),
            share=share if rated else None,
            live=live,
            strength=float(self.posed.expanded.strength[link]),
            layer="feedback" if share is None else "drive",
            basis=dependency.basis,
            passage=dependency.passage,
            rationale=dependency.rationale,
        )

    def label(self, index: int) -> str:
        return str(self.diagnosis.label[index])

    def part(self, index: int) -> ComponentContent:
        return self.answers.framework.by_slug[self.posed.slug(index)]

    def name(self, index: int) -> str:
        return self.part(index).short_name

    def chain(self, chain: Chain, shows_as: str = "") -> ChainFinding:
        """A chain of the engine with its sentence; a symptom at its end goes into `shows_as`."""
        path = [index for index in chain.path if self.posed.is_item(index)]
        links = [self.link_between[pair] for pair in pairwise(path)]
        parts = [self.part(index) for index in path]
        sentence = chain_sentence(parts, [self.posed.dependency(link) for link in links], shows_as)
        return ChainFinding(
            origin=self.posed.slug(chain.origin),
            share=chain.share,
            path=tuple(self.posed.slug(index) for index in path),
            sentence=sentence or own_sentence(parts[-1], chain.share),
        )

    def weighing(self, index: int) -> Weighing:
        """The pieces of the item's confidence, for the page that shows how it was calculated."""
        taken = self.pieces
        return Weighing(
            excess=float(taken.excess[index]),
            own_share=float(self.diagnosis.weighed.own_share[index, 0]),
            echo=float(taken.echo[index]),
            carries=float(taken.carries[index]),
            has_dependents=bool(taken.has_dependents[index]),
            weak_answers=taken.weak_answers,
            background=taken.background,
            slope=taken.slope,
            logit=float(self.diagnosis.weighed.logit[index, 0]),
        )

    @cached_property
    def pieces(self) -> Pieces:
        return pieces(self.diagnosis.network, self.diagnosis.case, self.diagnosis.weighed)


def item_findings(
    found: Found, views: Mapping[str, ViewFinding] = MappingProxyType({})
) -> tuple[ItemFinding, ...]:
    """Every item of the framework, also those not applicable and not rated."""
    return tuple(_finding(found, a, views.get(a.slug)) for a in found.answers.items)


def _finding(found: Found, answer: ItemAnswer, view: ViewFinding | None) -> ItemFinding:
    content = found.answers.framework.by_slug[answer.slug]
    missing = shortfall(answer.score, answer.target)
    index = found.index.get(answer.slug)
    engine = _Unknown() if index is None else _engine(found, index, answer)
    before = None if answer.source == "carried" else found.answers.before.get(answer.slug)
    return ItemFinding(
        slug=answer.slug,
        name=content.name,
        short_name=content.short_name,
        pillar=content.pillar,
        top=found.answers.framework.top_of[answer.slug],
        state=answer.state,
        score=answer.score,
        word=word(answer.score),
        target=answer.target,
        short=points_short(answer.score, answer.target),
        shortfall=missing,
        band=None if missing is None else str(band(missing)),
        depth=depth(missing),
        importance=answer.importance,
        label=engine.label,
        confidence=engine.confidence,
        confidence_word=engine.confidence_word,
        own_share=engine.own_share,
        stability=engine.stability,
        leverage=engine.leverage,
        inherited=engine.inherited,
        chains=engine.chains,
        elsewhere=engine.elsewhere,
        drivers=tuple(engine.drivers),
        dependents=tuple(engine.dependents),
        source=answer.source,
        raters=answer.raters,
        evidence=answer.evidence,
        notes=answer.notes,
        reason=answer.reason,
        as_of=answer.as_of,
        given=content.given,
        lagging=content.lagging,
        in_scope=answer.in_scope,
        further=engine.further,
        weighing=engine.weighing,
        before=before.score if before else None,
        before_on=before.as_of if before else None,
        pools=answer.pools,
        agreement=answer.agreement,
        withheld=answer.withheld,
        agreed=answer.agreed,
        to_confirm=answer.to_confirm,
        view=view,
    )


@dataclass(frozen=True, slots=True)
class _Unknown:
    """What the engine says of an item; the defaults are for one that does not apply."""

    label: str = str(Label.NOT_APPLICABLE)
    confidence: float | None = None
    confidence_word: str | None = None
    own_share: float | None = None
    stability: float | None = None
    leverage: float | None = None
    inherited: float | None = None
    chains: tuple[ChainFinding, ...] = ()
    elsewhere: float | None = None
    further: float | None = None
    drivers: Sequence[Step] = ()
    dependents: Sequence[Step] = ()
    weighing: Weighing | None = None


def _engine(found: Found, index: int, answer: ItemAnswer) -> _Unknown:
    diagnosis = found.diagnosis
    into, out_of = found.steps
    weak = bool(diagnosis.weak[index])
    chains = diagnosis.chains(index) if weak else None
    shown = (
        [chain for chain in chains.shown if chain.share >= LEAST_SHARE]
        if chains is not None
        else []
    )
    certainty = diagnosis.certainty(index)
    return _Unknown(
        label=found.label(index),
        confidence=known(diagnosis.confidence[index]),
        confidence_word=None if certainty is None else str(certainty),
        own_share=known(diagnosis.own_share[index]),
        stability=known(diagnosis.stability[index]),
        leverage=known(diagnosis.leverage[index]),
        inherited=known(diagnosis.inherited[index]),
        chains=tuple(found.chain(chain) for chain in shown),
        elsewhere=None if chains is None else chains.unlocated,
        further=None if chains is None else _further(shown, chains.unlocated),
        drivers=sorted(into[index], key=_by_share),
        dependents=sorted(out_of[index], key=_by_share),
        weighing=found.weighing(index) if answer.is_rated else None,
    )


def _further(shown: Sequence[Chain], unlocated: float) -> float:
    return max(0.0, 1 - unlocated - sum(chain.share for chain in shown))


def _by_share(step: Step) -> tuple[bool, bool, float, float]:
    return (step.layer == "feedback", not step.live, -(step.share or 0), -step.strength)
