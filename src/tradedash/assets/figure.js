/* One figure in four places: its mark, its row in the ledger, its row in the table, its panel. */
(() => {
  "use strict";
  let opener = null;
  let awaited = null;
  let held = null;
  let opened = 0;
  // Pixels within which a click means a mark.
  const NEAR = 8;

  const panel = () => document.getElementById("panel");
  const plot = () => document.querySelector("[data-chart] .js-plotly-plot");
  const rowsOf = (id) =>
    [...document.querySelectorAll("[data-figure]")].filter(
      (row) => row.dataset.figure === id || (row.dataset.also || "").split(" ").includes(id),
    );
  const rewrite = (id) => {
    const address = new URL(location.href);
    if (id) address.searchParams.set("figure", id);
    else address.searchParams.delete("figure");
    history.replaceState(history.state, "", address);
  };
  const mark = (id, name) => {
    for (const found of document.querySelectorAll(`.${name}`)) found.classList.remove(name);
    for (const found of id ? [...rowsOf(id), ...marks().filter((node) => node.dataset.mark === id)] : []) found.classList.add(name);
  };

  /* From a small chart to its own page; the pair, the clocks and the rule of this page go along. */
  const CARRIED = ["pair", "rule", "as_of", "recorded_as_of", "derived", "currency", "theme"];
  const carry = (address, names = CARRIED) => {
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (names.includes(name)) address.searchParams.append(name, value);
    }
    return address;
  };
  const toChart = (more) => {
    const address = carry(new URL(`${window.tradedashBase}charts/${document.querySelector("[data-chart]").dataset.chart}`, location.origin));
    for (const [name, value] of Object.entries(more)) address.searchParams.set(name, value);
    window.tradedashGo(address.href);
  };

  /* Opening and closing ---------------------------------------------------------------------------------------- */
  const open = (id, from) => {
    if (!panel()) return void toChart({ figure: id });
    opener = { id, place: from.closest?.("[data-chart]") ? "mark" : from.closest?.(".ledger") ? "ledger" : "table" };
    awaited = id;
    rewrite(id);
    mark(id, "sel");
    window.dash_clientside.set_props("selected", { data: id });
    window.dash_clientside.set_props("wanted", { data: { figure: id, time: (opened += 1) } });
  };

  const close = () => {
    if (!panel()?.firstElementChild) return;
    window.dash_clientside.set_props("panel", { children: null });
    window.dash_clientside.set_props("selected", { data: null });
    rewrite(null);
    mark(null, "sel");
    const back = opener;
    opener = null;
    requestAnimationFrame(() => focusBack(back));
  };

  const focusBack = (back) => {
    if (!back) return void document.getElementById("main")?.focus({ preventScroll: true });
    if (back.place === "mark") return focusMark(back.id);
    const row = rowsOf(back.id).find((found) => Boolean(found.closest(".ledger")) === (back.place === "ledger"));
    (row?.querySelector("button") || document.getElementById("main"))?.focus({ preventScroll: true });
  };

  const focusMark = (id) => {
    const all = [...marks(), ...derived()];
    const node = all.find((found) => keyOf(found) === id);
    const top = node && all.findLast((found) => found.hasAttribute("tabindex") && samePlace(found, node));
    (top || document.getElementById("main"))?.focus({ preventScroll: true });
  };

  const arrived = () => {
    const shown = panel()?.querySelector("[data-panel]");
    if (!shown || shown.dataset.id !== awaited) return;
    awaited = null;
    shown.focus({ preventScroll: matchMedia("(min-width: 1081px)").matches });
    shown.closest(".evidence").scrollTop = 0;
  };

  /* Marks ------------------------------------------------------------------------------------------------------ */
  const marks = () => [...(plot()?.querySelectorAll(".point[data-mark]") || [])];
  const derived = () => [...(plot()?.querySelectorAll(".point[data-follows]") || [])];
  const keyOf = (node) => node.dataset.mark || node.dataset.follows;
  const idOf = (item) => (Array.isArray(item) ? item[0] : item);
  const spoken = (text) => String(text || "").replace(/<br ?\/?>/gi, ", ").replace(/<[^>]*>/g, "").trim();
  const at = (list, index) => (Array.isArray(list) ? list[index] : list);

  const name = (node) => {
    const data = node.__data__;
    const trace = data?.trace || node.closest(".trace")?.__data__?.[0]?.trace;
    if (!trace) return;
    const id = idOf(trace.customdata?.[data.i]);
    const key = trace.meta?.derived && at(trace.ids, data.i);
    if (!id && !key) return;
    if (id) node.dataset.mark = id;
    else node.dataset.follows = key;
    node.dataset.said = spoken(at(trace.hovertext, data.i) || at(trace.text, data.i)) || "Figure";
  };

  /* What is derived is no figure and has no address; its panel lists the figures it follows from. */
  const follow = (key) => {
    if (!panel()) return void toChart({});
    opener = { id: key, place: "mark" };
    awaited = key;
    rewrite(null);
    mark(null, "sel");
    window.dash_clientside.set_props("selected", { data: null });
    const chart = document.querySelector("[data-chart]").dataset.chart;
    window.dash_clientside.set_props("wanted", { data: { derived: key, chart, time: (opened += 1) } });
  };

  /* A figure goes before what is derived: where marks of both lie on one another, the click means the figure. */
  const figureUnder = (drawn, pointer) => {
    const away = (node) => {
      const box = node.getBoundingClientRect();
      return Math.hypot(box.x + box.width / 2 - pointer.clientX, box.y + box.height / 2 - pointer.clientY);
    };
    const near = [...drawn.querySelectorAll(".point")].filter((node) => node.dataset.mark && away(node) <= NEAR);
    return near.sort((one, other) => away(one) - away(other))[0]?.dataset.mark;
  };

  const drawnAt = (node) => node.getAttribute("transform") || node.querySelector("path")?.getAttribute("d");
  const placeOf = (node) => `${node.closest("g.subplot")?.getAttribute("class")} ${drawnAt(node)} ${"mark" in node.dataset}`;
  const samePlace = (one, other) => placeOf(one) === placeOf(other);

  /* Reprints lie on one another: the keyboard stops once at each place, at the mark on top. What is derived has a stop
     of its own, even under a figure. */
  const onePerPlace = (nodes) => {
    const places = new Map();
    for (const node of nodes) {
      for (const attribute of ["tabindex", "role", "aria-label"]) node.removeAttribute(attribute);
      places.set(placeOf(node), [...(places.get(placeOf(node)) || []), node]);
    }
    for (const found of places.values()) {
      const top = found.at(-1);
      top.setAttribute("tabindex", "0");
      top.setAttribute("role", "button");
      top.setAttribute("aria-label", found.length > 1 && top.dataset.mark ? `${top.dataset.said}, one of ${found.length} prints` : top.dataset.said);
    }
  };

  const wire = (drawn) => {
    drawn.dataset.wired = "yes";
    const everyMark = () => {
      const points = [...drawn.querySelectorAll(".point")];
      points.forEach(name);
      onePerPlace(points.filter((node) => keyOf(node)));
      // Plotly draws marks anew on every change: the one that had the focus gets it again.
      if (held && document.activeElement === document.body) focusMark(held);
    };
    drawn.on("plotly_afterplot", everyMark);
    drawn.on("plotly_click", (event) => {
      const id = idOf(event.points[0]?.customdata) || figureUnder(drawn, event.event);
      if (id) return open(id, drawn);
      const key = event.points[0]?.data?.meta?.derived && event.points[0].id;
      if (key) follow(key);
    });
    drawn.on("plotly_clickannotation", (event) => {
      const [what, number] = String(event.annotation.name || "").split(":");
      if (what !== "dispute") return;
      // Disputes are numbered anew for each pair and day: the page that tells them needs the same.
      const asked = carry(new URL(`${window.tradedashBase}contradictions`, location.origin));
      asked.hash = `c${number}`;
      window.tradedashGo(asked.href);
    });
    drawn.on("plotly_hover", (event) => light(idOf(event.points[0]?.customdata), true));
    drawn.on("plotly_unhover", () => light(null));
    everyMark();
  };

  const light = (id, scroll = false) => {
    mark(id, "lit");
    const row = scroll && id && rowsOf(id).find((found) => found.closest(".ledger"));
    const desk = row && row.closest(".evidence");
    if (!desk || desk.scrollHeight <= desk.clientHeight || panel()?.firstElementChild) return;
    desk.scrollTop += row.getBoundingClientRect().top - desk.getBoundingClientRect().top - desk.clientHeight / 3;
  };

  /* The page comes and goes: wire what is new, notice the panel. */
  const look = () => {
    for (const drawn of document.querySelectorAll("[data-chart] .js-plotly-plot:not([data-wired])")) {
      if (drawn.on && drawn._fullLayout) wire(drawn);
      else requestAnimationFrame(look);
    }
    if (awaited) arrived();
    const selected = new URLSearchParams(location.search).get("figure");
    if (selected && !document.querySelector(".sel")) mark(selected, "sel");
  };
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });

  /* Hands ------------------------------------------------------------------------------------------------------ */
  // Until the live page has taken over, buttons do what they do without script: they send the form they belong to.
  const notYet = () => document.getElementById("pre") !== null;
  document.addEventListener("click", (event) => {
    if (notYet()) return;
    const closes = event.target.closest("[data-close-panel]");
    const row = event.target.closest("[data-figure]");
    if (closes || event.target.closest("button.open")) event.preventDefault();
    if (closes) close();
    else if (row && !event.target.closest("a") && !String(getSelection())) open(row.dataset.figure, row);
  });
  document.addEventListener("mouseover", (event) => {
    const row = event.target.closest?.("[data-figure]");
    if (row && !row.classList.contains("lit")) light(row.dataset.figure);
  });
  document.addEventListener("mouseout", (event) => {
    const row = event.target.closest?.("[data-figure]");
    if (row && !row.contains(event.relatedTarget)) light(null);
  });
  document.addEventListener("focusin", (event) => {
    held = event.target.dataset?.mark || event.target.dataset?.follows || null;
    const id = event.target.dataset?.mark || event.target.closest?.("[data-figure]")?.dataset.figure;
    if (id) light(id, Boolean(event.target.dataset?.mark));
  });
  document.addEventListener("pointerdown", () => {
    held = null;
  });

  const step = (by) => {
    const rows = [...document.querySelectorAll(".ledger [data-figure]")];
    const here = rows.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("lit"));
    rows[Math.min(Math.max(here + by, 0), rows.length - 1)]?.querySelector("button")?.focus();
  };
  const atWork = (node) => node.closest?.("[data-chart], .evidence, [data-figures]");
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: () => panel()?.querySelector("[data-field=quote] a, a[data-field=quote]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea")) return;
    if (notYet()) return;
    if (event.key === "Escape") return close();
    const id = event.target.dataset?.mark;
    if (id && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      return open(id, event.target);
    }
    const key = event.target.dataset?.follows;
    if (key && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      return follow(key);
    }
    if (keys[event.key] && atWork(event.target)) keys[event.key]();
  });
})();
