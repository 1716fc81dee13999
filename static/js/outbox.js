// Answers on their way. Each is taken down as it is given, sealed into this browser, and sent one
// after the other in the order given; it leaves the outbox when the server has it. A closed tab, a
// lost connection or a session that ended loses nothing: the next page of the same person sends on.
// Sending twice does no harm, as the server takes the same answer for one. Each says which version
// it was based on: an answer from an old tab is asked about (409), never put over a newer one.
// Forms carry data-outbox, the place around them data-seat (whose answers) and data-seal (the key).
(() => {
  const place = document.querySelector("[data-seat]");
  if (!place) return;
  const { seat, seal } = place.dataset;
  const isByLink = "byLink" in place.dataset;
  const sealed = window.sealWith(seal);
  const PREFIX = `headwater.waits.${seat}.`;
  const VERSIONS = `headwater.versions.${seat}`;
  const CLEAR = [["clear", "1"]];
  const PAUSE = 1200;
  const [FIRST, LONGEST, PATIENCE] = [2000, 30000, 20000];

  let queue = [];
  let isDurable = sealed.holds;
  let trouble = null; // why nothing can be sent now: { kind, url }
  let isBusy = false;
  let running = Promise.resolve();
  let timer = null;
  let delay = FIRST;
  let lastId = 0;
  let isStale = false; // something of another section was sent: the counts here are old
  const late = new Set(); // items whose answer had to wait
  const before = new WeakMap(); // form → what it held when it was given last
  const pauses = new WeakMap();

  // ---------------------------------------------------------------- forms

  const forms = () => [...document.querySelectorAll("form[data-outbox]")];
  const formOf = (url) => forms().find((form) => form.getAttribute("action") === url);
  const isAnswered = (form) => Boolean(form.querySelector("[name=answer]:checked"));
  const noteOf = (form) => form.querySelector("[name=note]")?.value.trim() ?? "";
  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

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

  const stored = (area, key) => {
    try {
      return area.getItem(key);
    } catch {
      return null;
    }
  };
  const versions = () => JSON.parse(stored(sessionStorage, VERSIONS) ?? "{}");
  function setVersions(found) {
    try {
      sessionStorage.setItem(VERSIONS, JSON.stringify({ ...versions(), ...found }));
    } catch {
      for (const form of forms()) form.dataset.version = found[form.getAttribute("action")] ?? "";
    }
  }
  const versionOf = (url) => versions()[url] ?? formOf(url)?.dataset.version ?? "";

  // ---------------------------------------------------------------- what is said

  const mark = () => document.getElementById("saved");
  const answers = (n) => (n === 1 ? "1 answer" : `${n} answers`);
  const counted = (n, one, many) => `${answers(n)} ${n === 1 ? one : many}`;
  const waiting = () => new Set(queue.filter((entry) => !entry.held).map((entry) => entry.url));

  const WORDS = {
    offline: (n) =>
      `${counted(n, "waits", "wait")} for the connection; nothing is lost.`,
    server: (n) =>
      `Something went wrong on our side. ${counted(n, "waits and is", "wait and are")} sent again by itself.`,
    out: (n) =>
      isByLink
        ? `Not saved yet: open your link again. ${counted(n, "waits here and is", "wait here and are")} sent then.`
        : `Not saved yet: you are signed out. ${counted(n, "waits here and is", "wait here and are")} sent when you are back.`,
    other: (n) =>
      `Not saved: somebody else is signed in here now. ${counted(n, "of yours waits", "of yours wait")} until you sign in again.`,
  };

  function say(text, ...ways) {
    const said = document.createElement("span");
    said.className = "waiting";
    said.append(text, ...ways.flatMap((way) => [" ", way]));
    mark()?.replaceChildren(said);
  }

  function link(text, href, rest = {}) {
    return Object.assign(document.createElement("a"), { textContent: text, href, ...rest });
  }

  function dropper(entry) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "link-button", textContent: "Drop it" });
    button.addEventListener("click", () => {
      drop(entry);
      say("Dropped.");
    });
    return button;
  }

  function tell() {
    if (trouble) {
      const open = isDurable ? "" : " Keep this page open.";
      const { kind, url } = trouble;
      const signIn = { target: "_blank", rel: "noopener" };
      const ways =
        kind === "out" && url && !isByLink
          ? [link("Sign in in a new tab", new URL(url).pathname, signIn)]
          : [];
      say(WORDS[kind](waiting().size) + open, ...ways);
      markLate();
      return;
    }
    const held = queue.find((entry) => entry.held === "gone" || (entry.held && !formOf(entry.url)));
    if (held?.held === "gone") {
      say(`${held.name} takes no answer now: it was taken out, or the assessment closed.`, dropper(held));
    } else if (held) {
      say(`Not saved yet: ${held.name} was answered elsewhere meanwhile.`, link("See both", held.page));
    } else if (late.size && !queue.length) {
      const all = late.size === 1 ? "The answer that waited is sent." : `All ${late.size} answers that waited are sent.`;
      if (mark()?.querySelector(".waiting, .quiet")) say(all);
      else mark()?.append(" ", Object.assign(document.createElement("span"), { textContent: all }));
      late.clear();
    }
  }

  // An item whose answer waits says so where its answer stands.
  function markLate() {
    for (const { url, item } of queue.filter((entry) => !entry.held)) {
      late.add(url);
      const form = formOf(url);
      const state = document.getElementById(`state-${item}`);
      if (!form || !state) continue;
      const chosen = form.querySelector("[name=answer]:checked")?.dataset.said ?? "taken back";
      const words = Object.assign(document.createElement("span"), { className: "tag waits" });
      words.textContent = `${chosen} · waits to be sent`;
      state.replaceChildren(words);
    }
  }

  function problem(form, text) {
    const said = Object.assign(document.createElement("p"), { className: "field-error" });
    said.textContent = text;
    document.getElementById(`problems-${form.dataset.item}`)?.replaceChildren(said);
  }

  const swap = (html) => window.htmx.swap(document.body, html, { swapStyle: "none" });

  // ---------------------------------------------------------------- the outbox

  function newId() {
    lastId = Math.max(Date.now(), lastId + 1);
    return `${String(lastId).padStart(15, "0")}-${Math.random().toString(36).slice(2, 8)}`;
  }

  async function keep(entry) {
    if (!sealed.holds) return;
    entry.turn = (entry.turn ?? 0) + 1;
    const { turn, id, item, name, url, page, fields, base, isUndo } = entry;
    const text = await sealed.shut({ id, item, name, url, page, fields, base, isUndo });
    if (turn !== entry.turn || !queue.includes(entry)) return;
    try {
      localStorage.setItem(PREFIX + id, text);
      entry.isStored = true;
    } catch {
      isDurable = false;
    }
  }

  function drop(entry) {
    queue = queue.filter((one) => one !== entry);
    try {
      localStorage.removeItem(PREFIX + entry.id);
    } catch {
      // Where nothing may be stored, nothing was.
    }
  }

  // Put an answer at the end. One that was never tried and stands last gives way to a newer one to
  // the same item; what was tried may have arrived, and stays.
  function put(answer) {
    const clash = queue.find((one) => one.url === answer.url && one.held);
    const base = clash ? clash.base : versionOf(answer.url);
    for (const one of queue.filter((one) => one.url === answer.url && one.held)) drop(one);
    let entry = queue.at(-1);
    if (entry?.url === answer.url && !entry.isTried) {
      Object.assign(entry, answer);
    } else {
      entry = { ...answer, id: newId(), base };
      queue.push(entry);
    }
    keep(entry);
    const form = formOf(entry.url);
    if (form && !isSame(fieldsOf(form), entry.fields)) apply(form, entry.fields);
    if (trouble) tell();
    else drain();
    return entry;
  }

  function give(form) {
    clearTimeout(pauses.get(form));
    delete form.dataset.unsaved;
    const fields = fieldsOf(form);
    const was = before.get(form) ?? CLEAR;
    const url = form.getAttribute("action");
    if (isSame(fields, was)) {
      document.getElementById(`problems-${form.dataset.item}`)?.replaceChildren();
      return;
    }
    before.set(form, fields);
    const { item, name } = form.dataset;
    const page = `${location.pathname}?item=${item}#item-${item}`;
    const entry = put({ item, name, url, page, fields, isUndo: false });
    entry.was ??= was;
    document.dispatchEvent(new CustomEvent("answer:given", { detail: { entry, was, fields } }));
  }

  function ask(form) {
    problem(form, form.dataset.asks);
    say(`Not saved yet: ${form.dataset.name}. ${form.dataset.asks}`);
  }

  // ---------------------------------------------------------------- sending

  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  const printed = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

  function post({ url, fields, base }) {
    return fetch(url, {
      method: "POST",
      body: new URLSearchParams([...fields, ["seat", seat], ["base", base]]),
      headers: { "HX-Request": "true", "X-CSRFToken": token() ?? printed() },
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  function stop(kind, url = "") {
    trouble = { kind, url };
    clearTimeout(timer);
    if (kind === "offline" || kind === "server") {
      timer = setTimeout(drain, delay * (0.75 + Math.random() / 2));
      delay = Math.min(delay * 2, LONGEST);
    }
    tell();
    return false;
  }

  function kept(entry, html, version) {
    drop(entry);
    trouble = null;
    delay = FIRST;
    setVersions({ [entry.url]: version });
    for (const other of queue.filter((one) => one.url === entry.url)) {
      other.base = version;
      keep(other);
    }
    if (formOf(entry.url)) swap(html);
    else isStale = true;
    if (entry.isUndo) {
      const said = Object.assign(document.createElement("b"), { textContent: "Undone: " });
      said.append(`${entry.name}.`);
      mark()?.prepend(said, " ");
    }
    return true;
  }

  // Of several answers to one item the last one is asked about.
  function clashed(entry, html, version) {
    if (queue.some((one) => one.url === entry.url && one !== entry)) {
      drop(entry);
      return true;
    }
    Object.assign(entry, { held: "clash", theirs: version });
    if (formOf(entry.url)) swap(html);
    return true;
  }

  function refused(entry, html) {
    const form = formOf(entry.url);
    if (!form) {
      entry.held = "gone";
      return true;
    }
    drop(entry);
    swap(html);
    before.set(form, entry.was ?? CLEAR);
    form.dataset.unsaved = "refused";
    document.dispatchEvent(new CustomEvent("answer:refused", { detail: { entry } }));
    return true;
  }

  async function send(entry) {
    entry.isTried = true;
    let response;
    let html;
    try {
      response = await post(entry);
      html = await response.text();
    } catch {
      return stop("offline");
    }
    const { status, redirected, url } = response;
    const version = response.headers.get("X-Answer-Version") ?? "";
    if (redirected && new URL(url).pathname !== entry.url) return stop("out", url);
    if (status === 200) return kept(entry, html, version);
    if (status === 409) return clashed(entry, html, version);
    if (status === 422) return refused(entry, html);
    if (status === 412) return stop("other");
    if (isByLink && [403, 404].includes(status)) return stop("out");
    if ([404, 405, 413].includes(status)) {
      entry.held = "gone";
      return true;
    }
    return stop("server");
  }

  async function sendAll() {
    for (;;) {
      const entry = queue.find((one) => !one.held);
      if (!entry) return;
      const isSent = entry.isStored && stored(localStorage, PREFIX + entry.id) === null;
      if (isSent) {
        drop(entry); // by another tab
        isStale = true;
      } else if (!(await send(entry))) return;
    }
  }

  // One tab at a time, so that two do not send the same answers past each other. A tab that sleeps
  // with the turn in hand is not waited for: what comes twice does no harm.
  async function inTurn(work) {
    if (!navigator.locks) return work();
    let hasBegun = false;
    const begin = () => {
      hasBegun = true;
      return work();
    };
    try {
      return await navigator.locks.request(PREFIX, { signal: AbortSignal.timeout(PATIENCE) }, begin);
    } catch (error) {
      if (hasBegun) throw error;
      return work();
    }
  }

  function drain() {
    if (isBusy || !isLoaded) return running;
    clearTimeout(timer);
    isBusy = true;
    running = inTurn(sendAll).finally(() => {
      isBusy = false;
      if (!trouble) tell();
      if (!trouble && queue.some((one) => !one.held)) return drain();
      if (isStale && !queue.length) return refresh();
    });
    return running;
  }

  function tryNow() {
    delay = FIRST;
    for (const entry of queue.filter((one) => one.held === "gone")) delete entry.held;
    if (queue.some((one) => !one.held)) drain();
  }

  // What was sent from other sections, or by another tab, counts here, too.
  async function refresh() {
    isStale = false;
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["ahead-words", "ahead-bar", "sections"]) {
      const fresh = page.getElementById(id);
      if (fresh) document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
    }
    readVersions(page.querySelectorAll("form[data-outbox]"));
  }

  function readVersions(found) {
    setVersions(
      Object.fromEntries([...found].map((form) => [form.getAttribute("action"), form.dataset.version])),
    );
  }

  // ---------------------------------------------------------------- beginning

  let isLoaded = false;

  async function load() {
    readVersions(forms());
    for (const form of forms()) before.set(form, fieldsOf(form));
    const keys = [];
    try {
      keys.push(...Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).sort());
    } catch {
      isDurable = false;
    }
    const opened = sealed.holds
      ? await Promise.all(keys.map((key) => sealed.open(stored(localStorage, key) ?? "")))
      : [];
    const left = opened.filter(Boolean).map((one) => ({ ...one, isTried: true, isStored: true }));
    const isNewer = (url) => queue.some((one) => one.url === url);
    for (const { url, fields } of left) {
      const form = formOf(url);
      if (form && !isNewer(url)) apply(form, fields);
    }
    queue = [...left, ...queue];
    if (left.length) markLate();
    isLoaded = true;
    drain();
  }

  // ---------------------------------------------------------------- what people do

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
    if (event.submitter?.name === "clear") {
      const was = before.get(form);
      apply(form, CLEAR);
      before.set(form, was);
    } else if (!isAnswered(form)) return ask(form);
    give(form);
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
    const form = target.closest?.("form[data-outbox]");
    if (!box || !form || !target.matches("[data-keep-mine], [data-take-theirs]")) return;
    const entry = queue.find((one) => one.url === form.getAttribute("action") && one.held);
    if (!entry) return;
    setVersions({ [entry.url]: entry.theirs });
    if (target.matches("[data-keep-mine]")) {
      entry.base = entry.theirs;
      delete entry.held;
      keep(entry);
      drain();
    } else {
      drop(entry);
      apply(form, JSON.parse(box.dataset.theirs));
      say(`Taken as it is: ${form.dataset.name}.`);
    }
    box.remove();
    form.closest("details")?.querySelector("summary").focus({ preventScroll: true });
  });

  function flush() {
    for (const form of forms()) {
      if (form.dataset.unsaved === "changed" && isAnswered(form)) give(form);
    }
  }

  addEventListener("online", tryNow);
  addEventListener("focus", tryNow);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) flush();
    else tryNow();
  });
  // Sealing takes a moment that a page on its way out does not have.
  addEventListener("pagehide", () => {
    flush();
    for (const entry of queue) if (!entry.isStored && !entry.held) post(entry).catch(() => null);
  });
  // Who leaves is asked only where something would be lost.
  addEventListener("beforeunload", (event) => {
    const isTyped = ({ dataset }) => dataset.unsaved === "changed" || dataset.unsaved === "refused";
    const atRisk = forms().some(
      (form) => isTyped(form) && (!isAnswered(form) || form.dataset.unsaved === "refused"),
    );
    if (atRisk || (queue.length && !isDurable)) event.preventDefault();
  });

  window.outbox = Object.freeze({
    seat,
    sealed,
    flush,
    put,
    say,
    formOf,
    // Whether everything put in before has arrived.
    settled: async () => {
      while (isBusy) await running;
      return !trouble && !queue.some((one) => !one.held);
    },
  });
  load();
})();
