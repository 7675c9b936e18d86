/* The page that came with the address gives way to the live one: nothing is fetched twice, no flash, no lost focus. */
(() => {
  "use strict";
  const pre = document.getElementById("pre");
  const live = document.getElementById("live");
  if (!pre || !live) return;

  /* Both pages stand in the document for a moment: the live one has the ids, the first one others ----------------- */
  const renamed = (ids) => ids.split(" ").map((id) => `p-${id}`).join(" ");
  for (const node of pre.querySelectorAll("[id]")) node.id = renamed(node.id);
  for (const name of ["for", "form", "list", "headers", "aria-controls", "aria-labelledby", "aria-describedby"]) {
    for (const node of pre.querySelectorAll(`[${name}]`)) node.setAttribute(name, renamed(node.getAttribute(name)));
  }
  for (const link of pre.querySelectorAll('a[href^="#"]')) link.setAttribute("href", `#p-${link.hash.slice(1)}`);

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

  /* What a reader has opened, ticked or typed meanwhile is there after it, as if done on the live page. */
  const carryOver = () => {
    for (const details of pre.querySelectorAll("details")) {
      const same = counterpart(details);
      if (same) same.open = details.open;
    }
    const touched = [...pre.querySelectorAll("input, select")].filter(changed).map((one) => [one, counterpart(one)]);
    for (const [control, same] of touched.filter((pair) => pair[1])) {
      if ("checked" in control) same.checked = control.checked;
      same.value = control.value;
    }
    return touched.map((pair) => pair[1]).find(Boolean);
  };

  const painted = () =>
    document.getElementById("main") &&
    [...live.querySelectorAll(".plot")].every((place) => {
      const plot = place.querySelector(".js-plotly-plot");
      return plot?._fullLayout && plot.querySelector(".trace") && !place.querySelector(".dash-graph--pending");
    });

  const takeOver = () => {
    const focused = pre.contains(document.activeElement) ? counterpart(document.activeElement) : null;
    const touched = carryOver();
    live.classList.add("on");
    pre.remove();
    focused?.focus({ preventScroll: true });
    touched?.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const wait = () => (painted() ? takeOver() : requestAnimationFrame(wait));
  wait();
})();
