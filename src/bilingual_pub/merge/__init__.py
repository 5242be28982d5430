"""Merge: an article and its translation become one pairing, laid out in rows that every output reads."""

from __future__ import annotations

from bilingual_pub.merge.article import PairedArticle
from bilingual_pub.merge.decisions import Decision, read_decisions
from bilingual_pub.merge.merging import merge
from bilingual_pub.merge.pairing import Block, Pairing, Row
from bilingual_pub.merge.stale import source_hashes

__all__ = ["Block", "Decision", "PairedArticle", "Pairing", "Row", "merge", "read_decisions", "source_hashes"]
