"""Strings with slots: found from their many instances, matched, and filled in another language."""

from bilingual_pub.patterns.finding import Sightings, find
from bilingual_pub.patterns.pattern import Match, Pattern, fill, match
from bilingual_pub.patterns.values import carry, typed_values

__all__ = ["Match", "Pattern", "Sightings", "carry", "fill", "find", "match", "typed_values"]
