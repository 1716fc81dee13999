// Rating by keyboard: 1 to 5, D and N answer the open item, J and K go on and back, E is the note.
// Keys belong to whoever types: none is taken inside a field, or together with Ctrl, Alt or Meta.
(() => {
  const items = () => [...document.querySelectorAll("details.item")];
  const open = () => items().find((item) => item.open);
  const isPast = () => Boolean(document.activeElement.closest(".after"));
  const isTyping = (target) => target.matches("textarea, select, input:not([type=radio])");

  // On the way on, past the last item, no key changes an answer that is no longer looked at.
  function choose(value) {
    if (isPast()) return false;
    const input = open()?.querySelector(`[name=answer][value="${value}"]`);
    if (!input) return false;
    if (!input.checked) {
      input.checked = true;
      for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
    }
    input.focus({ preventScroll: true });
    return true;
  }

  function show(item) {
    if (!item) return false;
    item.open = true;
    item.querySelector("summary").focus({ preventScroll: true });
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    item.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
    return true;
  }

  function step(by) {
    const all = items();
    const here = open() ?? document.activeElement.closest("details.item");
    const at = isPast() ? all.length : all.indexOf(here);
    if (by > 0 && at >= all.length - 1) return leave();
    return show(all[at + by]);
  }

  function leave() {
    const onward = document.querySelector(".after .btn-main");
    onward?.focus();
    return Boolean(onward);
  }

  function writeNote() {
    const note = open()?.querySelector("textarea");
    note?.focus();
    return Boolean(note);
  }

  const ACTIONS = {
    d: () => choose("dont-know"),
    n: () => choose("not-applicable"),
    j: () => step(1),
    k: () => step(-1),
    e: writeNote,
  };

  // Arrows move between items from a heading only: inside the answers they belong to the answers.
  function actionFor(event) {
    if (/^[1-5]$/.test(event.key)) return () => choose(event.key);
    if (event.target.matches("summary, body, main")) {
      if (event.key === "ArrowDown" && event.target.matches("summary.top")) return () => step(1);
      if (event.key === "ArrowUp" && event.target.matches("summary.top")) return () => step(-1);
    }
    return ACTIONS[event.key.toLowerCase()];
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const act = actionFor(event);
    if (act?.()) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-next]")) step(1);
  });

  // An answer that was taken back took its button along: the keyboard goes on at the heading.
  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement === document.body) {
      open()?.querySelector("summary").focus({ preventScroll: true });
    }
  });
})();
