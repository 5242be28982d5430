"""PO files, byte for byte: what nobody changed is written back as it was read.

The rule that governs the package: `parse(data).to_bytes() == data`, for any bytes at all.
"""

from bilingual_pub.formats.po.catalog import Catalog, parse
from bilingual_pub.formats.po.entries import Block, Entry, Fragment, Key, Previous
from bilingual_pub.formats.po.write import Style, render

__all__ = ["Block", "Catalog", "Entry", "Fragment", "Key", "Previous", "Style", "parse", "render"]
