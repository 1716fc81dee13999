// The answers on a page and the outbox behind them: what is given goes in, and what becomes of it is
// said in one place, #saved, and at the item. Forms carry data-outbox; the place around them carries
// data-seat (whose answers these are) and data-seal (the key for what waits in this browser).
(() => {
  const place = document.querySelector("[data-seat]");
  if (!place) return;
  const { seat, seal } = place.dataset;
  const isByLink = "byLink" in place.dataset;
  const CLEAR = [["clear", "1"]];
  const [PAUSE, LEAVING] = [1200, 3000];
  const late = new Set(); // items whose answer had to wait
  const before = new WeakMap(); // form → what it held when it was given last
  const pauses = new WeakMap();

  // ---------------------------------------------------------------- forms

  const forms = () => [...document.querySelectorAll("form[data-outbox]")];
  const addressOf = (form) => form.getAttribute("action");
  const formOf = (url) => forms().find((form) => addressOf(form) === url);
  const isAnswered = (form) => Boolean(form.querySelector("[name=answer]:checked"));
  const noteOf = (form) => form.querySelector("[name=note]")?.value.trim() ?? "";
  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const problemsOf = (form) => document.getElementById(`problems-${form.dataset.item}`);

  function fieldsOf(form) {
    if (!isAnswered(form)) return CLEAR;
    const own = ["csrfmiddlewaretoken", "seat"];
    return [...new FormData(form)].filter(([name]) => !own.includes(name));
  }

  function apply(form, fields) {
    const given = new Map([["evidence", "none"], ...fields]);
    for (const input of form.querySelectorAll("input[type=radio]")) {
      input.checked = input.value === given.get(input.name);
    }
    const [note, reason] = ["note", "reason"].map((name) => form.querySelector(`[name=${name}]`));
    if (note) note.value = given.get("note") ?? "";
    if (reason && given.get("reason")) reason.value = given.get("reason");
    before.set(form, fieldsOf(form));
    delete form.dataset.unsaved;
  }

  // ---------------------------------------------------------------- what is said

  const mark = () => document.getElementById("saved");
  const made = (tag, textContent, rest = {}) =>
    Object.assign(document.createElement(tag), { textContent, ...rest });

  function say(text, ...ways) {
    const said = made("span", text, { className: "waiting" });
    said.append(...ways.flatMap((way) => [" ", way]));
    mark()?.replaceChildren(said);
  }

  const counted = (n, one, many) => (n === 1 ? `1 answer ${one}` : `${n} answers ${many}`);
  const sentLater = (n, there) =>
    counted(n, `waits${there} and is sent`, `wait${there} and are sent`);
  const WORDS = {
    offline: (n) => `${counted(n, "waits", "wait")} for the connection; nothing is lost.`,
    server: (n) => `Something went wrong on our side. ${sentLater(n, "")} again without your help.`,
    out: (n) =>
      isByLink
        ? `Not saved yet: open your link again. ${sentLater(n, " here")} then.`
        : `Not saved yet: you are signed out. ${sentLater(n, " here")} when you are back.`,
    other: (n) =>
      `Somebody else is signed in here now. ${counted(n, "of yours waits", "of yours wait")} until you sign in again.`,
  };

  function tellTrouble({ kind, url }) {
    const items = new Set(outbox.entries().filter(({ held }) => !held).map((one) => one.url));
    const keepOpen = outbox.isDurable() ? "" : " Keep this page open.";
    const isOut = kind === "out" && url && !isByLink;
    const signIn = () => ({ href: new URL(url).pathname, target: "_blank", rel: "noopener" });
    const ways = isOut ? [made("a", "Sign in in a new tab", signIn())] : [];
    say(WORDS[kind](items.size) + keepOpen, ...ways);
    markLate();
  }

  // An item whose answer waits says so where its answer stands.
  function markLate() {
    for (const { url, item } of outbox.entries().filter((entry) => !entry.held)) {
      late.add(url);
      const form = formOf(url);
      if (!form) continue;
      const chosen = form.querySelector("[name=answer]:checked")?.dataset.said ?? "taken back";
      const words = made("span", `${chosen} · waits to be sent`, { className: "tag waits" });
      document.getElementById(`state-${item}`)?.replaceChildren(words);
    }
  }

  function tellHeld(entry) {
    if (entry.held === "clash") {
      const there = made("a", "See both", { href: entry.page });
      say(`Not saved yet: ${entry.name} was answered elsewhere meanwhile.`, there);
      return;
    }
    const button = made("button", "Drop it", { type: "button", className: "link-button" });
    button.addEventListener("click", () => {
      outbox.drop(entry);
      say("Dropped.");
    });
    const why = "it was taken out, the assessment closed, or somebody else is signed in";
    say(`${entry.name} takes no answer now: ${why}. The answer waits.`, button);
  }

  function tellLate() {
    const all = late.size === 1 ? "The answer that waited is sent." : `${late.size === 2 ? "Both" : `All ${late.size}`} answers that waited are sent.`;
    late.clear();
    if (mark()?.querySelector(".waiting, .quiet")) say(all);
    else mark()?.append(" ", made("span", all));
  }

  function ask(form) {
    problemsOf(form)?.replaceChildren(made("p", form.dataset.asks, { className: "field-error" }));
    say(`Not saved yet: ${form.dataset.name}. ${form.dataset.asks}`);
  }

  const swap = (html) => window.htmx.swap(document.body, html, { swapStyle: "none" });

  // ---------------------------------------------------------------- what becomes of answers

  const outbox = window.outboxFor({
    seat,
    seal,
    isByLink,
    page: {
      waits: () => tellTrouble(outbox.trouble()),
      found(entries) {
        for (const { url, fields } of entries) {
          const form = formOf(url);
          if (form) apply(form, fields);
        }
        if (entries.length) markLate();
      },
      arrived(entry, html) {
        const isHere = Boolean(formOf(entry.url));
        if (isHere) swap(html);
        if (entry.isUndo) mark()?.prepend(made("b", `Undone: ${entry.name}.`), " ");
        return isHere;
      },
      asked(entry, html) {
        const form = formOf(entry.url);
        if (!form) return;
        swap(html);
        form.querySelector(".clash")?.scrollIntoView({ block: "nearest" });
      },
      refused(entry, html) {
        const form = formOf(entry.url);
        if (!form) return false;
        swap(html);
        before.set(form, entry.was ?? CLEAR);
        form.dataset.unsaved = "refused";
        document.dispatchEvent(new CustomEvent("answer:refused", { detail: { entry } }));
        return true;
      },
      done(isStale) {
        const held = outbox.entries().find((one) => one.held === "gone" || !formOf(one.url));
        if (held) tellHeld(held);
        else if (late.size) tellLate();
        if (isStale) refresh();
      },
    },
  });

  // What was sent from other sections, or by another tab, counts here, too.
  async function refresh() {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["ahead-words", "ahead-bar", "sections"]) {
      const fresh = page.getElementById(id);
      if (fresh) document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
    }
    readVersions([...page.querySelectorAll("form[data-outbox]")]);
  }

  function readVersions(found) {
    const pairs = found.map((form) => [addressOf(form), form.dataset.version]);
    outbox.setVersions(Object.fromEntries(pairs));
  }

  // ---------------------------------------------------------------- what people do

  function put(answer) {
    const form = formOf(answer.url);
    if (form && !isSame(fieldsOf(form), answer.fields)) apply(form, answer.fields);
    return outbox.put(answer);
  }

  function give(form) {
    clearTimeout(pauses.get(form));
    delete form.dataset.unsaved;
    const [fields, was] = [fieldsOf(form), before.get(form) ?? CLEAR];
    if (isSame(fields, was)) {
      problemsOf(form)?.replaceChildren();
      return;
    }
    before.set(form, fields);
    const { item, name } = form.dataset;
    const page = `${location.pathname}?item=${item}#item-${item}`;
    const entry = put({ item, name, url: addressOf(form), page, fields, isUndo: false });
    entry.was ??= was;
    document.dispatchEvent(new CustomEvent("answer:given", { detail: { entry, was, fields } }));
  }

  function takeBack(form) {
    const was = before.get(form);
    apply(form, CLEAR);
    before.set(form, was);
    give(form);
  }

  // A note alone is not sent: it goes with an answer.
  document.addEventListener("change", ({ target }) => {
    const form = target.closest("form[data-outbox]");
    if (!form) return;
    if (isAnswered(form)) give(form);
    else if (noteOf(form) || target.name === "evidence") ask(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-outbox]");
    if (!form) return;
    event.preventDefault();
    if (event.submitter?.name === "clear") takeBack(form);
    else if (isAnswered(form)) give(form);
    else ask(form);
  });
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-outbox]");
    if (!form) return;
    form.dataset.unsaved = "changed";
    if (!isAnswered(form) && !noteOf(form)) delete form.dataset.unsaved;
    if (!target.matches("[data-slow]")) return;
    clearTimeout(pauses.get(form));
    if (isAnswered(form)) pauses.set(form, setTimeout(() => give(form), PAUSE));
  });
  document.addEventListener("click", ({ target }) => {
    const box = target.closest?.("[data-theirs]");
    if (!box || !target.matches("[data-keep-mine], [data-take-theirs]")) return;
    const form = target.closest("form[data-outbox]");
    const entry = outbox.entries().find((one) => one.url === addressOf(form) && one.held);
    if (!entry) return;
    const isMine = target.matches("[data-keep-mine]");
    outbox.settle(entry, isMine);
    if (!isMine) {
      apply(form, JSON.parse(box.dataset.theirs));
      say(`Taken as it is there: ${form.dataset.name}.`);
    }
    box.remove();
    form.closest("details")?.querySelector("summary").focus({ preventScroll: true });
  });
  // Who goes on waits the moment that the last answer takes. Without a connection there is no next
  // page, and the browser's own would say so poorly.
  document.addEventListener("click", async (event) => {
    const way = event.target.closest?.("a[href]:not([target])");
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!way || !isPlain || way.getAttribute("href").startsWith("#")) return;
    flush();
    const isOnTheWay = !outbox.trouble() && outbox.entries().some((entry) => !entry.held);
    if (navigator.onLine && !isOnTheWay) return;
    event.preventDefault();
    if (!navigator.onLine) {
      say("No connection: this opens when it is back. What you gave is kept in this browser.");
      return;
    }
    await Promise.race([outbox.settled(), new Promise((done) => setTimeout(done, LEAVING))]);
    location.assign(way.href);
  });

  function flush() {
    for (const form of forms()) {
      if (form.dataset.unsaved === "changed" && isAnswered(form)) give(form);
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) flush();
  });
  addEventListener("pagehide", () => {
    flush();
    outbox.sendOnTheWayOut();
  });
  // Who leaves is asked only where something would be lost.
  addEventListener("beforeunload", (event) => {
    const isLost = (form) =>
      form.dataset.unsaved === "refused" ||
      (form.dataset.unsaved === "changed" && !isAnswered(form));
    if (forms().some(isLost) || (outbox.entries().length && !outbox.isDurable())) {
      event.preventDefault();
    }
  });

  readVersions(forms());
  for (const form of forms()) before.set(form, fieldsOf(form));
  window.answers = Object.freeze({ flush, formOf, put, say, outbox });
  outbox.load();
})();
