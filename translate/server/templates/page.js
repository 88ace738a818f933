"use strict";
/* The form posts into the frame; this shows what goes on, and how much room is left. */

(() => {
  const { text, limit } = JSON.parse(document.getElementById("data").textContent);
  const find = (selector) => document.querySelector(selector);
  const part = (name) => find(`[data-part="${name}"]`);
  const form = find("form");
  const area = find("textarea");
  const frame = find("iframe");
  const button = find("button");
  const boxes = [...document.querySelectorAll('[name="target"]')];
  let waiting = false;

  const check = () => {
    const length = [...area.value].length;
    const left = limit - length;
    const isOver = limit > 0 && left < 0;
    if (limit) {
      part("count").textContent = (isOver ? text.over : text.left).replace(
        "{number}",
        Math.abs(left).toLocaleString(document.documentElement.lang),
      );
      part("count").className = isOver ? "over" : "soft";
    }
    button.disabled = waiting || isOver || !area.value.trim() || !boxes.some((box) => box.checked);
  };

  form.addEventListener("input", check);
  form.addEventListener("submit", () => {
    waiting = true;
    frame.hidden = true;
    part("empty").hidden = true;
    part("working").hidden = false;
    check();
  });
  frame.addEventListener("load", () => {
    if (!waiting) {
      return;
    }
    waiting = false;
    part("working").hidden = true;
    frame.hidden = false;
    check();
    if (matchMedia("(max-width: 52rem)").matches) {
      frame.scrollIntoView();
    }
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !button.disabled) {
      form.requestSubmit();
    }
  });
  check();
})();
