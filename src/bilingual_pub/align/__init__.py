"""Pair the blocks of an article with those of its translation, and say how sure that is."""

from bilingual_pub.align.inside import align_sentences
from bilingual_pub.align.lexicon import Lexicon, seed
from bilingual_pub.align.many import align_many, learn
from bilingual_pub.align.pages import align

__all__ = ["Lexicon", "align", "align_many", "align_sentences", "learn", "seed"]
