/* Links and filters change the address without a reload; Dash's Location hears of it, so Back and Forward work. */
(() => {
  "use strict";
  let goingTo = null;
  let shown = null;

  // Until the live page has taken over, links and forms of the first one just work as they would without script.
  const inApp = () => document.getElementById("page") !== null && document.getElementById("pre") === null;
  const go = (address, { stay = false, instead = false } = {}) => {
    if (instead) history.replaceState(history.state, "", address);
    else history.pushState({}, "", address);
    goingTo = stay ? null : location.pathname;
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (!stay) window.scrollTo(0, 0);
  };

  window.tradedashGo = go;

  /* Links ------------------------------------------------------------------------------------------------------ */
  const plainClick = (event) =>
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-go]");
    if (!link || !plainClick(event) || !inApp() || link.origin !== location.origin) return;
    event.preventDefault();
    go(link.href);
  });

  /* Filters: what is usual is left out of the address; an open figure and whatever else stands there stays -------- */
  const addressOf = (form) => {
    const address = new URL(form.getAttribute("action") || location.pathname, location.origin);
    const shown = [...form.elements].filter((control) => control.type !== "hidden");
    const own = new Set(shown.map((control) => control.name).filter(Boolean));
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (!own.has(name)) address.searchParams.append(name, value);
    }
    const boxes = [...form.querySelectorAll("input[type=checkbox]")];
    const ticked = boxes.filter((box) => box.checked);
    if (ticked.length < boxes.length) ticked.forEach((box) => address.searchParams.append(box.name, box.value));
    for (const field of form.querySelectorAll("select, input[type=date], input[list]")) {
      if (field.value && field.value !== field.dataset.default) address.searchParams.set(field.name, field.value);
    }
    return address;
  };

  const apply = (form, { instead = false } = {}) => {
    const address = addressOf(form);
    if (address.href === location.href) form.reset(); // the last box: none ticked shows all, as all ticked does
    else go(address, { stay: true, instead });
  };
  window.tradedashApply = apply;
  const filtersOf = (event) => (inApp() ? event.target.closest("form[data-filters]") : null);

  document.addEventListener("change", (event) => {
    const form = filtersOf(event);
    // The slider goes its own way, and a day that is half typed is none.
    if (form && event.target.type !== "range" && event.target.validity.valid) apply(form);
  });
  document.addEventListener(
    "submit",
    (event) => {
      const form = filtersOf(event);
      if (!form) return;
      event.preventDefault();
      apply(form);
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const more = event.target.closest("[data-more-filters]");
    if (!more) return;
    const open = more.closest("form").classList.toggle("open");
    more.setAttribute("aria-expanded", String(open));
  });

  /* Arrival: the controls say what the address says, and a reader who followed a link by ear is put at the start --- */
  const arrive = () => {
    const main = document.getElementById("main");
    const address = main && main.dataset.path + main.dataset.search;
    if (!main || address === shown) return;
    shown = address;
    const named = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    if (named) named.scrollIntoView();
    document.querySelectorAll("#page form[data-filters]").forEach((form) => form.reset());
    if (goingTo === main.dataset.path) main.focus({ preventScroll: true });
    goingTo = null;
  };
  const attributes = ["data-path", "data-search"];
  document.addEventListener("DOMContentLoaded", () => {
    const options = { childList: true, subtree: true, attributes: true, attributeFilter: attributes };
    new MutationObserver(arrive).observe(document.body, options);
  });

  /* A request that fails says so, in the server's own sentence ---------------------------------------------------- */
  const tell = (sentence) => {
    const notice = document.getElementById("notice");
    if (!notice) return;
    notice.textContent = sentence;
    notice.hidden = !sentence;
  };
  const send = window.fetch;
  window.fetch = async (...request) => {
    const isUpdate = String(request[0]).includes("/_dash-update-component");
    try {
      const answer = await send.apply(window, request);
      if (isUpdate && answer.status >= 400) tell((await answer.clone().text()).slice(0, 300));
      return answer;
    } catch (error) {
      if (isUpdate) tell(document.getElementById("notice")?.dataset.unreachable);
      throw error;
    }
  };
})();
