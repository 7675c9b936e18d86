/* For every page: light or dark (as the system, until the reader chooses), and the way out. Runs in <head>. */
(() => {
  "use strict";
  if (window.tradedashTheme) return;

  /* The address of the site ends where its files begin: it may stand below a path of its host. */
  window.tradedashBase = new URL("..", document.currentScript.src).pathname;

  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const known = (name) => (name === "light" || name === "dark" ? name : null);
  const inAddress = () => known(new URLSearchParams(location.search).get("theme"));
  const remembered = () => {
    try {
      return known(localStorage.getItem("theme"));
    } catch {
      return null; // storage may be switched off; the system decides then
    }
  };
  const chosen = () => inAddress() || remembered();
  const current = () => known(root.dataset.theme) || (system.matches ? "dark" : "light");
  const announce = () => window.dispatchEvent(new Event("tradedash-theme"));

  const show = (name) => {
    if (name) root.dataset.theme = name;
    else delete root.dataset.theme;
  };

  const toggle = () => {
    const next = current() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("theme", next);
    } catch {
      // the choice lasts for this page only
    }
    if (inAddress()) {
      const address = new URL(location.href);
      address.searchParams.set("theme", next);
      history.replaceState(history.state, "", address);
      window.dispatchEvent(new PopStateEvent("popstate")); // the links of the page take the theme along
    }
    show(next);
    announce();
  };

  window.tradedashTheme = { current };
  root.classList.add("js");
  show(chosen());
  system.addEventListener("change", announce);
  window.addEventListener("popstate", () => {
    const before = current();
    show(chosen());
    if (current() !== before) announce();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) toggle();
  });

  /* Whoever logs out leaves nothing behind that was typed and not sent. */
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") !== `${window.tradedashBase}logout`) return;
    try {
      const kept = Object.keys(localStorage).filter((name) => name.startsWith("tradedash-entry:"));
      kept.forEach((name) => localStorage.removeItem(name));
    } catch {
      // nothing can be kept where storage is switched off
    }
  });

  /* The one form of the masthead, the way out, is made without the session's token: it is in a cookie for this. */
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-token]");
    const token = document.cookie.split("; ").find((pair) => pair.startsWith("_csrf_token="));
    if (!form || !token || form.querySelector("[name=csrf_token]")) return;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "csrf_token";
    field.value = decodeURIComponent(token.slice("_csrf_token=".length));
    form.append(field);
  });
})();
