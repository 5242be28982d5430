"""Plug-ins for site generators written in Python: a page's chrome comes out in the page's own language.

Pelican: `PLUGINS = ["bilingual_pub.plugins.pelican"]`. MkDocs: `plugins: [bilingual-pub]`. Nikola: a filter in
`conf.py`. What each does is in `pages`; the rest is a few lines for each host.
"""
