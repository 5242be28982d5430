"""Pair the blocks of an article with those of its translation, and say how sure that is."""

from bilingual_pub.align.lexicon import Lexicon
from bilingual_pub.align.pages import align

__all__ = ["Lexicon", "align"]
