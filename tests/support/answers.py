"""Valid answers to any form: made by the demonstration's filler, which tests share."""

from __future__ import annotations

from lsvdesk.demo.answers import Answers, CannotBeFilledIn, Filler, at_home_in, juristic_id

__all__ = ["Answers", "CannotBeFilledIn", "Filler", "at_home_in", "juristic_id"]
