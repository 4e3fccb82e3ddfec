"use strict";
// Joins values of the record and words of the page. Every element that can be joined carries the ids of its values in
// data-v, the nearest one first; nothing here counts characters.
(() => {
  const joined = new Map();
  for (const element of document.querySelectorAll("[data-v]")) {
    for (const id of element.dataset.v.split(" ")) {
      if (!joined.has(id)) joined.set(id, []);
      joined.get(id).push(element);
    }
  }
  const page = document.getElementById("page");
  const record = document.getElementById("record");
  if (!page || !record) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let pinned = null;

  const clear = () => {
    for (const element of document.querySelectorAll(".lit, .near")) element.classList.remove("lit", "near");
  };
  const light = (id, origin) => {
    clear();
    if (id === null) return;
    for (const element of joined.get(id) || []) element.classList.add("lit");
    if (origin && page.contains(origin)) {
      for (const other of origin.dataset.v.split(" ").slice(1)) {
        for (const element of joined.get(other) || []) if (record.contains(element)) element.classList.add("near");
      }
    }
  };
  const show = (pane) => {
    const button = document.getElementById(pane === page ? "show-page" : "show-record");
    if (button) button.checked = true;
  };
  const reveal = (element, pane) => {
    if (!element) return;
    show(pane);
    for (let up = element.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  };
  const carrier = (target) => (target instanceof Element ? target.closest("[data-v]") : null);
  const nearest = (element) => element.dataset.v.split(" ")[0];
  const first = (id, pane) => (joined.get(id) || []).find((element) => pane.contains(element));
  const rest = () => light(pinned, null);

  document.addEventListener("mouseover", (event) => {
    const element = carrier(event.target);
    if (element) light(nearest(element), element);
    else rest();
  });
  document.documentElement.addEventListener("mouseleave", rest);
  document.addEventListener("focusin", (event) => {
    const element = carrier(event.target);
    if (element) light(nearest(element), element);
  });
  document.addEventListener("focusout", rest);

  // A second click on the same words goes on to the next value that rests on them.
  const choose = (element) => {
    const ids = element.dataset.v.split(" ");
    if (!page.contains(element)) return ids[0];
    return ids[(ids.indexOf(pinned) + 1) % ids.length];
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const element = carrier(event.target);
    if (!element) {
      if (!link && (page.contains(event.target) || record.contains(event.target))) {
        pinned = null;
        clear();
      }
      return;
    }
    const away = link && record.contains(link) && !link.classList.contains("q");
    if (away) return; // a link from one part of the record to another
    if (link) event.preventDefault();
    if (String(getSelection())) return; // somebody marks text to copy it
    pinned = choose(element);
    light(pinned, element);
    const inPage = page.contains(element);
    const target = inPage ? first(pinned, record) : link ? document.getElementById(link.hash.slice(1)) : first(pinned, page);
    reveal(target || null, inPage ? record : page);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pinned = null;
    clear();
  });
})();
