/* /import: how much of a file is sent, and how far the work at it is. Without script the page asks again by itself. */
(() => {
  "use strict";
  if (window.tradedashImport) return;
  window.tradedashImport = true;

  const EVERY = 1500;

  /* A file is sent with its progress shown; whatever comes back is the page that the form would have led to. */
  const send = (form) => {
    const status = form.querySelector("[data-sending]");
    const [bar] = status.children;
    const [progress, words] = bar.children;
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const percent = Math.floor((100 * event.loaded) / event.total);
      progress.value = percent;
      words.textContent = percent < 100 ? `${percent} % sent` : "Sent; it is being read";
    });
    request.addEventListener("load", () => {
      if (request.status < 400 && request.responseURL) location.assign(request.responseURL);
      else show(request.responseText);
    });
    request.addEventListener("error", () => failed(form, bar, words));
    bar.hidden = false;
    words.textContent = "Sending";
    form.querySelector("button").disabled = true;
    request.send(new FormData(form));
  };

  const failed = (form, bar, words) => {
    form.querySelector("button").disabled = false;
    words.textContent = "The file could not be sent: look at the connection and try again.";
  };

  /* A refused form comes back as a page; only its main part is new. */
  const show = (text) => {
    const answer = new DOMParser().parseFromString(text, "text/html");
    const main = answer.querySelector("main");
    if (!main) return;
    document.querySelector("main").replaceWith(document.adoptNode(main));
    document.title = answer.title;
    (document.querySelector("[autofocus]") || document.querySelector("main")).focus();
    start();
  };

  const ask = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const [now, then] = [fresh.querySelector("[data-import]"), document.querySelector("[data-import]")];
      if (!then) return;
      if (!answer.ok || !now || now.dataset.import !== then.dataset.import) {
        location.reload();
        return;
      }
      if (then.textContent !== now.textContent) then.textContent = now.textContent;
    } catch {
      // the server may be starting again: ask once more
    }
    setTimeout(ask, EVERY);
  };

  const start = () => {
    for (const form of document.querySelectorAll("form[data-upload]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        send(form);
      });
    }
    if (document.querySelector("[data-import]")) setTimeout(ask, EVERY);
  };

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
