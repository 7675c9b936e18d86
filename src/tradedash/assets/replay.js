/* The slider that replays the coverage: each step is a day on which figures became known, the last one is today. */
(() => {
  "use strict";
  const PAUSE = 200;
  let waiting = null;
  let held = null;
  let grabbed = null;
  let replaying = false;

  const daysOf = (slider) => slider.dataset.replay.split(" ");
  /* In the language of the page, which the slider brings along. */
  const inWords = ({ dataset }, day) => {
    if (!day) return dataset.today;
    const [year, month, date] = day.split("-").map(Number);
    const parts = { day: date, month: dataset.months.split("|")[month - 1], year };
    return dataset.day.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  };
  const say = (slider, day) => {
    const shown = slider.parentElement.querySelector("[data-replay-day]");
    const words = inWords(slider, day);
    if (shown && shown.textContent !== words) shown.textContent = words;
    slider.setAttribute("aria-valuetext", words);
  };

  /** The step of a day: the last one on which anything was known by then; today is one further. */
  const stepOf = (days, day) => (day ? Math.max(0, days.findLastIndex((known) => known <= day)) : days.length);

  const slider = () => document.querySelector("input[data-replay]");

  /* The address decides where the handle stands, unless a hand is on it. */
  const settle = () => {
    const found = slider();
    if (!found) return;
    const day = new URLSearchParams(location.search).get("as_of") || "";
    // A page that arrives while the hand moves on brings a handle that is behind.
    const step = waiting ? held : String(stepOf(daysOf(found), day));
    if (found.value !== step) found.value = step;
    if (!waiting) say(found, day);
    // Every answer is a new page: the slider that had the focus is gone, the one in its place takes it.
    if (replaying && document.activeElement === document.body) found.focus({ preventScroll: true });
  };

  const move = (found) => {
    const day = daysOf(found)[Number(found.value)] || "";
    say(found, day);
    held = found.value;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = null;
      const form = slider()?.closest("form");
      if (!form) return;
      form.querySelector("input[name=as_of]").value = day;
      // One step back leads to where the replay began, not through every day of it.
      window.tradedashApply(form, { instead: replaying });
      replaying = true;
    }, PAUSE);
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("input[data-replay]")) move(event.target);
  });

  /* A drag goes on when its handle is replaced under the hand. */
  document.addEventListener("pointerdown", (event) => {
    grabbed = event.target.matches?.("input[data-replay]") ? event.target : null;
    if (!grabbed) replaying = false;
  });
  document.addEventListener("pointermove", (event) => {
    const found = grabbed && slider();
    if (!found || found === grabbed || !event.buttons) return;
    const { left, width } = found.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    const step = String(Math.round(share * Number(found.max)));
    if (step === held) return;
    found.value = step;
    move(found);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      grabbed = null;
    });
  }
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.("input[data-replay]")) replaying = false;
  });
  document.addEventListener("DOMContentLoaded", () => {
    const options = { childList: true, subtree: true, attributes: true, attributeFilter: ["data-search", "data-replay"] };
    new MutationObserver(settle).observe(document.body, options);
  });
})();
