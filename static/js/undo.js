// Undo goes back answer by answer through this sitting, from section to section. An undone answer
// is an answer like any other: it goes through the outbox, and the history has both. The steps hold
// people's words, so they lie sealed in the tab's storage as waiting answers do.
(() => {
  const button = document.querySelector("[data-undo]");
  if (!button || !window.answers) return;
  const { flush, formOf, put, say, outbox } = window.answers;
  const { sealed, seat } = outbox;
  const [STEPS, SAID] = [`headwater.undo.${seat}`, `headwater.undone.${seat}`];
  const MOST = 100;
  let steps = [];
  let turn = 0;

  async function keep() {
    button.disabled = !steps.length;
    if (!sealed.holds) return;
    turn += 1;
    const mine = turn;
    const text = await sealed.shut(steps);
    if (mine !== turn) return;
    try {
      sessionStorage.setItem(STEPS, text);
    } catch {
      // Undo then reaches back as far as this page.
    }
  }

  const withoutNote = (fields) => JSON.stringify(fields.filter(([name]) => name !== "note"));

  // The pauses of somebody who writes one note are one step.
  document.addEventListener("answer:given", ({ detail: { entry, was, fields } }) => {
    const { item, name, url, page, id } = entry;
    const isNote = withoutNote(was) === withoutNote(fields);
    const top = steps.at(-1);
    if (isNote && top?.isNote && top.url === url) top.ids.push(id);
    else steps.push({ item, name, url, page, ids: [id], fields: was, isNote });
    steps = steps.slice(-MOST);
    keep();
  });
  document.addEventListener("answer:refused", ({ detail: { entry } }) => {
    steps = steps.filter(({ ids }) => !ids.includes(entry.id));
    keep();
  });

  async function undo() {
    flush(); // what is being typed is the first thing to take back
    const step = steps.pop();
    if (!step) return;
    await keep();
    const { item, name, url, page, fields } = step;
    put({ item, name, url, page, fields, isUndo: true });
    if (formOf(url)) {
      document
        .getElementById(`item-${item}`)
        ?.dispatchEvent(new CustomEvent("item:show", { bubbles: true }));
    } else if (await outbox.settled()) {
      sessionStorage.setItem(SAID, name);
      location.assign(page);
    }
  }

  button.addEventListener("click", undo);

  async function load() {
    try {
      const found = sealed.holds && (await sealed.open(sessionStorage.getItem(STEPS) ?? ""));
      steps = [...(found || []), ...steps];
      const said = sessionStorage.getItem(SAID);
      sessionStorage.removeItem(SAID);
      if (said) say(`Undone: ${said}.`);
      if (said) document.querySelector("details.item[open] summary")?.focus();
    } catch {
      steps = [...steps];
    }
    button.disabled = !steps.length;
  }
  load();
})();
