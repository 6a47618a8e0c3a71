"""What is said beside a change, and what a change did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from ._struct import make_struct
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
    """When; None: not said."""
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
