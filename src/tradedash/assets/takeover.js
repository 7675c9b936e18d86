/* The page that came with the address gives way to the live one: nothing is fetched twice, no flash, no lost focus. */
(() => {
  "use strict";
  const pre = document.getElementById("pre");
  const live = document.getElementById("live");
  if (!pre || !live) return;

  /* Dash's own first questions are answered from the page, each once ---------------------------------------------- */
  const seeds = new Map();
  for (const block of document.querySelectorAll("script[data-seed]")) seeds.set(block.dataset.seed, block.textContent);
  const here = location.pathname + location.search;
  let unmoved = true;
  const asksForPage = (options) => {
    const asked = JSON.parse(options.body);
    if (!asked.output.includes("page.children")) return null;
    const [path, search] = asked.inputs.map((input) => input.value);
    return (path ?? location.pathname) + (search ?? location.search);
  };
  const kept = (name, options) => {
    if (seeds.has(name)) {
      const text = seeds.get(name);
      seeds.delete(name);
      return new Response(text, { headers: { "Content-Type": "application/json" } });
    }
    if (!unmoved || name !== "_dash-update-component") return null;
    const address = asksForPage(options);
    if (address === null) return null;
    unmoved = address === here;
    return unmoved ? new Response(null, { status: 204 }) : null; // 204: nothing new
  };
  const send = window.fetch;
  window.fetch = (address, options) => {
    const name = new URL(String(address.url || address), location.href).pathname.split("/").pop();
    const answer = kept(name, options);
    return answer ? Promise.resolve(answer) : send.call(window, address, options);
  };

  /* The same place on the live page ------------------------------------------------------------------------------- */
  const counterpart = (node) => {
    const steps = [];
    for (let at = node; at !== pre; at = at.parentElement) steps.unshift([...at.parentElement.children].indexOf(at));
    const found = steps.reduce((at, step) => at?.children[step], document.getElementById("page"));
    return found?.tagName === node.tagName ? found : null;
  };
  const changed = (control) => {
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.tagName === "SELECT") return [...control.options].some((one) => one.selected !== one.defaultSelected);
    return control.type !== "range" && control.value !== control.defaultValue;
  };
  const scrolled = new Set();
  pre.addEventListener("scroll", (event) => scrolled.add(event.target), { capture: true, passive: true });

  /* What a reader has opened, scrolled, ticked or typed meanwhile is there after it, as if done on the live page. */
  const carryOver = () => {
    for (const details of pre.querySelectorAll("details")) {
      const same = counterpart(details);
      if (same) same.open = details.open;
    }
    const places = [...scrolled].map((one) => [counterpart(one), one.scrollLeft, one.scrollTop]);
    const touched = [...pre.querySelectorAll("input, select")].filter(changed).map((one) => [one, counterpart(one)]);
    for (const [control, same] of touched.filter((pair) => pair[1])) {
      if ("checked" in control) same.checked = control.checked;
      same.value = control.value;
    }
    return [touched.map((pair) => pair[1]).find(Boolean), places];
  };

  /* A picture of the chart stays over the live one until that is painted. */
  const paintedIn = (place) => {
    const plot = place.querySelector(".js-plotly-plot");
    return plot?._fullLayout && plot.querySelector(".trace, .annotation") && !place.querySelector(".dash-graph--pending");
  };
  const keepOver = (still) => {
    const place = counterpart(still.parentElement);
    if (!place) return;
    place.append(still);
    const wait = () => (paintedIn(place) ? still.remove() : requestAnimationFrame(wait));
    wait();
  };

  const takeOver = () => {
    const focused = pre.contains(document.activeElement) ? counterpart(document.activeElement) : null;
    const [touched, places] = carryOver();
    pre.querySelectorAll(".meanwhile").forEach(keepOver);
    pre.remove();
    for (const [same, left, top] of places) same?.scrollTo(left, top);
    focused?.focus({ preventScroll: true });
    if (touched) requestAnimationFrame(() => touched.dispatchEvent(new Event("change", { bubbles: true })));
  };

  // In the same breath in which React puts the live page there: nobody ever meets both.
  const watch = new MutationObserver(() => {
    if (!live.querySelector("#main")) return;
    watch.disconnect();
    takeOver();
  });
  watch.observe(live, { childList: true, subtree: true });
})();
