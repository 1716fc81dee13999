"""Many raters at once against a real server: what each of them sends, and how long it takes."""

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import SimpleCookie
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit

PATIENCE = 30
"""Seconds after which an answer counts as lost."""


@dataclass
class Browser:
    """One rater's browser: it keeps its cookies, as a page of ours would."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> int:
        return self._ask("GET", path, None)

    def post(self, path: str, sent: dict[str, str], *, htmx: bool = False) -> int:
        return self._ask("POST", path, sent, htmx=htmx)

    def _ask(
        self, method: str, path: str, sent: dict[str, str] | None, *, htmx: bool = False
    ) -> int:
        # A line of its own each time: between two answers a server closes an idle one.
        line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            line.request(
                method, path, None if sent is None else urlencode(sent), self._headers(htmx)
            )
            answer = line.getresponse()
            answer.read()
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: kept.value for name, kept in SimpleCookie(cookie).items()}
        return answer.status

    def _headers(self, htmx: bool) -> dict[str, str]:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
        }
        return headers | ({"HX-Request": "true"} if htmx else {})


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer on its way: to whom it belongs, what it says, what came back and how soon."""

    rater: str
    item: str
    score: int
    status: int  # 0 where no answer came back
    seconds: float
    began: float
    ended: float

    @property
    def is_kept(self) -> bool:
        return self.status == HTTPStatus.OK


@dataclass(frozen=True)
class Sender:
    """A rater who answers the items in turn."""

    number: int
    rater: str
    browser: Browser
    paths: Sequence[tuple[str, str]]  # item, where its answer goes

    def send(self, turn: int) -> Sent:
        item, path = self.paths[turn % len(self.paths)]
        score = 1 + (self.number + turn + turn // len(self.paths)) % 5
        began = time.monotonic()
        try:
            status = self.browser.post(path, {"answer": str(score)}, htmx=True)
        except (OSError, http.client.HTTPException):
            status = 0
        ended = time.monotonic()
        return Sent(self.rater, item, score, status, ended - began, began, ended)


def steadily(senders: Sequence[Sender], seconds: float, pause: float) -> list[Sent]:
    """Each sends one answer every `pause` seconds, the senders spread evenly over it."""
    turns = int(seconds / pause)
    first = time.monotonic() + 0.5

    def answer(sender: Sender) -> list[Sent]:
        found = []
        for turn in range(turns):
            due = first + turn * pause + pause * sender.number / len(senders)
            time.sleep(max(0.0, due - time.monotonic()))
            found.append(sender.send(turn))
        return found

    return _together(senders, answer)


def at_once(senders: Sequence[Sender], within: float, turn: int) -> list[Sent]:
    """Each sends one answer, all of them within so many seconds."""
    first = time.monotonic() + 0.5

    def answer(sender: Sender) -> list[Sent]:
        time.sleep(max(0.0, first + within * sender.number / len(senders) - time.monotonic()))
        return [sender.send(turn)]

    return _together(senders, answer)


def _together(senders: Sequence[Sender], answer: Callable[[Sender], list[Sent]]) -> list[Sent]:
    found: list[Sent] = []
    threads = [
        threading.Thread(target=lambda one=sender: found.extend(answer(one))) for sender in senders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds afterwards, beside what was sent."""

    lost: int
    doubled: int


@dataclass(frozen=True)
class Crowd:
    """What came of one run: of all answers sent in it, and of the rows they left."""

    name: str
    sent: Sequence[Sent]
    kept: Kept
    slowest_usual: float | None = None  # the most that 95 of 100 answers may take, in seconds
    drained: float | None = None  # the most that all of them together may take

    @property
    def failed(self) -> int:
        return sum(not one.is_kept for one in self.sent)

    @property
    def seconds(self) -> float:
        return max(one.ended for one in self.sent) - min(one.began for one in self.sent)

    @property
    def p95(self) -> float:
        return quantiles([one.seconds for one in self.sent], n=20)[-1]

    @property
    def losses(self) -> tuple[str, ...]:
        """What became of answers that it should not, in words; nothing where all are kept."""
        found = {"failed": self.failed, "lost": self.kept.lost, "doubled": self.kept.doubled}
        return tuple(f"{count} {word}" for word, count in found.items() if count)

    @property
    def delays(self) -> tuple[str, ...]:
        """Which limits of time were not kept."""
        found = {
            "too slow": self.slowest_usual is not None and self.p95 > self.slowest_usual,
            "drained too late": self.drained is not None and self.seconds > self.drained,
        }
        return tuple(fault for fault, is_so in found.items() if is_so)

    @property
    def faults(self) -> tuple[str, ...]:
        return self.losses + self.delays

    @property
    def line(self) -> str:
        times = [one.seconds * 1000 for one in self.sent]
        numbers = (
            f"{len(self.sent)}",
            f"{len(self.sent) / self.seconds:.1f}",
            f"{self.failed}",
            f"{self.kept.lost}",
            f"{self.kept.doubled}",
            f"{median(times):.0f}",
            f"{self.p95 * 1000:.0f}",
            f"{max(times):.0f}",
            f"{self.seconds:.1f}",
        )
        verdict = ", ".join(self.faults).upper() or "ok"
        return f"{self.name:<{NAME}}{''.join(f'{cell:>{CELL}}' for cell in numbers)}  {verdict}"


NAME, CELL = 26, 11
HEADS = ("answers", "per s", "failed", "lost", "doubled", "median ms", "p95 ms", "max ms", "s")
HEADING = f"{'run':<{NAME}}{''.join(f'{head:>{CELL}}' for head in HEADS)}"
