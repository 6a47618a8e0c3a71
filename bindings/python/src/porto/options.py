"""What is said beside a change, and what a change did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from ._struct import make_struct
from .errors import Invalid
from .rows import Row, Rows
from .tables import Effect
from .values import micros

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class By:
    """Who changes something, why, and how: By("anna", "moved to the new tariff", dry_run=True)."""

    actor: str | None = None
    """Who makes the change."""
    reason: str | None = None
    """Why."""
    at: datetime | None = None
    """When; None: not said. Of a call that has a `now` it is that, unless that is given."""
    dry_run: bool = False
    """All of it is done and taken back; nothing is changed."""
    allow_far: bool = False
    """Months are meant that are years away."""
    settle: bool = False
    """Removes also what closed months used, which the next close credits."""

    def _struct(self) -> Any:
        return make_struct(
            "porto_change_options",
            actor=self.actor,
            reason=self.reason,
            at_unix_us=None if self.at is None else micros(self.at, "at"),
            dry_run=self.dry_run,
            allow_far=self.allow_far,
            settle=self.settle,
        )

    def _of_call(self, where: str) -> dict[str, Any]:
        """Who and why, for a call that knows nothing else of this but `dry_run` and `at`."""
        for name in ("allow_far", "settle"):
            if getattr(self, name):
                raise Invalid(f"This call knows no {name}", f"{where}.{name}")
        return {"actor": self.actor, "reason": self.reason}


NOBODY = By()


@dataclass(frozen=True)
class Changed:
    """What a change did."""

    changed: bool
    """False: it was there already, and nothing changed."""
    effect: Rows[Effect]
    """What it does to closed months, which the next close settles."""


@dataclass(frozen=True)
class ChangedRows(Changed, Generic[R]):
    """What a change did, and the rows that it gave."""

    rows: Rows[R]
