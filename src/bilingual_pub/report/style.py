"""The report's own style: light and dark, wide and narrow, screen and paper. No script, nothing from a network."""

__all__ = ["STYLE"]

STYLE = """
:root { --ink: #1d2433; --soft: #5a6478; --page: #f5f6f9; --card: #ffffff; --line: #dfe3ec; --accent: #3346a8;
  --final: #2f7d5b; --fuzzy: #d59a1c; --missing: #c23b3b; --empty: #d9dde6; --da: #c8384f; --en: #2f64b8;
  --other: #a8741a; --none: #b4bac7; --gone: #fbe1e1; --new: #dcf2e4; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e8ebf3; --soft: #a6aec1; --page: #12151d; --card: #1b202c;
  --line: #323a4b; --accent: #a3b3ff; --final: #55b98c; --fuzzy: #e8b54a; --missing: #f07f7f; --empty: #39414f;
  --da: #f0788b; --en: #7fb0f5; --other: #e0b15c; --none: #667084; --gone: #53262a; --new: #1e4432; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
.wrap { width: min(70rem, 100% - 2rem); margin-inline: auto; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; z-index: 3; background: var(--card); padding: .5rem 1rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
header { padding: 2.2rem 0 1rem; }
h1 { margin: 0; font-size: clamp(1.7rem, 5vw, 2.4rem); letter-spacing: -.02em; line-height: 1.15; }
h2 { margin: 3rem 0 .3rem; font-size: 1.35rem; letter-spacing: -.01em; }
h3 { margin: 0; font-size: 1rem; font-weight: 600; }
.label { margin: 0 0 .2rem; font-size: .78rem; font-weight: 600; color: var(--soft); }
p { margin: .3rem 0; }
.lead { color: var(--soft); max-width: 46rem; }
code { font: .9em ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; }
a { color: var(--accent); }
nav { position: sticky; top: 0; z-index: 2; background: var(--page); border-bottom: 1px solid var(--line); }
nav ul { display: flex; gap: .3rem 1.4rem; flex-wrap: wrap; list-style: none; margin: 0; padding: .7rem 0; }
nav a { text-decoration: none; font-weight: 600; font-size: .93rem; }
nav a:hover { text-decoration: underline; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .8rem; margin: 1.5rem 0 0; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: 1rem 1.1rem;
  text-decoration: none; color: inherit; display: block; }
.tile:hover { border-color: var(--accent); }
.tile strong { display: block; font-size: 1.9rem; line-height: 1.15; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: .92rem; }
.rows { display: grid; gap: .8rem; margin-top: .9rem; }
.rows > * { min-width: 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: 1rem 1.2rem; }
.row-head { display: flex; flex-wrap: wrap; gap: .3rem 1rem; justify-content: space-between; align-items: baseline; }
.share { font-size: 1.15rem; font-variant-numeric: tabular-nums; }
.figures, .place, .chip { color: var(--soft); font-size: .88rem; }
.chips { display: flex; flex-wrap: wrap; gap: .3rem; }
.chip, .state { border-radius: 99rem; padding: .1rem .6rem; font-size: .82rem; font-weight: 500; white-space: nowrap; }
.chip { border: 1px solid var(--line); }
.state { border: 1px solid currentColor; }
.state.final { color: var(--final); } .state.fuzzy { color: var(--fuzzy); } .state.missing { color: var(--missing); }
@media print, (prefers-color-scheme: light) { .state.fuzzy { color: #8a6000; } }
.none { color: var(--soft); font-style: italic; }
svg.bar { display: block; width: 100%; height: .85rem; border-radius: .3rem; margin: .6rem 0 .4rem; background: var(--empty); }
svg.beads { height: 1.1rem; background: none; border-radius: 0; }
svg.map { display: block; width: 100%; height: 2.6rem; margin: .7rem 0 .4rem; }
rect.final { fill: var(--final); } rect.fuzzy { fill: var(--fuzzy); } rect.missing { fill: var(--empty); }
.beads rect.missing { fill: var(--missing); }
rect.lang-da { fill: var(--da); } rect.lang-en { fill: var(--en); } rect.lang-other { fill: var(--other); }
rect.lang-none { fill: var(--none); } rect.wrong { fill: var(--ink); }
.swatch { display: inline-block; width: .85rem; height: .85rem; border-radius: .2rem; margin-right: .4rem; vertical-align: -.08rem; }
.swatch.lang-da { background: var(--da); } .swatch.lang-en { background: var(--en); }
.swatch.lang-other { background: var(--other); } .swatch.lang-none { background: var(--none); }
.swatch.wrong { background: var(--ink); height: .3rem; vertical-align: .15rem; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; list-style: none; padding: 0; margin: .6rem 0 0; font-size: .9rem; color: var(--soft); }
details { margin-top: .5rem; }
summary { cursor: pointer; font-size: .92rem; color: var(--accent); }
.left { margin: .5rem 0 0; padding-left: 0; list-style: none; }
.left li { padding: .35rem 0; border-top: 1px solid var(--line); }
.left q { quotes: none; }
.scroll { overflow-x: auto; margin-top: .9rem; }
.card .scroll { margin-top: .5rem; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { font-size: .8rem; font-weight: 600; color: var(--soft); }
tbody tr:last-child > * { border-bottom: 0; }
td, th { overflow-wrap: break-word; } .language { white-space: nowrap; } td code { overflow-wrap: anywhere; }
a.state { text-decoration: none; } a.state:hover { text-decoration: underline; }
.title { display: block; font-weight: 600; }
.figure { font-variant-numeric: tabular-nums; text-align: right; padding-right: 1.4rem; }
.halves { display: grid; grid-template-columns: 1fr 1fr; gap: .3rem 1.6rem; }
.halves > * { min-width: 0; }
.bead { border-top: 1px solid var(--line); padding: .7rem 0 .3rem; }
.bead:target { background: var(--new); }
.bead:first-of-type { margin-top: .5rem; }
ins { background: var(--new); text-decoration: underline; text-decoration-thickness: 2px; }
del { background: var(--gone); text-decoration: line-through; }
footer { margin: 3rem 0 2.5rem; color: var(--soft); font-size: .88rem; }
@media (max-width: 40rem) { .halves { grid-template-columns: 1fr; } .card { padding: .9rem; } h2 { margin-top: 2.3rem; } }
@media (max-width: 40rem) { .stack thead { position: absolute; left: -99rem; } .stack tr { display: block; padding: .6rem 0;
  border-bottom: 1px solid var(--line); } .stack td { display: block; border: 0; padding: .15rem 0; } .stack td:has(> .none), .stack td:empty { display: none; }
  .stack .figure { text-align: left; color: var(--soft); font-size: .85rem; } }
@media (max-width: 40rem) { nav ul { flex-wrap: nowrap; overflow-x: auto; } nav li { white-space: nowrap; } }
@media print { nav, .skip { display: none; } body { background: #fff; font-size: 10.5pt; }
  .card, .tile { break-inside: avoid; } details.blocks { display: none; } details::details-content { content-visibility: visible; block-size: auto; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
