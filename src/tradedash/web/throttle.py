"""How often one client may try passwords or report problems; each worker counts in memory, and counts lapse."""

from dataclasses import dataclass, field
from math import ceil
from threading import Lock
from time import time

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from tradedash.i18n import gettext as _
from tradedash.i18n import ngettext

WRONG_PASSWORDS = 10
#: One client may try more names than one, but not a list of them.
WRONG_FROM_A_CLIENT = 60
MINUTES = 10
#: Reports of problems from one client in ten minutes, and on one day.
REPORTS, REPORTS_A_DAY = 5, 100


def wait_text(seconds: int) -> str:
    """Return what to do for that long."""
    minutes = -(-seconds // 60)
    if minutes > 120:
        hours = -(-minutes // 60)
        return ngettext("Wait %(number)s hour and try again.", "Wait %(number)s hours and try again.", hours) % {
            "number": hours
        }
    if minutes == 1:
        return _("Wait a minute and try again.")
    text = ngettext("Wait %(number)s minute and try again.", "Wait %(number)s minutes and try again.", minutes)
    return text % {"number": minutes}


@dataclass
class LoginThrottle:
    """Ten wrong passwords for a client and name in ten minutes, all workers together; then wait.

    The name alone is never blocked, so nobody can lock its owner out from elsewhere; a browser in which the owner has
    logged in before is a client of its own (`known_browser`), so nobody can from beside them; and a block always ends.
    Right passwords are never counted, however many come at once: whoever checks one holds `turn` from the question
    whether to wait until the answer is counted.
    """

    workers: int = 1
    limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    turn: Lock = field(default_factory=Lock)

    def seconds_to_wait(self, client: str, name: str) -> int:
        """Return 0, or, if there were too many wrong tries, the seconds until the next is allowed."""
        for limit, keys in self._limits(client, name):
            if not self.limiter.test(limit, *keys):
                return max(1, ceil(self.limiter.get_window_stats(limit, *keys).reset_time - time()))
        return 0

    def count(self, client: str, name: str) -> None:
        """Count one wrong try."""
        for limit, keys in self._limits(client, name):
            self.limiter.hit(limit, *keys)

    def forget(self, client: str, name: str) -> None:
        """Forget the wrong tries of somebody who then knew the password."""
        limit, keys = self._limits(client, name)[0]
        self.limiter.clear(limit, *keys)

    def _limits(self, client: str, name: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
        return [
            (self._limit(WRONG_PASSWORDS), ("login", client, name)),
            (self._limit(WRONG_FROM_A_CLIENT), ("login", client)),
        ]

    def _limit(self, amount: int) -> RateLimitItem:
        return RateLimitItemPerMinute(max(3, amount // self.workers), MINUTES)


@dataclass
class ReportThrottle:
    """How many reports one client may send, all workers together; it says how long to wait for the next."""

    workers: int = 1
    limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))

    def seconds_to_wait(self, client: str) -> int:
        """Count one report and return 0, or, if it is one too many, the seconds until the next is allowed."""
        limits = (
            RateLimitItemPerMinute(self._share(REPORTS), MINUTES),
            RateLimitItemPerDay(self._share(REPORTS_A_DAY)),
        )
        for limit in limits:
            if not self.limiter.hit(limit, "report", client):
                return max(1, ceil(self.limiter.get_window_stats(limit, "report", client).reset_time - time()))
        return 0

    def _share(self, amount: int) -> int:
        """Two at least, or whoever meets the same worker twice by chance would wait."""
        return max(2, -(-amount // self.workers))
