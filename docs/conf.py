"""How Sphinx builds these pages: `sphinx-build -W -b html docs docs/_build`."""

from __future__ import annotations

from bilingual_pub import __version__

project = "bilingual_pub"
author = "the bilingual_pub contributors"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3  # so that links between pages on GitHub work here too

html_theme = "furo"
html_title = f"bilingual_pub {version}"
smartquotes = False  # "--check" is no dash
html_copy_source = False
html_show_copyright = False

# Docstrings are written to be read in an editor: a single backtick is code.
default_role = "code"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_class_signature = "separated"  # a value's fields are told in its docstring
