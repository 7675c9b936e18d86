/* The share dialog: a link opens it, a press copies, and the focus goes back to where it was. */
(() => {
  "use strict";
  const dialogOf = (link) => document.getElementById(link.dataset.opens);

  /* Opened on the page that gives way to the live one: that one has it open from its first moment. */
  const openAgain = (dialog, pre) => {
    const watch = new MutationObserver(() => {
      if (pre.isConnected) return;
      watch.disconnect();
      if (dialog.open) document.getElementById(dialog.id)?.showModal();
    });
    watch.observe(pre.parentElement, { childList: true });
  };

  const select = (code) => {
    const range = document.createRange();
    range.selectNodeContents(code);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  const copy = async (button) => {
    const code = document.getElementById(button.dataset.copies);
    const said = button.closest("dialog").querySelector("[data-said]");
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.textContent = button.dataset.done;
    } catch {
      select(code); // without https there is no clipboard
      said.textContent = document.execCommand("copy") ? button.dataset.done : button.dataset.failed;
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-opens]");
    const dialog = link && dialogOf(link);
    if (dialog?.showModal && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      dialog.showModal();
      const pre = dialog.closest("#pre");
      if (pre) openAgain(dialog, pre);
      return;
    }
    const button = event.target.closest("[data-copies]");
    if (button) copy(button);
    if (event.target.closest("[data-closes]")) event.target.closest("dialog").close();
    if (event.target.matches("dialog[open]")) event.target.close(); // beside it
  });

  document.addEventListener(
    "close",
    (event) => {
      event.target.querySelector("[data-said]")?.replaceChildren();
      document.querySelector(`[data-opens="${event.target.id}"]`)?.focus();
    },
    true,
  );
})();
