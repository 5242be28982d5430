"use strict";
(function () {
  var all = Array.prototype.slice;
  var beads = all.call(document.querySelectorAll(".bead"));
  var filter = document.getElementById("filter"), pair = document.getElementById("pair"), save = document.getElementById("save");
  var nothing = document.getElementById("nothing");
  var store = "bilingual-pub review " + location.pathname;
  // Decisions by article, in the order they were taken: a later one overrules an earlier.
  var decisions = {};

  function article(bead) { return bead.closest("[data-article]").dataset.article; }
  function keys(bead, side) { return JSON.parse(bead.dataset[side]); }
  function same(a, b) { return JSON.stringify([a.source, a.target]) === JSON.stringify([b.source, b.target]); }
  function list(name) { return Object.prototype.hasOwnProperty.call(decisions, name) ? decisions[name] : (decisions[name] = []); }

  function decide(bead, action) {
    var decision = { action: action, source: keys(bead, "source"), target: keys(bead, "target") };
    var taken = list(article(bead)), rest = taken.filter(function (d) { return !same(d, decision); });
    var undone = taken.some(function (d) { return same(d, decision) && d.action === action; });
    decisions[article(bead)] = undone ? rest : rest.concat([decision]);
    remember();
  }

  function selected() {
    return beads.filter(function (b) { return b.querySelector("[data-act=select]").checked; });
  }

  function pairSelected() {
    var chosen = selected();
    if (chosen.length < 2 || chosen.some(function (b) { return article(b) !== article(chosen[0]); })) return;
    function joined(side) { return [].concat.apply([], chosen.map(function (b) { return keys(b, side); })); }
    list(article(chosen[0])).push({ action: "pair", source: joined("source"), target: joined("target") });
    chosen.forEach(function (b) { b.querySelector("[data-act=select]").checked = false; });
    remember();
  }

  function show() {
    beads.forEach(function (bead) {
      var here = { source: keys(bead, "source"), target: keys(bead, "target") };
      var taken = list(article(bead)), own = taken.filter(function (d) { return same(d, here); }).pop();
      var paired = taken.some(function (d) {
        return d.action === "pair" && here.source.concat(here.target).every(function (k) { return d.source.concat(d.target).indexOf(k) >= 0; });
      });
      bead.classList.toggle("done", Boolean(own) || paired);
      all.call(bead.querySelectorAll("button[data-act]")).forEach(function (button) {
        button.setAttribute("aria-pressed", String(Boolean(own) && own.action === button.dataset.act));
      });
    });
    document.body.classList.toggle("filtered", filter.checked);
    pair.disabled = selected().length < 2;
    nothing.hidden = !filter.checked || beads.some(function (b) { return b.classList.contains("todo"); });
  }

  function remember() {
    try { localStorage.setItem(store, JSON.stringify(decisions)); } catch (error) { /* kept in the page only */ }
    show();
  }

  function download() {
    var kept = {};
    Object.keys(decisions).sort().forEach(function (name) { if (decisions[name].length) kept[name] = decisions[name]; });
    var text = JSON.stringify({ version: 1, articles: kept }, null, 1) + "\n";
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function move(step) {
    var shown = beads.filter(function (b) { return b.offsetParent !== null; });
    var next = shown[Math.max(0, Math.min(shown.length - 1, shown.indexOf(document.activeElement.closest(".bead")) + step))];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  }

  function act(bead, name) {
    if (name === "select") { var box = bead.querySelector("[data-act=select]"); box.checked = !box.checked; show(); } else decide(bead, name);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var bead = document.activeElement && document.activeElement.closest(".bead");
    var names = { a: "accept", u: "unpair", x: "select" };
    if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
    else if (names[event.key] && bead) act(bead, names[event.key]);
    else if (event.key === "p") pairSelected();
    else if (event.key === "f") { filter.checked = !filter.checked; show(); }
    else if (event.key === "s") download();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-act]");
    if (button) decide(button.closest(".bead"), button.dataset.act);
  });
  document.addEventListener("change", show);
  pair.addEventListener("click", pairSelected);
  save.addEventListener("click", download);

  try { decisions = JSON.parse(localStorage.getItem(store)) || {}; } catch (error) { decisions = {}; }
  all.call(document.querySelectorAll(".tools, .acts, .keys")).forEach(function (part) { part.hidden = false; });
  show();
})();
