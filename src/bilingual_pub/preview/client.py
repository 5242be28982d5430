"""The script that a previewed page gets: it reloads the page when told to, and shows where a string comes from.

It lives in a shadow root, so that neither its style nor the page's reaches the other.
"""

__all__ = ["CLIENT"]

CLIENT = r"""
(() => {
  const island = document.getElementById('bilingual-strings');
  if (!island) return;
  const { strings, labels } = JSON.parse(island.textContent);
  const host = document.createElement('div');
  host.setAttribute('translate', 'no');
  const root = host.attachShadow({ mode: 'open' });
  const make = (name, text, cls) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (cls) node.className = cls;
    return node;
  };
  const style = make('style');
  style.textContent = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .panel { position: fixed; right: 1rem; bottom: 1rem; z-index: 2147483647; width: min(26rem, calc(100vw - 2rem));
      max-height: 70vh; overflow: auto; background: #fff; color: #1d2433; border: 1px solid #c7cedd; border-radius: 12px;
      box-shadow: 0 10px 34px rgb(10 20 50 / .22); font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif;
      overflow-wrap: anywhere; }
    .bar { display: flex; gap: .6rem; align-items: center; padding: .6rem .9rem; }
    .bar label { display: flex; gap: .45rem; align-items: center; cursor: pointer; flex: 1; font-weight: 600; }
    .note { padding: 0 .9rem .7rem; margin: 0; color: #5a6478; font-size: 13.5px; }
    .problem { padding: .6rem .9rem; background: #fbe1e1; color: #7a1717; white-space: pre-wrap; }
    .string { border-top: 1px solid #dfe3ec; padding: .7rem .9rem; }
    dt { font-size: 12px; color: #5a6478; margin-top: .35rem; } dt:first-child { margin-top: 0; }
    dl, dd { margin: 0; } code { font: 13px ui-monospace, "DejaVu Sans Mono", monospace; }
    .state { display: inline-block; border: 1px solid; border-radius: 99px; padding: 0 .55em; font-size: 12.5px; }
    .translated { color: #2f7d5b; } .fuzzy { color: #8a6000; } .missing { color: #c23b3b; }
    @media (prefers-color-scheme: dark) { .panel { background: #1b202c; color: #e8ebf3; border-color: #3a4358; }
      .string { border-color: #323a4b; } .note, dt { color: #a6aec1; } .problem { background: #53262a; color: #ffdede; }
      .translated { color: #55b98c; } .fuzzy { color: #e8b54a; } .missing { color: #f07f7f; } }
    @media print { .panel { display: none; } }`;
  const panel = make('section', '', 'panel');
  panel.setAttribute('aria-label', labels.title);
  panel.setAttribute('lang', labels.language);
  const bar = make('div', '', 'bar');
  const label = make('label');
  const box = make('input');
  box.type = 'checkbox';
  box.checked = sessionStorage.getItem('bilingual-inspect') !== 'off';
  label.append(box, make('span', labels.inspect));
  bar.append(label);
  const note = make('p', labels.help, 'note');
  const problem = make('div', '', 'problem');
  problem.hidden = true;
  problem.setAttribute('role', 'alert');
  const list = make('div');
  list.setAttribute('aria-live', 'polite');
  panel.append(bar, note, problem, list);
  root.append(style, panel);
  document.body.append(host);

  const outline = make('style');
  outline.textContent = '[data-bilingual-strings]:hover { outline: 2px dashed #3346a8; outline-offset: 2px; cursor: help; }';
  const arm = () => {
    sessionStorage.setItem('bilingual-inspect', box.checked ? 'on' : 'off');
    note.hidden = !box.checked;
    if (box.checked) document.head.append(outline); else { outline.remove(); list.replaceChildren(); }
  };
  box.addEventListener('change', arm);
  arm();

  const row = (dl, name, text, lang, code) => {
    if (!text) return;
    dl.append(make('dt', name));
    const dd = make('dd');
    const inner = make(code ? 'code' : 'span', text);
    if (lang) inner.lang = lang;
    dd.append(inner);
    dl.append(dd);
  };
  const show = (numbers) => {
    list.replaceChildren(...numbers.map((n) => {
      const s = strings[n];
      const card = make('div', '', 'string');
      const dl = make('dl');
      row(dl, labels.msgid, s.msgid, s.source_language);
      row(dl, labels.msgstr, s.msgstr, s.language);
      row(dl, labels.context, s.context);
      row(dl, labels.place, s.place, '', true);
      row(dl, labels.references, s.references.join('\n'), '', true);
      card.append(make('span', labels[s.state], 'state ' + s.state), dl);
      return card;
    }));
  };
  document.addEventListener('click', (event) => {
    if (!box.checked || event.composedPath().includes(host)) return;
    const marked = event.target.closest && event.target.closest('[data-bilingual-strings]');
    if (!marked) return;
    event.preventDefault();
    event.stopPropagation();
    show(marked.dataset.bilingualStrings.split(' ').map(Number));
  }, true);

  const events = new EventSource('/__bilingual/changes');
  events.addEventListener('reload', () => location.reload());
  events.addEventListener('problem', (event) => {
    problem.textContent = event.data ? JSON.parse(event.data) : '';
    problem.hidden = !problem.textContent;
  });
  addEventListener('pagehide', () => events.close());
})();
"""
