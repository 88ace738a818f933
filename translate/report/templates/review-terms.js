"use strict";
/* The concordance: every term with its renderings; each occurrence in its context when a term is opened. */

(() => {
  const { data, text, find, format, number, make, rows, state, set, goTo, inScope, onChange } = review;
  const MOST_AT_ONCE = 100;
  const SATISFIED = new Set(["free", "forced", "carried", "spliced", "replaced"]);
  const list = find(".term-list");
  let built = "";

  /** The occurrences of every term in the languages and documents chosen, by term. */
  const collect = () => {
    const terms = new Map();
    for (const row of rows.filter(inScope)) {
      const places = new Map();
      for (const side of ["source", "target"]) {
        for (const mark of row[side].getElementsByTagName("mark")) {
          const { o: occurrence, t: index, s: status } = mark.dataset;
          if (places.has(occurrence)) {
            places.get(occurrence)[side] = mark;
            continue;
          }
          const place = { row, source: null, target: null, status, [side]: mark };
          places.set(occurrence, place);
          if (!terms.has(index)) {
            terms.set(index, []);
          }
          terms.get(index).push(place);
        }
      }
    }
    return terms;
  };

  /* A page that cannot show every sentence knows how often each term stands in all of them, by language. */
  const isPartial = () => data.uses.length > 0 && !state.document;

  const usesOf = (index) =>
    Object.entries(data.uses[index]).filter(([language]) => !state.language || state.language === language);

  const occurrences = (index, places) =>
    isPartial() ? usesOf(index).reduce((sum, [, [due]]) => sum + due, 0) : places.length;

  const rendering = (place) => place.target?.textContent ?? "";

  /** What became of a term: from all that was translated where the page says it, else from its own sentences. */
  const outcome = (index, places) => {
    const renderings = new Map();
    const count = (language, standing, number) => {
      const key = `${language}\n${standing}`;
      renderings.set(key, {
        text: standing, lang: data.lang[language], count: (renderings.get(key)?.count ?? 0) + number,
      });
    };
    let [due, satisfied, surplus] = [0, 0, 0];
    if (isPartial()) {
      for (const [language, [its, right, standing]] of usesOf(index)) {
        due += its;
        satisfied += right;
        for (const [text, number] of standing) {
          count(language, text, number);
        }
      }
      return { renderings, due, satisfied, surplus };
    }
    for (const place of places) {
      count(place.row.section.language, rendering(place), 1);
      due += place.status !== "surplus";
      surplus += place.status === "surplus";
      satisfied += SATISFIED.has(place.status);
    }
    return { renderings, due, satisfied, surplus };
  };

  const summary = (index, places) => {
    const [term, glossary, , colour] = data.terms[index];
    const { renderings, due, satisfied, surplus } = outcome(index, places);
    const attention = satisfied < due || surplus > 0;
    return make(
      "summary",
      {},
      make("span", { className: "name" }, make("mark", { className: `c${colour}`, lang: "en" }, term)),
      make(
        "span",
        { className: "renderings" },
        ...[...renderings.values()]
          .sort((one, other) => other.count - one.count)
          .map((each) =>
            make(
              "span",
              { className: "rendering" },
              each.text ? make("bdi", { lang: each.lang }, each.text) : make("i", {}, text.not_in_translation),
              make("span", { className: "tally" }, renderings.size > 1 ? ` ${number(each.count)}` : ""),
            ),
          ),
      ),
      make("span", { className: attention ? "tally attention" : "tally", title: text.as_glossary },
        `${number(satisfied)} / ${number(due)}`),
      make("span", { className: "origin soft" }, glossary === "-" ? text.recurring : glossary),
    );
  };

  const around = (element, mark) => {
    const before = new Range();
    before.setStart(element, 0);
    before.setEndBefore(mark);
    const after = new Range();
    after.setStartAfter(mark);
    after.setEnd(element, element.childNodes.length);
    return [before.toString(), after.toString()];
  };

  const line = (element, mark, className) => {
    const lang = element.lang;
    const [before, after] = mark ? around(element, mark) : [element.textContent, ""];
    const copy = make("mark", { className: mark?.className ?? "", lang }, mark?.textContent ?? "");
    copy.classList.remove("hot");
    return [
      make("span", { className: `before ${className}`, lang }, make("bdi", {}, before)),
      make("span", { className }, mark ? copy : ""),
      make("span", { className, lang }, after),
    ];
  };

  const show = (details, index, places, from = 0) => {
    const documents = [...document.querySelectorAll('[data-filter="document"] option')].slice(1);
    const several = documents.length > 1 && !state.document;
    const className = several ? "places several" : "places";
    const table = find(".places", details) ?? details.appendChild(make("div", { className }));
    for (const place of places.slice(from, from + MOST_AT_ONCE)) {
      const element = place.row.element;
      const link = make("a", { href: `#${element.id}` }, find(".number", element).textContent);
      if (several) {
        const path = documents[place.row.section.document].textContent;
        link.title = path;
        link.prepend(make("span", { className: "where" }, path.split("/").pop()));
      }
      link.addEventListener("click", (event) => {
        event.preventDefault();
        goTo(place.row);
      });
      table.append(
        make("div", { className: "place" }, link, ...line(place.row.source, place.source, "own"),
          ...line(place.row.target, place.target, "other")),
      );
    }
    for (const old of details.querySelectorAll(".actions, .rest")) {
      old.remove();
    }
    const total = occurrences(index, places);
    if (total > places.length) {
      const shown = { shown: number(places.length), total: number(total) };
      details.append(make("p", { className: "rest soft" }, format(text.places_shown, shown)));
    }
    if (!places.length) {
      return;
    }
    const only = make("button", { type: "button", className: "plain" }, text.only_term);
    only.addEventListener("click", () => set({ term: index, view: "sentences" }));
    const buttons = make("p", { className: "actions" }, only);
    const next = from + MOST_AT_ONCE;
    if (next < places.length) {
      const label = format(text.more, { number: number(Math.min(MOST_AT_ONCE, places.length - next)) });
      const more = make("button", { type: "button", className: "plain" }, label);
      more.addEventListener("click", () => show(details, index, places, next));
      buttons.prepend(more);
    }
    details.append(buttons);
  };

  onChange(() => {
    const wanted = `${state.language}/${state.document}`;
    if (state.view !== "terms" || built === wanted) {
      return;
    }
    built = wanted;
    const found = collect();
    if (isPartial()) {
      for (const index of data.terms.keys()) {
        if (usesOf(index).length && !found.has(String(index))) {
          found.set(String(index), []);
        }
      }
    }
    const terms = [...found].sort(
      ([one, its], [other, others]) =>
        occurrences(other, others) - occurrences(one, its) || data.terms[one][0].localeCompare(data.terms[other][0]),
    );
    list.replaceChildren(
      ...terms.map(([index, places]) => {
        const details = make("details", {}, summary(index, places));
        details.addEventListener("toggle", () => {
          if (details.open && !find(".places", details)) {
            show(details, index, places);
          }
        });
        return details;
      }),
    );
    if (!terms.length) {
      list.append(make("p", { className: "empty" }, text.no_terms));
    }
  });

  review.rebuildTerms = () => {
    built = "";
  };
})();
