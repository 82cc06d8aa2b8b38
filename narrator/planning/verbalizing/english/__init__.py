"""How English is said."""

from __future__ import annotations

from narrator.planning.verbalizing.rules import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
