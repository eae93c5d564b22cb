// Days, months and years as the reader's locale writes them; the exact value stays in the element and shows
// on hover. Without this file they stand as the server wrote them. Columns of dates keep their three slots.
"use strict";
(() => {
  const SHAPE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
  const forms = new Map();

  function form(precision) {
    if (!forms.has(precision)) {
      const shape = { year: "numeric", timeZone: "UTC" };
      if (precision > 1) shape.month = "short";
      if (precision > 2) shape.day = "numeric";
      forms.set(precision, new Intl.DateTimeFormat(undefined, shape));
    }
    return forms.get(precision);
  }

  function write(inside) {
    for (const element of inside.querySelectorAll("time[datetime]:not(.dcol, [lang])")) {
      const found = SHAPE.exec(element.dateTime);
      if (!found) continue;
      const [, year, month = "01", day = "01"] = found;
      const precision = found.filter(Boolean).length - 1;
      element.textContent = form(precision).format(new Date(`${year}-${month}-${day}T00:00Z`));
      element.lang = navigator.language;
    }
  }

  write(document);
  document.addEventListener("htmx:after:swap", () => write(document));
})();
