/* The form of a figure: proposals and warnings while it is typed, Ctrl+Enter, and a copy of what was typed that outlives
   a closed tab, a lost session and a crash. Without this script the button "Check" does the same. */
(() => {
  "use strict";
  const PREFIX = "tradedash-entry:";
  const PAUSE = 250;
  const MOST_KEPT = 3;
  const NOT_TYPED = new Set(["csrf_token", "form_key", "proposed", "warned", "seen", "without"]);

  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  /* What is kept in this browser: the newest forms of one account and one address, newest first. */
  const keptForms = (form) => {
    const name = `${PREFIX}${form.dataset.account}:${form.getAttribute("action")}`;
    const read = () => {
      try {
        const found = JSON.parse(localStorage.getItem(name) || "[]");
        return Array.isArray(found) ? found : [];
      } catch {
        return []; // storage is switched off, or holds something else
      }
    };
    const write = (list) => {
      try {
        if (list.length) localStorage.setItem(name, JSON.stringify(list.slice(0, MOST_KEPT)));
        else localStorage.removeItem(name);
      } catch {
        // full or switched off: the form works without
      }
    };
    const drop = (key) => write(read().filter((one) => one.key !== key));
    return { read, drop, put: (draft) => write([draft, ...read().filter((one) => one.key !== draft.key)]) };
  };

  class Entry {
    constructor(form) {
      this.form = form;
      this.side = document.getElementById("live");
      this.kept = keptForms(form);
      this.touched = new Set();
      this.shown = "";
      this.proposes = "proposes" in form.dataset;
      form.addEventListener("input", (event) => this.typed(event.target));
      form.addEventListener("change", (event) => this.typed(event.target));
      form.addEventListener("submit", (event) => this.send(event));
      form.closest("main").addEventListener("keydown", (event) => this.pressed(event));
      addEventListener("pagehide", () => this.keep());
      document.addEventListener("submit", (event) => this.forgetAtLogout(event));
      this.offer();
      if (this.values("as_printed")[0] || this.values("source_url")[0]) this.soon();
    }

    /* Fields ------------------------------------------------------------------------------------------------------ */
    controls(name) {
      return [...this.form.elements].filter((one) => one.name === name && one.type !== "submit");
    }

    values(name) {
      return this.controls(name)
        .filter((one) => !["checkbox", "radio"].includes(one.type) || one.checked)
        .map((one) => one.value);
    }

    set(name, values) {
      for (const one of this.controls(name)) {
        if (["checkbox", "radio"].includes(one.type)) one.checked = values.includes(one.value);
        else one.value = values[0] || "";
      }
    }

    names() {
      return [...new Set([...this.form.elements].map((one) => one.name))].filter((one) => one && !NOT_TYPED.has(one) && one !== "send");
    }

    get key() {
      return this.form.elements.form_key.value;
    }

    /* What a form names as proposed, and nobody has touched. */
    proposals() {
      return new Map(this.controls("proposed").map((one) => [JSON.parse(one.value)[0], one]));
    }

    nameProposals(list) {
      this.controls("proposed").forEach((one) => one.remove());
      for (const value of list) this.form.append(element("input", { type: "hidden", name: "proposed", value }));
    }

    mark(name, reason) {
      const control = this.controls(name)[0];
      const field = control && control.closest(".fld");
      if (!field) return;
      let words = document.getElementById(`${name}-from`);
      if (!reason) {
        if (words) words.remove();
        field.classList.remove("proposed");
        return;
      }
      if (!words) {
        words = element("span", { id: `${name}-from`, className: "from" });
        const hint = field.querySelector(".hint");
        field.insertBefore(words, hint);
      }
      if (words.textContent !== `Proposed. ${reason}`) words.textContent = `Proposed. ${reason}`;
      field.classList.add("proposed");
    }

    typed(control) {
      if (!control.name || NOT_TYPED.has(control.name)) return;
      this.touched.add(control.name);
      const proposed = this.proposals().get(control.name);
      if (proposed) proposed.remove();
      this.mark(control.name, "");
      this.soon();
    }

    pressed(event) {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.form.requestSubmit(this.form.querySelector(".btn.primary"));
    }

    /* Looking while typing ---------------------------------------------------------------------------------------- */
    soon() {
      clearTimeout(this.timer);
      this.busy(true);
      this.timer = setTimeout(() => {
        this.keep();
        this.look();
      }, PAUSE);
    }

    busy(is) {
      this.isBusy = is;
      if (this.side) this.side.setAttribute("aria-busy", String(is));
    }

    async look() {
      if (this.asking) this.asking.abort();
      const asking = (this.asking = new AbortController());
      const body = new URLSearchParams(new FormData(this.form));
      const emptied = [...this.touched].filter((name) => !this.values(name).some(Boolean));
      for (const name of emptied) body.append("touched", name);
      if (!this.proposes) body.append("fills", "no");
      const before = new Set(this.touched);
      try {
        const answer = await fetch(this.form.dataset.look, { method: "POST", body, signal: asking.signal });
        if (answer.status === 403) this.tellLoggedOut();
        else if (!answer.ok) this.tell("The proposals cannot be had for the moment; the form works without them.");
        else this.apply(await answer.json(), before);
        this.busy(false);
      } catch (error) {
        if (error.name === "AbortError") return;
        this.busy(false);
        this.tellOffline();
      }
    }

    apply(found, before) {
      this.tell("");
      const mine = (name) => this.touched.has(name) && !before.has(name);
      for (const name of this.proposals().keys()) {
        if (name in found.reasons || this.touched.has(name)) continue;
        this.set(name, []);
        this.mark(name, "");
      }
      const list = found.proposed.filter((text) => !mine(JSON.parse(text)[0]));
      for (const text of list) {
        const [name, ...values] = JSON.parse(text);
        this.set(name, values);
        this.mark(name, found.reasons[name]);
      }
      this.nameProposals(list);
      for (const [name, words] of Object.entries(found.hints)) {
        const hint = document.getElementById(`${name}-hint`);
        if (hint && hint.textContent !== words) hint.textContent = words;
      }
      const offers = document.getElementById("source_url-offers");
      if (offers) offers.replaceChildren(...found.offers.map((one) => element("option", one)));
      this.form.elements.as_printed.lang = found.language;
      if (found.live !== this.shown && this.side) {
        this.shown = found.live;
        const side = new DOMParser().parseFromString(found.live, "text/html").getElementById("live");
        this.side.replaceChildren(...side.childNodes);
      }
    }

    /* Sending ----------------------------------------------------------------------------------------------------- */
    async send(event) {
      event.preventDefault();
      if (this.sending) return;
      this.sending = true;
      clearTimeout(this.timer);
      this.keep();
      if (this.isBusy) await this.look(); // what is proposed must fit what is typed now
      try {
        const body = new URLSearchParams(new FormData(this.form, event.submitter));
        const answer = await fetch(this.form.getAttribute("action"), { method: "POST", body });
        if (answer.redirected) {
          this.kept.drop(this.key);
          this.touched.clear();
          location.assign(answer.url);
          return;
        }
        if (answer.status === 403 && !document.cookie.includes("_csrf_token=")) this.tellLoggedOut();
        else if (answer.status === 403) this.tellRefused(await answer.text());
        else this.show(await answer.text());
      } catch {
        this.tellOffline();
      }
      this.sending = false;
    }

    show(text) {
      const touched = this.touched;
      const main = new DOMParser().parseFromString(text, "text/html").getElementById("main");
      if (!main) return;
      document.getElementById("main").replaceWith(main);
      const next = start();
      if (next) touched.forEach((name) => next.touched.add(name));
      const focused = main.querySelector("[autofocus]") || main.querySelector("h1");
      if (!focused.hasAttribute("tabindex")) focused.tabIndex = -1;
      focused.focus();
    }

    /* Telling ----------------------------------------------------------------------------------------------------- */
    tell(...words) {
      const said = words.map((one) => one.textContent ?? one).join("");
      let line = document.getElementById("entry-status");
      if (!said) {
        if (line) line.remove();
        return;
      }
      if (line && line.textContent === said) return;
      if (!line) line = element("p", { id: "entry-status", className: "notice error" });
      line.setAttribute("role", "status");
      this.form.before(line);
      line.replaceChildren(...words);
    }

    tellOffline() {
      this.tell("The site cannot be reached: nothing was sent. What you typed is kept in this browser; send it again later.");
    }

    tellLoggedOut() {
      const login = element("a", { href: `${window.tradedashBase}login?next=/enter` }, "Log in");
      this.tell("You are no longer logged in; nothing was saved. What you typed is kept in this browser. ", login);
    }

    tellRefused(text) {
      const why = new DOMParser().parseFromString(text, "text/html").querySelector(".lede");
      const said = why ? why.textContent : "This was refused; nothing was saved.";
      if (/logged in/.test(said)) this.tellLoggedOut();
      else this.tell(`${said} What you typed is kept in this browser.`);
    }

    /* Keeping ----------------------------------------------------------------------------------------------------- */
    keep() {
      if (!this.touched.size || !this.form.isConnected) return;
      const fields = Object.fromEntries(this.names().map((name) => [name, this.values(name)]));
      const proposed = this.controls("proposed").map((one) => one.value);
      this.kept.put({ key: this.key, at: new Date().toISOString(), fields, proposed });
    }

    /* `site.js` takes out what is kept; nothing may be kept anew on the way out. */
    forgetAtLogout(event) {
      if (event.target.getAttribute("action") !== `${window.tradedashBase}logout`) return;
      clearTimeout(this.timer);
      this.touched.clear();
    }

    async offer() {
      for (const draft of this.kept.read().filter((one) => one.key !== this.key)) {
        if (await this.wasSaved(draft)) this.kept.drop(draft.key);
        else this.offerOne(draft);
      }
    }

    async wasSaved(draft) {
      try {
        const body = new URLSearchParams({ csrf_token: this.form.elements.csrf_token.value, form_key: draft.key });
        const answer = await fetch(this.form.dataset.look, { method: "POST", body });
        return answer.ok && Boolean((await answer.json()).saved);
      } catch {
        return false;
      }
    }

    offerOne(draft) {
      const at = new Date(draft.at).toLocaleString("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
      const phrase = (draft.fields.as_printed || [])[0] || (draft.fields.source_url || [])[0] || "";
      const about = phrase ? ` “${phrase.slice(0, 60)}${phrase.length > 60 ? "…" : ""}”` : "";
      const restore = element("button", { type: "button", className: "btn" }, "Restore");
      const discard = element("button", { type: "button", className: "btn" }, "Discard");
      const line = element("p", { className: "notice kept" }, `Not sent: what you typed on ${at}.${about} `, restore, " ", discard);
      restore.addEventListener("click", () => {
        line.remove();
        this.restore(draft);
      });
      discard.addEventListener("click", () => {
        line.remove();
        this.kept.drop(draft.key);
      });
      this.form.before(line);
    }

    restore(draft) {
      for (const [name, values] of Object.entries(draft.fields)) {
        this.set(name, values);
        this.mark(name, "");
        if (values.some(Boolean)) this.touched.add(name);
      }
      for (const text of draft.proposed) this.touched.delete(JSON.parse(text)[0]);
      this.form.elements.form_key.value = draft.key;
      this.nameProposals(draft.proposed);
      this.soon();
      this.form.elements.as_printed.focus();
    }
  }

  const start = () => {
    const form = document.querySelector("form#entry");
    return form ? new Entry(form) : null;
  };
  start();
})();
