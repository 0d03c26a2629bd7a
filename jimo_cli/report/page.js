// The page is complete without this: scripts sort, search, mark and find the way back.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = (text) => (text || "").split(" ").filter(Boolean);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const wide = matchMedia("(min-width: 62rem)");
  const fill = (pattern, parts) => pattern.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);

  function show(element, block = "center") {
    element.scrollIntoView({ block, inline: "nearest", behavior: calm.matches ? "auto" : "smooth" });
  }

  // -- light and dark

  const theme = document.querySelector(".theme");
  const themes = ["auto", "light", "dark"];
  const named = theme.textContent;
  function paint(choice) {
    if (choice === "auto") delete root.dataset.theme;
    else root.dataset.theme = choice;
    theme.textContent = `${named}: ${theme.dataset.names.split("|")[themes.indexOf(choice)]}`;
    try { localStorage.setItem("jimo-theme", choice); } catch { /* not kept, then */ }
  }
  theme.addEventListener("click", () => paint(themes[(themes.indexOf(root.dataset.theme || "auto") + 1) % 3]));
  paint(root.dataset.theme || "auto");

  // -- one document: its text, its facts, and the way between them

  class Doc {
    constructor(element) {
      this.element = element;
      this.key = element.id;
      this.pieces = all(".e", element);
      this.mentions = all(".m", element);
      this.rows = all("tr[data-fact]", element);
      this.proof = new Map();
      for (const piece of this.pieces) {
        for (const fact of words(piece.dataset.f)) this.proof.set(fact, [...(this.proof.get(fact) ?? []), piece]);
      }
      this.row = new Map(this.rows.map((row) => [row.dataset.fact, row]));
      this.tabs = all(".tabs a", element);
      this.parts = all(".part", element);
      this.makeTabs();
      if (this.rows.length) this.makeTable();
      this.listen();
    }

    find(record) {
      return document.getElementById(`${this.key}-${record}`);
    }

    evidence(fact) {
      return this.proof.get(fact) ?? [];
    }

    // Tabs, as ARIA has them: one is open, arrows go from one to the next.
    makeTabs() {
      const bar = this.tabs[0].parentElement;
      bar.setAttribute("role", "tablist");
      this.tabs.forEach((tab, place) => {
        const part = this.parts[place];
        tab.setAttribute("role", "tab");
        tab.setAttribute("aria-controls", part.id);
        part.setAttribute("role", "tabpanel");
        part.setAttribute("aria-labelledby", tab.id);
        tab.addEventListener("click", (event) => {
          event.preventDefault();
          this.open(place);
          if (bar.parentElement.getBoundingClientRect().top < 0) bar.parentElement.scrollIntoView({ behavior: "instant" });
        });
      });
      bar.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const at = this.tabs.indexOf(document.activeElement);
        if (at < 0) return;
        if (event.key === " ") { event.preventDefault(); this.open(at); }
        if (!step) return;
        event.preventDefault();
        const next = (at + step + this.tabs.length) % this.tabs.length;
        this.open(next);
        this.tabs[next].focus();
      });
      this.open(0);
    }

    open(place) {
      this.tabs.forEach((tab, at) => {
        tab.setAttribute("aria-selected", String(at === place));
        tab.tabIndex = at === place ? 0 : -1;
        this.parts[at].hidden = at !== place;
      });
    }

    openFor(element) {
      const place = this.parts.findIndex((part) => part.contains(element));
      if (place >= 0) this.open(place);
    }

    // -- the table

    makeTable() {
      this.body = this.rows[0].parentElement;
      this.search = this.element.querySelector("input[type=search]");
      this.count = this.element.querySelector(".count");
      this.kinds = all(".chip[data-kind]", this.element);
      this.about = null;
      this.texts = new Map(this.rows.map((row) => [row, fold(searched(row))]));
      this.search.addEventListener("input", () => this.filter());
      this.search.addEventListener("keydown", (event) => {
        if (event.key === "Escape") { this.search.value = ""; this.filter(); event.stopPropagation(); }
      });
      this.kinds.forEach((chip) => chip.addEventListener("click", () => { toggle(chip); this.filter(); }));
      all("thead button", this.element).forEach((button) => button.addEventListener("click", () => this.sort(button)));
      this.filter();
    }

    filter() {
      const wanted = words(fold(this.search.value));
      const kinds = this.kinds.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.kind);
      let shown = 0;
      for (const row of this.rows) {
        const fits = wanted.every((word) => this.texts.get(row).includes(word))
          && (!kinds.length || kinds.includes(row.dataset.kind))
          && (!this.about || words(row.dataset.e).includes(this.about));
        row.hidden = !fits;
        shown += fits;
      }
      const { all: every, some, none, about } = this.count.dataset;
      const told = shown === this.rows.length ? every : shown ? some : none;
      this.count.textContent = fill(told, { n: shown, all: this.rows.length });
      if (this.about) {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = "chip";
        const name = this.find(this.about)?.querySelector(".name").textContent ?? this.about;
        chip.textContent = `${fill(about, { name })} \u00d7`;
        chip.addEventListener("click", () => { this.about = null; this.filter(); this.search.focus(); });
        this.count.append(chip);
      }
    }

    unfilter() {
      this.search.value = "";
      this.about = null;
      this.kinds.forEach((chip) => chip.setAttribute("aria-pressed", "false"));
      this.filter();
    }

    // Up, down, and back to the order of the text. What has no value stands last either way.
    sort(button) {
      const head = button.closest("th");
      const next = { null: "ascending", ascending: "descending", descending: null }[head.getAttribute("aria-sort")];
      all("th[aria-sort]", this.element).forEach((other) => other.removeAttribute("aria-sort"));
      if (next) head.setAttribute("aria-sort", next);
      const column = Number(button.dataset.column);
      const sign = next === "descending" ? -1 : 1;
      const key = (row) => {
        if (!next) return Number(row.dataset.place);
        const cell = row.cells[column];
        if (button.dataset.sort === "rank") return cell.dataset.rank === undefined ? null : Number(cell.dataset.rank);
        return cell.textContent.trim() || null;
      };
      const keyed = this.rows.map((row) => [key(row), row]);
      keyed.sort(([a, first], [b, second]) => {
        if (a === null || b === null) return (a === null) - (b === null) || first.dataset.place - second.dataset.place;
        const order = typeof a === "number" ? a - b : letters.compare(a, b);
        return sign * order || first.dataset.place - second.dataset.place;
      });
      this.body.append(...keyed.map(([, row]) => row));
    }

    // -- marking

    clear() {
      all(".on, .arg, .named", this.element).forEach((element) => element.classList.remove("on", "arg", "named"));
      all(".name[aria-pressed=true]", this.element).forEach((name) => name.setAttribute("aria-pressed", "false"));
      all("tr[aria-current]", this.element).forEach((row) => row.removeAttribute("aria-current"));
    }

    select(fact, goTo) {
      const row = this.row.get(fact);
      if (!row) return;
      docs.forEach((doc) => doc.clear());
      const evidence = this.evidence(fact);
      const used = words(row.dataset.args);
      evidence.forEach((piece) => piece.classList.add("on"));
      this.mentions.forEach((mention) => mention.classList.toggle("arg", used.includes(mention.dataset.m)));
      row.classList.add("on");
      row.setAttribute("aria-current", "true");
      if (row.hidden) this.unfilter();
      this.openFor(row);
      remember(`${this.key}-${fact}`);
      if (goTo === "text" && evidence.length) {
        show(evidence[0]);
        wayBack(row);
      } else {
        show(row, wide.matches ? "nearest" : "center");
        if (evidence.length && goTo === "both") show(evidence[0]);
        if (goTo === "row") wayBack(evidence[0]);
      }
    }

    name(entity, goTo) {
      const item = this.find(entity);
      if (!item) return;
      docs.forEach((doc) => doc.clear());
      const found = this.mentions.filter((mention) => mention.dataset.e === entity);
      found.forEach((mention) => mention.classList.add("named"));
      item.querySelector(".name").setAttribute("aria-pressed", "true");
      this.openFor(item);
      remember(`${this.key}-${entity}`);
      if (goTo) { show(goTo); wayBack(item); } else { show(item, wide.matches ? "nearest" : "center"); }
    }

    // -- what is clicked

    listen() {
      this.element.addEventListener("click", (event) => this.click(event));
      for (const [type, on] of [["pointerover", true], ["pointerout", false]]) {
        this.element.addEventListener(type, (event) => this.hover(event, on));
      }
    }

    click(event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
      const at = (selector) => event.target.closest(selector);
      const mention = at(".m");
      const item = at("li[data-entity]");
      const link = at("a");
      const leads = link && link.hash.startsWith(`#${this.key}-`) ? link.hash.slice(this.key.length + 2) : null;
      const part = leads === null ? -1 : this.parts.findIndex((one) => one.id === `${this.key}-${leads}`);
      if (at(".save")) this.save();
      else if (at(".key")) this.colour(at(".key"));
      else if (at(".about")) this.onlyAbout(at(".about").dataset.about);
      else if (mention?.dataset.e) { this.name(mention.dataset.e); wayBack(mention); }
      else if (mention || at(".e")) this.next(words(mention?.dataset.go || at(".e")?.dataset.f));
      else if (at("tr[data-fact]")) this.select(at("tr[data-fact]").dataset.fact, "text");
      else if (item && at(".name")) this.name(item.dataset.entity, this.mentions.find((m) => m.dataset.e === item.dataset.entity));
      else if (item && link?.dataset.to) this.name(item.dataset.entity, this.find(link.dataset.to));
      else if (this.row?.has(leads)) this.aside(leads, link);
      else if (part >= 0) { if (!at(".tabs")) this.open(part); return; }
      else return;
      event.preventDefault();
    }

    // Of the facts that stand in one place, one after the other.
    next(facts) {
      const now = facts.findIndex((fact) => this.row.get(fact)?.classList.contains("on"));
      if (facts.length) this.select(facts[(now + 1) % facts.length], "row");
    }

    // A fact that the timeline or a chart names: its evidence is shown, and the place stays open.
    aside(fact, link) {
      const place = this.parts.findIndex((part) => part.contains(link));
      this.select(fact, "text");
      this.open(place);
      wayBack(link);
    }

    onlyAbout(entity) {
      this.unfilter();
      this.about = entity;
      this.filter();
      this.openFor(this.body);
      show(this.element.querySelector(".tabs"), "nearest");
    }

    hover(event, on) {
      const piece = event.target.closest(".e");
      const row = event.target.closest("tr[data-fact]");
      const fact = row?.dataset.fact ?? words(event.target.closest(".m")?.dataset.go || piece?.dataset.f)[0];
      if (!fact) return;
      this.evidence(fact).forEach((found) => found.classList.toggle("near", on));
      if (!row) this.row.get(fact)?.classList.toggle("near", on);
    }

    colour(key) {
      toggle(key);
      this.element.classList.toggle(`text-off-${key.dataset.group}`, key.getAttribute("aria-pressed") === "false");
    }

    save() {
      const data = this.element.querySelector("script.data").textContent;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([data], { type: "application/json" }));
      link.download = `${this.key}.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  const letters = new Intl.Collator(["zh", "en"], { numeric: true });
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
  const searched = (row) => [
    ...[...row.cells].map((cell) => cell.textContent),
    ...all("[title]", row).map((element) => element.title),
    row.querySelector("data")?.value,
    row.dataset.text,
  ].join(" ");
  const toggle = (button) => button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  const remember = (id) => { try { history.replaceState(null, "", `#${id}`); } catch { /* a page inside another */ } };

  // -- back to where one came from, on a screen that shows one thing at a time

  const back = document.querySelector(".back");
  let from = null;
  function wayBack(element) {
    from = element || null;
    back.hidden = !from;
  }
  back.addEventListener("click", (event) => {
    event.preventDefault();
    if (from) { show(from); from.querySelector("a, button")?.focus({ preventScroll: true }); }
    wayBack(null);
  });

  // -- what a highlight says, while the pointer or the keyboard is on it

  const tip = document.querySelector(".tip");
  function point(mention) {
    if (!mention) { tip.hidden = true; return; }
    const { label, says } = mention.dataset;
    tip.replaceChildren();
    if (says) tip.append(Object.assign(document.createElement("b"), { textContent: says }));
    tip.append(Object.assign(document.createElement("span"), { textContent: label }));
    tip.hidden = false;
    const box = mention.getClientRects()[0];
    const left = Math.min(Math.max(8, box.left), root.clientWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above < 0 ? box.bottom + 8 : above) + scrollY}px`;
    mention.setAttribute("aria-describedby", "tip");
  }
  const lit = (event) => event.target instanceof Element && event.target.closest(".m");
  document.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") point(lit(event)); });
  document.addEventListener("focusin", (event) => point(event.target.matches(":focus-visible") ? lit(event) : null));
  document.addEventListener("focusout", () => point(null));

  const docs = all("article.doc").map((element) => new Doc(element));

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { docs.forEach((doc) => doc.clear()); point(null); wayBack(null); }
  });

  // A link to one fact or entity, from outside or by hand.
  function follow() {
    const [, key, record] = /^#(d\d+)-([fe]\d+)$/.exec(location.hash) || [];
    const doc = docs.find((one) => one.key === key);
    if (doc && record[0] === "f") doc.select(record, "both");
    if (doc && record[0] === "e") doc.name(record);
  }
  addEventListener("hashchange", follow);
  follow();
})();
