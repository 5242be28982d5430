"""The first look at a folder: what is there, and the configuration that fits it."""

from __future__ import annotations

from bilingual_pub.init.configuration import configuration
from bilingual_pub.init.findings import Findings, look
from bilingual_pub.init.writing import describe, init

__all__ = ["Findings", "configuration", "describe", "init", "look"]
