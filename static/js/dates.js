// Dates as the reader's locale writes and orders them. Without this file they stand as the server wrote them.
"use strict";
(() => {
  const SHAPE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
  const PARTS = ["day", "month", "year"];
  const written = new Map();

  function form(...parts) {
    const key = parts.join();
    if (!written.has(key)) {
      const shape = { timeZone: "UTC" };
      for (const part of parts) shape[part] = part === "month" ? "short" : "numeric";
      written.set(key, new Intl.DateTimeFormat(undefined, shape));
    }
    return written.get(key);
  }

  // A column has a slot for each part; a missing part's stays empty.
  function column(element, day) {
    const parts = form(...PARTS).formatToParts(day);
    const order = parts.map(({ type }) => type).filter((type) => PARTS.includes(type));
    const slots = Object.fromEntries(PARTS.map((part, at) => [part, element.children[at]]));
    const month = parts.find(({ type }) => type === "month").value;
    if (!slots.month.hasAttribute("aria-hidden")) slots.month.textContent = month;
    element.replaceChildren(...order.flatMap((part) => [slots[part], " "]).slice(0, -1));
    element.dataset.order = order.map(([letter]) => letter).join("");
  }

  function write() {
    for (const element of document.querySelectorAll("time[datetime]:not([lang])")) {
      const found = SHAPE.exec(element.dateTime);
      if (!found) continue;
      const [, year, month = "01", day = "01"] = found;
      const exact = new Date(`${year}-${month}-${day}T00:00Z`);
      const known = PARTS.slice(4 - found.filter(Boolean).length);
      if (element.classList.contains("dcol")) column(element, exact);
      else {
        const shown = "short" in element.dataset ? ["day", "month"] : known;
        element.textContent = form(...shown).format(exact);
      }
      element.lang = navigator.language;
    }
    for (const label of document.querySelectorAll("text[data-day]:not([lang])")) {
      label.textContent = form(...PARTS).format(new Date(`${label.dataset.day}T00:00Z`));
      label.setAttribute("lang", navigator.language);
    }
  }

  // Days come into the page in many ways; a morph writes the server's back and takes the lang off.
  const watched = new MutationObserver(() => {
    write();
    watched.takeRecords();
  });
  watched.observe(document.body, { attributeFilter: ["lang"], childList: true, subtree: true });
  write();
})();
