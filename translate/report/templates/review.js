"use strict";
/* The review page: filters, keyboard, the card that explains a term. Without scripts the page is plain text. */

const review = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const text = data.text;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const format = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (value) => value.toLocaleString(document.documentElement.lang);

  const sections = all(".document").map((element) => ({
    element,
    language: element.dataset.language,
    document: element.dataset.document,
  }));
  const rows = sections.flatMap((section) =>
    all(".row", section.element).map((element) => ({
      element,
      section,
      source: find(".source", element),
      target: find(".target", element),
      problem: element.classList.contains("problem"),
      terms: new Set(all("mark", element).map((mark) => mark.dataset.t)),
      statuses: new Set(all("mark", element).map((mark) => mark.dataset.s)),
      words: null,
      visible: true,
    })),
  );
  const rowOf = new Map(rows.map((row) => [row.element, row]));
  const languages = [...new Set(sections.map((section) => section.language))];
  const state = {
    view: "sentences",
    language: languages[0] ?? "",
    document: "",
    show: "all",
    status: "",
    term: "",
    search: "",
  };
  let current = null;
  const listeners = [];

  /* -- filters -- */

  const folded = (value) => value.normalize("NFKC").toLocaleLowerCase();

  const wordsOf = (row) => {
    row.words ??= folded(`${row.source.textContent}\n${row.target.textContent}`);
    return row.words;
  };

  const inScope = (row) =>
    (!state.language || row.section.language === state.language) &&
    (!state.document || row.section.document === state.document);

  const matches = (row) =>
    inScope(row) &&
    (state.show !== "problems" || row.problem) &&
    (state.show !== "edited" || row.element.classList.contains("edited")) &&
    (!state.status || row.statuses.has(state.status)) &&
    (!state.term || row.terms.has(state.term)) &&
    (!state.search || wordsOf(row).includes(folded(state.search)));

  const press = (name) => {
    for (const button of all(`button[data-${name}]`)) {
      button.setAttribute("aria-pressed", String(button.dataset[name] === state[name]));
    }
  };

  const counter = (name, value, attention = false) => {
    for (const badge of all(`[data-count="${name}"]`)) {
      badge.textContent = value ? number(value) : "";
      badge.classList.toggle("attention", attention && value > 0);
    }
  };

  const showCounts = () => {
    const scope = rows.filter(inScope);
    counter("problems", scope.filter((row) => row.problem).length, true);
    counter("edited", scope.filter((row) => row.element.classList.contains("edited")).length);
    const shown = scope.filter((row) => row.visible).length;
    find(".position").textContent = format(text.position, { shown: number(shown), total: number(scope.length) });
  };

  const apply = () => {
    for (const row of rows) {
      row.visible = matches(row);
      row.element.hidden = !row.visible;
    }
    const filled = new Set(rows.filter((row) => row.visible).map((row) => row.section));
    for (const section of sections) {
      section.element.hidden = !filled.has(section);
    }
    for (const element of all("[data-scope]")) {
      element.hidden = element.dataset.scope !== state.language && languages.length > 1;
    }
    for (const name of ["language", "view", "show", "status"]) {
      press(name);
    }
    find('[data-filter="term"]').value = state.term;
    const byDocument = find('[data-filter="document"]');
    if (byDocument) {
      byDocument.value = state.document;
    }
    const filtered = state.show !== "all" || state.status || state.term || state.search || state.document;
    for (const button of all('[data-do="clear"]')) {
      button.hidden = !filtered;
    }
    find("#sentences").hidden = state.view !== "sentences";
    find("#terms").hidden = state.view !== "terms";
    find(".empty").hidden = filled.size > 0;
    if (current && !current.visible) {
      setCurrent(null);
    }
    hideTip();
    showCounts();
    showFound();
    for (const listener of listeners) {
      listener();
    }
  };

  const set = (changes) => {
    Object.assign(state, changes);
    apply();
  };

  const clear = () => {
    find('input[type="search"]').value = "";
    set({ show: "all", status: "", term: "", search: "", document: "" });
  };

  /* What was searched for is marked without touching the text (CSS Custom Highlight API). */
  const showFound = () => {
    if (!globalThis.Highlight || !CSS.highlights) {
      return;
    }
    CSS.highlights.delete("found");
    if (!state.search) {
      return;
    }
    const ranges = [];
    const wanted = state.search.toLocaleLowerCase();
    for (const row of rows.filter((each) => each.visible).slice(0, 1000)) {
      const walker = document.createTreeWalker(row.element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const content = walker.currentNode.data.toLocaleLowerCase();
        for (let at = content.indexOf(wanted); at >= 0; at = content.indexOf(wanted, at + wanted.length)) {
          if (at + wanted.length <= walker.currentNode.length) {
            const range = new Range();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + wanted.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  /* -- the current sentence -- */

  const setCurrent = (row, { focus = false } = {}) => {
    if (current !== row) {
      if (current) {
        current.element.classList.remove("current");
        for (const mark of all("mark", current.element)) {
          mark.removeAttribute("tabindex");
          mark.removeAttribute("role");
        }
      }
      current = row;
      if (row) {
        row.element.classList.add("current");
        reachable(row);
      }
    }
    if (row && focus) {
      row.element.focus({ preventScroll: true });
      row.element.scrollIntoView({ block: "nearest" });
      keepBelowToolbar(row.element);
    }
  };

  /* The terms of the current sentence alone can be reached with Tab. */
  const reachable = (row) => {
    for (const mark of all("mark", row.element)) {
      mark.tabIndex = 0;
      mark.setAttribute("role", "button");
    }
  };

  const keepBelowToolbar = (element) => {
    const covered = find(".toolbar").getBoundingClientRect().bottom + 8 - element.getBoundingClientRect().top;
    if (covered > 0) {
      scrollBy(0, -covered);
    }
  };

  const move = (step, only = () => true) => {
    const visible = rows.filter((row) => row.visible);
    let index = current ? visible.indexOf(current) : firstOnScreen(visible) - step;
    do {
      index += step;
    } while (visible[index] && !only(visible[index]));
    if (visible[index]) {
      setCurrent(visible[index], { focus: true });
    }
  };

  const firstOnScreen = (visible) => {
    const top = find(".toolbar").getBoundingClientRect().bottom;
    const index = visible.findIndex((row) => row.element.getBoundingClientRect().bottom > top);
    return index < 0 ? 0 : index;
  };

  const goTo = (row) => {
    if (!row.visible) {
      clear();
      set({ language: languages.length > 1 && state.language ? row.section.language : state.language });
    }
    set({ view: "sentences" });
    setCurrent(row, { focus: true });
  };

  /* -- the card that explains a term -- */

  const tip = find("#tip");
  let pinned = null;

  const make = (name, properties = {}, ...children) => {
    const { lang, ...rest } = properties;
    const element = Object.assign(document.createElement(name), rest);
    if (lang) {
      element.lang = lang;
    }
    element.append(...children);
    return element;
  };

  const partners = (mark) => {
    const row = mark.closest(".row");
    return row ? all(`mark[data-o="${mark.dataset.o}"]`, row) : [mark];
  };

  /** Everything about the term that a mark stands for. */
  const occurrence = (mark) => {
    const row = rowOf.get(mark.closest(".row"));
    const [term, glossary, kind] = data.terms[mark.dataset.t];
    const source = find(`mark[data-o="${mark.dataset.o}"]`, row.source);
    const target = find(`mark[data-o="${mark.dataset.o}"]`, row.target);
    return {
      term,
      glossary,
      kind,
      surface: source?.textContent ?? "",
      rendering: target?.textContent ?? source?.dataset.r ?? "",
      language: row.section.language,
      lang: row.target.lang,
      status: mark.dataset.s,
    };
  };

  const showTip = (mark, pin = false) => {
    const about = occurrence(mark);
    const [status, explanation] = data.statuses[about.status];
    const facts = [
      [text.entry, about.term, "en"],
      [text.kind, about.kind],
      [text.glossary, about.glossary === "-" ? text.recurring : about.glossary],
    ].filter(([, value]) => value);
    const list = make("dl");
    for (const [name, value, lang] of facts) {
      list.append(make("dt", {}, name), make("dd", { lang }, value));
    }
    list.append(make("dt", {}, text.outcome), make("dd", {}, make("b", {}, status), ". ", explanation));
    tip.replaceChildren(
      make(
        "p",
        { className: "pair" },
        make("bdi", { lang: "en" }, about.surface || about.term),
        " → ",
        make("bdi", { lang: about.lang }, about.rendering),
      ),
      list,
    );
    if (pin) {
      const only = make("button", { type: "button", className: "plain" }, text.only_term);
      only.addEventListener("click", () => set({ term: mark.dataset.t, view: "sentences" }));
      const reject = make("button", { type: "button", className: "plain danger" }, text.reject);
      reject.addEventListener("click", () => {
        leaveTip();
        changes.reject(about);
      });
      tip.append(make("p", { className: "actions" }, only, reject));
    }
    pinned = pin ? mark : null;
    tip.hidden = false;
    place(mark);
    if (pin) {
      find("button", tip).focus({ preventScroll: true });
    }
  };

  const place = (mark) => {
    const rectangle = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const left = Math.min(rectangle.left, innerWidth - tip.offsetWidth - 12);
    const below = rectangle.bottom + 8;
    const fits = below + tip.offsetHeight < innerHeight - 8;
    tip.style.left = `${Math.max(12, left)}px`;
    tip.style.top = `${fits ? below : Math.max(8, rectangle.top - tip.offsetHeight - 8)}px`;
  };

  const hideTip = () => {
    tip.hidden = true;
    pinned = null;
  };

  /* The focus goes back to the term without opening the card anew. */
  const leaveTip = () => {
    pinned?.focus();
    hideTip();
  };

  const heat = (mark, hot) => {
    for (const partner of partners(mark)) {
      partner.classList.toggle("hot", hot);
    }
  };

  const markAt = (event) => event.target.closest?.(".row mark");

  document.addEventListener("pointerover", (event) => {
    const mark = markAt(event);
    if (mark && event.pointerType === "mouse") {
      heat(mark, true);
      if (!pinned) {
        showTip(mark);
      }
    }
  });
  document.addEventListener("pointerout", (event) => {
    const mark = markAt(event);
    if (mark) {
      heat(mark, false);
      if (!pinned) {
        hideTip();
      }
    }
  });
  document.addEventListener("focusin", (event) => {
    const mark = markAt(event);
    if (mark) {
      heat(mark, true);
      showTip(mark);
    } else if (!tip.contains(event.target)) {
      hideTip();
    }
    const row = rowOf.get(event.target.closest?.(".row"));
    if (row) {
      setCurrent(row);
    }
  });
  document.addEventListener("focusout", (event) => {
    const mark = markAt(event);
    if (mark) {
      heat(mark, false);
    }
  });
  addEventListener("scroll", () => (pinned ? place(pinned) : hideTip()), { passive: true });

  /* -- clicks and keys -- */

  const openDialog = (dialog, focus = find("h2", dialog)) => {
    dialog.showModal();
    focus.focus();
  };

  const actions = {
    clear,
    help: () => openDialog(find("#help")),
    export: () => changes.show(),
    edit: (button) => changes.edit(rowOf.get(button.closest(".row"))),
    cancel: (button) => button.closest("dialog").close(),
    forget: () => changes.forget(),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a.number");
    const mark = markAt(event);
    if (mark) {
      setCurrent(rowOf.get(mark.closest(".row")));
      showTip(mark, true);
      return;
    }
    if (!tip.contains(event.target)) {
      hideTip();
    }
    if (button?.dataset.do) {
      actions[button.dataset.do](button);
      return;
    }
    for (const name of ["language", "view", "show", "status"]) {
      if (button?.dataset[name] !== undefined) {
        const again = name === "status" && state.status === button.dataset.status;
        set({ [name]: again ? "" : button.dataset[name], ...(name === "status" ? { view: "sentences" } : {}) });
        return;
      }
    }
    if (button?.matches("a.number")) {
      event.preventDefault();
      history.replaceState(null, "", button.getAttribute("href"));
    }
    const row = rowOf.get(event.target.closest(".row"));
    if (row && !getSelection().toString()) {
      setCurrent(row, { focus: !event.target.closest("textarea, button, a:not(.number)") });
    }
  });
  document.addEventListener("dblclick", (event) => {
    const target = event.target.closest(".target");
    if (target && !markAt(event)) {
      changes.edit(rowOf.get(target.closest(".row")));
    }
  });

  for (const select of all("select[data-filter]")) {
    select.addEventListener("change", () => set({ [select.dataset.filter]: select.value, view: "sentences" }));
  }
  let waiting = 0;
  find('input[type="search"]').addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => set({ search: event.target.value.trim(), view: "sentences" }), 120);
  });

  const isProblem = (row) => row.problem;
  const keys = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    n: () => move(1, isProblem),
    p: () => move(-1, isProblem),
    e: () => current && changes.edit(current),
    r: () => {
      const focused = document.activeElement.closest?.(".row mark") ?? pinned;
      const mark = focused ?? (current && find(".target mark, .source mark", current.element));
      if (mark) {
        changes.reject(occurrence(mark));
      }
    },
    f: () => set({ show: state.show === "problems" ? "all" : "problems", view: "sentences" }),
    t: () => set({ view: state.view === "terms" ? "sentences" : "terms" }),
    x: () => changes.show(),
    "/": () => find('input[type="search"]').focus(),
    "?": actions.help,
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!tip.hidden) {
        leaveTip();
      } else if (event.target.matches?.('input[type="search"]')) {
        event.target.blur();
      }
      return;
    }
    const typing = event.target.closest?.("input, textarea, select, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    if ((event.key === "Enter" || event.key === " ") && markAt(event)) {
      event.preventDefault();
      showTip(markAt(event), true);
      return;
    }
    const arrows = event.key.startsWith("Arrow");
    if (arrows && (!current || event.target.closest?.("button, summary") || state.view !== "sentences")) {
      return;
    }
    const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  document.documentElement.classList.add("scripted");
  addEventListener("DOMContentLoaded", () => {
    apply();
    const wanted = rowOf.get(document.getElementById(location.hash.slice(1)));
    if (wanted) {
      goTo(wanted);
    }
  });

  return {
    data, text, find, all, format, number, make, rows, rowOf, state, set, apply, goTo, inScope, counter, reachable,
    showCounts, setCurrent, openDialog, onChange: (listener) => listeners.push(listener),
  };
})();
