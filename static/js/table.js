// A pillar as a table, by keyboard: 1 to 5 and D answer the row with the focus and go down, N asks
// why in place, arrows move without answering, E is the note, Enter goes down, Delete takes back.
// Keys count in a row only, so that nobody answers who is somewhere else on the page.
(() => {
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const rowOf = (target) => target.closest?.("[data-row]");
  const cellsOf = (row) =>
    [...row.querySelectorAll("[name=answer], [name=reason], [name=note]")].filter(
      (cell) => cell.offsetParent,
    );
  const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  function focusOn(row, at = null) {
    if (!row) return false;
    const cells = cellsOf(row);
    const chosen = cells.find((cell) => cell.checked) ?? cells[0];
    (at === null ? chosen : (cells[Math.min(at, cells.length - 1)] ?? chosen)).focus({
      preventScroll: true,
    });
    const bar = document.querySelector(".ratebar")?.offsetHeight ?? 0;
    const { top, bottom } = row.getBoundingClientRect();
    const isSeen = top >= bar && bottom <= innerHeight;
    if (!isSeen) row.scrollIntoView({ block: "center", behavior: isCalm() ? "auto" : "smooth" });
    return true;
  }

  // Past the last row comes the way on, where digits answer nothing any more.
  function move(row, by, at = null) {
    const all = rows();
    const next = all[all.indexOf(row) + by];
    if (next) return focusOn(next, at);
    if (by < 0) return true;
    const onward = document.querySelector(".after .btn-main");
    onward?.focus();
    return Boolean(onward);
  }

  function choose(row, value) {
    const input = row.querySelector(`[name=answer][value="${value}"]`);
    if (!input) return false;
    if (!input.checked) {
      input.checked = true;
      for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
    }
    if (value !== "not-applicable") return move(row, 1);
    row.querySelector("[name=reason]").focus();
    return true;
  }

  function across(row, from, by) {
    const cells = cellsOf(row);
    cells[Math.min(Math.max(cells.indexOf(from) + by, 0), cells.length - 1)].focus();
    return true;
  }

  function writeNote(row) {
    row.querySelector("[name=note]").focus();
    return true;
  }

  function takeBack(row) {
    const button = row.querySelector("[name=clear]");
    if (!row.querySelector("[name=answer]:checked")) return true;
    button.click();
    return true;
  }

  function undo() {
    const button = document.querySelector("[data-undo]");
    button?.click();
    return Boolean(button);
  }

  const LETTERS = {
    d: (row) => choose(row, "dont-know"),
    n: (row) => choose(row, "not-applicable"),
    e: writeNote,
    u: undo,
    delete: takeBack,
    backspace: takeBack,
  };

  function inWords({ key, shiftKey, target }, row) {
    if (key === "Escape") return () => focusOn(row);
    if (key !== "Enter" || shiftKey) return null;
    if (target.matches("textarea, select")) return () => move(row, 1);
    return null;
  }

  function inMarks({ key, target }, row) {
    const column = () => cellsOf(row).indexOf(target);
    if (key === "ArrowDown") return () => move(row, 1, column());
    if (key === "ArrowUp") return () => move(row, -1, column());
    if (key === "ArrowRight") return () => across(row, target, 1);
    if (key === "ArrowLeft") return () => across(row, target, -1);
    if (key === "Enter") return () => move(row, 1);
    if (/^[1-5]$/.test(key)) return () => choose(row, key);
    const act = LETTERS[key.toLowerCase()];
    return act ? () => act(row) : null;
  }

  document.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    if (!row || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const isMark = event.target.matches("[type=radio]");
    const act = isMark ? inMarks(event, row) : inWords(event, row);
    if (act?.()) event.preventDefault();
  });

  // What was taken back takes its button, or its whole row, along: the keyboard goes on in the row.
  let waits = null;
  document.addEventListener("submit", ({ target, submitter }) => {
    if (submitter?.name !== "clear" || !rowOf(target)) return;
    waits = target.id;
    focusOn(target, 0);
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (waits && document.activeElement === document.body) focusOn(document.getElementById(waits), 0);
    waits = null;
  });
  document.addEventListener("item:show", ({ target }) => focusOn(rowOf(target)));

  // Whoever comes back to a row begins there; else the arrow down leads to the first open one.
  const asked = document.getElementById(location.hash.slice(1));
  if (asked && rowOf(asked)) focusOn(rowOf(asked));
  document.addEventListener("keydown", (event) => {
    const isElsewhere = event.target.matches("body, main");
    if (!isElsewhere || event.key !== "ArrowDown" || event.altKey || event.ctrlKey) return;
    const open = rows().find((row) => !row.querySelector("[name=answer]:checked"));
    if (focusOn(open ?? rows()[0])) event.preventDefault();
  });
})();
