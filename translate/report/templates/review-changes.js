"use strict";
/* Corrections and rejected renderings: made in place, kept in this browser, exported as files. */

const changes = (() => {
  const { data, text, find, all, make, rows, rowOf, counter, reachable, setCurrent, showCounts, openDialog } = review;
  const key = `glossary-translate/${data.id}`;
  /** Corrected text by the id of its row, and rejected renderings. */
  let kept = { corrections: {}, rejected: [] };
  /** The target of a row as it was written, by the id of the row. */
  const originals = new Map();

  const store = () => {
    try {
      if (Object.keys(kept.corrections).length || kept.rejected.length) {
        localStorage.setItem(key, JSON.stringify(kept));
      } else {
        localStorage.removeItem(key);
      }
    } catch {
      /* A browser that stores nothing loses the changes when the page is closed: see beforeunload. */
    }
    showAll();
  };

  const stored = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? kept;
    } catch {
      return kept;
    }
  };

  /* -- corrections -- */

  /** A text with the renderings of a row's terms marked where they stand. */
  const marked = (value, original) => {
    const fragment = document.createDocumentFragment();
    const places = [];
    for (const mark of all("mark", original).sort((one, other) => other.textContent.length - one.textContent.length)) {
      const rendering = mark.textContent;
      let at = value.indexOf(rendering);
      const taken = (start) => places.some((place) => start < place.end && place.start < start + rendering.length);
      while (at >= 0 && taken(at)) {
        at = value.indexOf(rendering, at + 1);
      }
      if (at >= 0) {
        places.push({ start: at, end: at + rendering.length, mark });
      }
    }
    let position = 0;
    for (const place of places.sort((one, other) => one.start - other.start)) {
      fragment.append(value.slice(position, place.start), place.mark.cloneNode(true));
      position = place.end;
    }
    fragment.append(value.slice(position));
    return fragment;
  };

  const showCorrection = (row) => {
    const target = row.target;
    const value = kept.corrections[row.element.id];
    if (!originals.has(row.element.id)) {
      originals.set(row.element.id, target.cloneNode(true));
    }
    const original = originals.get(row.element.id);
    const isEdited = value !== undefined;
    target.replaceChildren(isEdited ? marked(value, original) : original.cloneNode(true));
    if (!isEdited) {
      target.replaceChildren(...target.firstChild.childNodes);
    }
    row.element.classList.toggle("edited", isEdited);
    row.words = null;
    const standing = new Set(all("mark", target).map((mark) => mark.dataset.o));
    const were = new Set(all("mark", original).map((mark) => mark.dataset.o));
    for (const mark of all("mark", row.source)) {
      mark.classList.toggle("lost", were.has(mark.dataset.o) && !standing.has(mark.dataset.o));
    }
    find(".corrected", row.element)?.remove();
    if (isEdited) {
      const facts =
        find(".facts", row.element) ??
        find(".translation", row.element).appendChild(make("p", { className: "facts" }));
      facts.prepend(make("span", { className: "fact corrected" }, text.corrected));
    }
    if (row.element.classList.contains("current")) {
      reachable(row);
    }
    review.rebuildTerms();
  };

  const edit = (row) => {
    const open = find("textarea", row.element);
    if (open) {
      open.focus();
      return;
    }
    setCurrent(row);
    const target = row.target;
    const area = make("textarea", { value: target.textContent, lang: target.lang, rows: 2 });
    area.setAttribute("aria-label", text.translation);
    const button = (label, className, action) => {
      const made = make("button", { type: "button", className }, label);
      made.addEventListener("click", action);
      return made;
    };
    const close = () => {
      area.remove();
      buttons.remove();
      target.hidden = false;
      row.element.focus({ preventScroll: true });
    };
    const save = () => {
      const value = area.value.replace(/\s*\n\s*/g, " ").trim();
      const before = (originals.get(row.element.id) ?? target).textContent;
      if (value && value !== before) {
        kept.corrections[row.element.id] = value;
      } else {
        delete kept.corrections[row.element.id];
      }
      close();
      showCorrection(row);
      store();
    };
    const undo = () => {
      delete kept.corrections[row.element.id];
      close();
      showCorrection(row);
      store();
    };
    const buttons = make("p", { className: "actions" }, button(text.save, "main", save), button(text.cancel, "plain", close));
    if (row.element.classList.contains("edited")) {
      buttons.append(button(text.undo, "plain danger", undo));
    }
    area.addEventListener("keydown", (event) => {
      if (event.isComposing) {
        return;
      }
      if (event.key === "Escape") {
        event.stopPropagation();
        close();
      } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        save();
      }
    });
    target.hidden = true;
    target.after(area, buttons);
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    buttons.scrollIntoView({ block: "nearest" });
  };

  /* -- rejected renderings -- */

  const dialog = find("#reject");
  let about = null;

  const reject = (occurrence) => {
    about = occurrence;
    const known = kept.rejected.find((each) => isSame(each, record(occurrence)));
    find('[data-field="term"]', dialog).textContent = record(occurrence).term;
    const rendering = find('[data-field="rendering"]', dialog);
    rendering.textContent = occurrence.rendering;
    rendering.lang = occurrence.lang;
    const form = find("form", dialog);
    form.elements.better.lang = occurrence.lang;
    form.elements.better.value = known?.better ?? "";
    form.elements.note.value = known?.note ?? "";
    dialog.returnValue = "";
    openDialog(dialog, form.elements.better);
  };

  /** A pattern cannot be rejected as a whole: what stood in the text is. */
  const record = ({ term, surface, kind, language, rendering }) => ({
    term: /\{\w+\}/.test(term) && surface ? surface : term,
    kind,
    language,
    rendering,
  });

  const isSame = (one, other) =>
    one.term === other.term && one.language === other.language && one.rendering === other.rendering;

  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "keep" || !about) {
      return;
    }
    const { elements } = find("form", dialog);
    const made = { ...record(about), better: elements.better.value.trim(), note: elements.note.value.trim() };
    kept.rejected = [...kept.rejected.filter((each) => !isSame(each, made)), made];
    store();
  });

  const showRejected = () => {
    const wrong = new Set(kept.rejected.map((each) => `${each.language}\n${each.rendering}`));
    for (const row of rows) {
      for (const mark of all("mark", row.target)) {
        mark.classList.toggle("rejected", wrong.has(`${row.section.language}\n${mark.textContent}`));
      }
    }
  };

  /* -- export -- */

  const corrections = () =>
    rows
      .filter((row) => row.element.id in kept.corrections)
      .map((row) => ({
        source: row.source.textContent,
        target: kept.corrections[row.element.id],
        source_language: "en",
        target_language: row.section.language,
        status: "approved",
        origin: `review: ${data.name}`,
      }));

  /** JSON that “translate glossary import” reads: a better rendering with what to avoid, or a forbidden one. */
  const concepts = () => {
    const found = new Map();
    for (const each of kept.rejected) {
      const concept = found.get(each.term) ?? { term: each.term, kind: each.kind, note: "", renderings: {} };
      const known = concept.renderings[each.language];
      concept.note ||= each.note;
      if (each.better) {
        concept.renderings[each.language] = {
          rendering: each.better,
          avoid: [...new Set([...(known?.avoid ?? []), ...(known?.forbidden ? [known.rendering] : []), each.rendering])],
        };
      } else if (known) {
        known.avoid = [...new Set([...(known.avoid ?? []), each.rendering])];
      } else {
        concept.renderings[each.language] = { rendering: each.rendering, forbidden: true };
      }
      found.set(each.term, concept);
    }
    return [...found.values()].map(({ kind, note, ...concept }) => ({
      ...concept,
      ...(kind ? { kind } : {}),
      ...(note ? { note } : {}),
    }));
  };

  const files = {
    corrections: () => ({
      name: `${data.name}.corrections.jsonl`,
      type: "application/x-ndjson",
      content: corrections().map((line) => `${JSON.stringify(line)}\n`).join(""),
      command: (name) => `translate memory import ${name}`,
    }),
    rejected: () => ({
      name: `${data.name}.rejected.json`,
      type: "application/json",
      content: `${JSON.stringify({ format: "glossary-translate", version: 1, concepts: concepts() }, null, 1)}\n`,
      command: (name) => `translate glossary import ${name} --glossary my-terms --on-conflict replace`,
    }),
  };

  const quoted = (name) => (/^[\w.+-]+$/.test(name) ? name : `"${name}"`);

  const showAll = () => {
    const number = Object.keys(kept.corrections).length;
    counter("rejected", kept.rejected.length);
    counter("changes", number + kept.rejected.length);
    showCounts();
    showRejected();
    const panel = find("#export");
    find('[data-part="empty"]', panel).hidden = number + kept.rejected.length > 0;
    find('[data-part="corrections"]', panel).hidden = !number;
    find('[data-part="rejected"]', panel).hidden = !kept.rejected.length;
    find('[data-do="forget"]', panel).hidden = !(number + kept.rejected.length);
    for (const [part, file] of Object.entries(files)) {
      const made = file();
      const link = find(`[data-download="${part}"]`, panel);
      URL.revokeObjectURL(link.href);
      link.href = URL.createObjectURL(new Blob([made.content], { type: made.type }));
      link.download = made.name;
      link.textContent = review.format(text.download, { name: made.name });
      find(`[data-field="${part}"]`, panel).textContent = made.command(quoted(made.name));
    }
    find(".rejected", panel).replaceChildren(
      ...kept.rejected.map((each) => {
        const remove = make("button", { type: "button", className: "plain danger" }, text.remove);
        remove.addEventListener("click", () => {
          kept.rejected = kept.rejected.filter((other) => other !== each);
          store();
        });
        return make("li", {}, make("span", {}, make("bdi", { lang: "en" }, each.term), ": ",
          make("s", {}, make("bdi", {}, each.rendering)), each.better ? " → " : "", make("bdi", {}, each.better)), remove);
      }),
    );
  };

  const forget = () => {
    if (!confirm(text.forget_question)) {
      return;
    }
    const edited = Object.keys(kept.corrections);
    kept = { corrections: {}, rejected: [] };
    for (const id of edited) {
      showCorrection(rowOf.get(document.getElementById(id)));
    }
    store();
    review.apply();
  };

  addEventListener("beforeunload", (event) => {
    const open = find(".row textarea");
    if (open || (!stored().rejected.length && kept.rejected.length)) {
      event.preventDefault();
    }
  });

  addEventListener("DOMContentLoaded", () => {
    kept = stored();
    for (const id of Object.keys(kept.corrections)) {
      const row = rowOf.get(document.getElementById(id));
      if (row) {
        showCorrection(row);
      } else {
        delete kept.corrections[id];
      }
    }
    showAll();
  });

  return { edit, reject, forget, show: () => openDialog(find("#export")) };
})();
