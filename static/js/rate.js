// Rating by keyboard and by thumb. 1 to 5, D and N answer the open item; Enter, J and the arrow down
// go on, K and the arrow up go back, E is the note and Esc leaves it, U takes back.
// Keys belong to whoever types: none is taken inside a field. Letters and digits can be turned off,
// for those whose words come by voice.
(() => {
  const items = () => [...document.querySelectorAll("details.item")];
  const open = () => items().find((item) => item.open);
  const isPast = () => Boolean(document.activeElement.closest(".after"));
  const isTyping = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  // On the way on, past the last item, no key changes an answer that is no longer looked at.
  function choose(value, item = open()) {
    if (isPast()) return false;
    const input = item?.querySelector(`[name=answer][value="${value}"]`);
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
    const bars = [".ratebar", ".thumbs"].map((bar) => document.querySelector(bar)?.offsetHeight ?? 0);
    const { top, bottom } = item.getBoundingClientRect();
    const isSeen = top >= bars[0] && bottom <= innerHeight - bars[1];
    if (!isSeen) item.scrollIntoView({ block: "start", behavior: isCalm() ? "auto" : "smooth" });
    return true;
  }

  function step(by) {
    const all = items();
    const here = open() ?? document.activeElement.closest("details.item");
    const at = isPast() ? all.length : all.indexOf(here);
    if (by > 0 && at >= all.length - 1) return leave();
    return show(all[Math.max(at + by, 0)]);
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

  function leaveNote(event) {
    const item = event.target.closest("details.item");
    (item?.querySelector("[name=answer]:checked") ?? item?.querySelector("summary"))?.focus();
    return Boolean(item);
  }

  function undo() {
    const button = document.querySelector("[data-undo]");
    button?.click();
    return Boolean(button);
  }

  const LETTERS = {
    d: () => choose("dont-know"),
    n: () => choose("not-applicable"),
    j: () => step(1),
    k: () => step(-1),
    e: writeNote,
    u: undo,
  };

  // Up and down always move, so that a move never changes an answer; left and right stay with the
  // answers. Enter is left to links, buttons and what is closed.
  function moveFor({ key, target }) {
    if (key === "ArrowDown") return () => step(1);
    if (key === "ArrowUp") return () => step(-1);
    if (key !== "Enter" || target.matches("a, button, [type=checkbox]")) return null;
    if (target.matches("summary") && target.parentElement !== open()) return null;
    return () => step(1);
  }

  function letterFor(key) {
    if (document.querySelector("[data-keys]")?.checked === false) return null;
    if (/^[1-5]$/.test(key)) return () => choose(key);
    return LETTERS[key.toLowerCase()];
  }

  function actionFor(event) {
    const isInside = event.target.matches("body") || event.target.closest("main");
    if (!isInside || event.altKey) return null;
    if (event.ctrlKey || event.metaKey) {
      return event.key.toLowerCase() === "z" && !event.shiftKey && !isTyping(event.target) ? undo : null;
    }
    if (event.target.matches("textarea") && event.key === "Escape") return () => leaveNote(event);
    if (isTyping(event.target)) return null;
    return (event.shiftKey ? null : moveFor(event)) ?? letterFor(event.key);
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (actionFor(event)?.()) event.preventDefault();
  });

  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-next]")) step(1);
    if (target.closest?.("[data-previous]")) step(-1);
    const taken = target.closest?.("[data-take]");
    if (taken) choose(taken.dataset.take, taken.closest("details.item"));
  });
  document.addEventListener("item:show", ({ target }) => show(target));

  // The button that takes an answer back goes with it: the keyboard goes on at the heading.
  document.addEventListener("submit", ({ target, submitter }) => {
    if (submitter?.name !== "clear") return;
    target.closest("details.item")?.querySelector("summary").focus({ preventScroll: true });
  });

  // At the bottom of a phone: the way on instead of the next item, once there is none.
  function setThumbs() {
    const bar = document.querySelector(".thumbs");
    const at = items().indexOf(open());
    if (!bar) return;
    bar.querySelector("[data-previous]").disabled = at === 0;
    bar.querySelector("[data-next]").hidden = at === items().length - 1;
    bar.querySelector("a").hidden = at !== items().length - 1;
  }
  document.addEventListener("toggle", setThumbs, true);
  setThumbs();

  // What gets the focus must not lie under the bars, however many lines they have.
  const root = document.documentElement;
  const measure = () => {
    for (const name of ["ratebar", "thumbs"]) {
      const height = document.querySelector(`.${name}`)?.offsetHeight ?? 0;
      root.style.setProperty(`--${name}`, `${height}px`);
    }
  };
  const watched = new ResizeObserver(measure);
  for (const bar of document.querySelectorAll(".ratebar, .thumbs")) watched.observe(bar);
  measure();

  const KEYS = "single-keys";
  const keys = document.querySelector("[data-keys]");
  try {
    if (keys) keys.checked = localStorage.getItem(KEYS) !== "off";
  } catch {
    // The choice then lasts as long as the page.
  }
  keys?.addEventListener("change", () => {
    try {
      localStorage.setItem(KEYS, keys.checked ? "on" : "off");
    } catch {
      // As above.
    }
  });
})();
