// Answers on their way. Each is taken down as it is given, sealed into this browser, and sent one
// after the other in the order given; it leaves the outbox when the server has it. A closed tab, a
// lost connection or a session that ended loses nothing: the next page of the same person sends on.
// Sending twice does no harm, as the server takes the same answer for one. Each says which version
// it was based on: an answer from an old tab is asked about (409), never put over a newer one.
//
// `page` is told what became of an answer: arrived, asked and refused return whether the page shows
// the item; waits and done say that something cannot be sent now, and that nothing more can be.
window.outboxFor = ({ seat, seal, isByLink, page }) => {
  const sealed = window.sealWith(seal);
  const PREFIX = `headwater.waits.${seat}.`;
  const VERSIONS = `headwater.versions.${seat}`;
  const [FIRST, LONGEST, PATIENCE] = [2000, 30000, 20000];

  let queue = [];
  let isDurable = sealed.holds;
  let isLoaded = false;
  let isBusy = false;
  let isStale = false; // something of another page was sent: the counts on this one are old
  let running = Promise.resolve();
  let trouble = null; // why nothing can be sent now: { kind, url }
  let timer = null;
  let delay = FIRST;
  let lastId = 0;

  const stored = (area, key) => {
    try {
      return area.getItem(key);
    } catch {
      return null;
    }
  };

  // ---------------------------------------------------------------- versions

  let known = {};
  const versions = () => JSON.parse(stored(sessionStorage, VERSIONS) ?? JSON.stringify(known));
  const versionOf = (url) => versions()[url] ?? "";

  function setVersions(found) {
    known = { ...versions(), ...found };
    try {
      sessionStorage.setItem(VERSIONS, JSON.stringify(known));
    } catch {
      // Known as long as the page is open.
    }
  }

  // ---------------------------------------------------------------- what waits

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
    const held = queue.filter((one) => one.url === answer.url && one.held);
    const base = held[0]?.base ?? versionOf(answer.url);
    for (const one of held) drop(one);
    let entry = queue.at(-1);
    if (entry?.url === answer.url && !entry.isTried) {
      Object.assign(entry, answer);
    } else {
      entry = { ...answer, id: newId(), base };
      queue.push(entry);
    }
    keep(entry);
    if (trouble) page.waits();
    else drain();
    return entry;
  }

  // The person has seen both answers, and chosen.
  function settle(entry, isMine) {
    setVersions({ [entry.url]: entry.theirs });
    if (!isMine) return drop(entry);
    entry.base = entry.theirs;
    delete entry.held;
    keep(entry);
    drain();
  }

  // ---------------------------------------------------------------- sending

  // Signing in renews the token; the one printed into the page is then worth nothing.
  const token = () =>
    document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ??
    document.querySelector("[name=csrfmiddlewaretoken]")?.value ??
    "";

  function post({ url, fields, base }) {
    return fetch(url, {
      method: "POST",
      body: new URLSearchParams([...fields, ["seat", seat], ["base", base]]),
      headers: { "HX-Request": "true", "X-CSRFToken": token() },
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  function stop(kind, url = "") {
    trouble = { kind, url };
    clearTimeout(timer);
    if (kind === "offline" || kind === "server") {
      // Not all at the same moment, when two hundred people are back in the same network.
      timer = setTimeout(drain, delay * (0.75 + Math.random() / 2));
      delay = Math.min(delay * 2, LONGEST);
    }
    page.waits();
    return false;
  }

  function hold(entry, why) {
    entry.held = why;
    return true;
  }

  function arrived(entry, html, version) {
    drop(entry);
    trouble = null;
    delay = FIRST;
    setVersions({ [entry.url]: version });
    for (const other of queue.filter((one) => one.url === entry.url)) {
      other.base = version;
      keep(other);
    }
    if (!page.arrived(entry, html)) isStale = true;
    return true;
  }

  // Of several answers to one item the last one is asked about.
  function asked(entry, html, version) {
    if (queue.some((one) => one.url === entry.url && one !== entry)) drop(entry);
    else {
      Object.assign(entry, { held: "clash", theirs: version });
      page.asked(entry, html);
    }
    return true;
  }

  function refused(entry, html) {
    if (!page.refused(entry, html)) return hold(entry, "gone");
    drop(entry);
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
    if (status === 200) return arrived(entry, html, version);
    if (status === 409) return asked(entry, html, version);
    if (status === 422) return refused(entry, html);
    if (status === 412) return stop("other");
    if (isByLink && [403, 404].includes(status)) return stop("out");
    if ([404, 405, 413].includes(status)) return hold(entry, "gone");
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

  async function sendInTurn() {
    try {
      await inTurn(sendAll);
    } finally {
      isBusy = false;
    }
    if (trouble) return;
    if (queue.some((one) => !one.held)) drain();
    else {
      page.done(isStale && !queue.length);
      isStale = isStale && queue.length > 0;
    }
  }

  function drain() {
    if (isBusy || !isLoaded) return;
    clearTimeout(timer);
    isBusy = true;
    running = sendInTurn();
  }

  function tryNow() {
    delay = FIRST;
    for (const entry of queue.filter((one) => one.held === "gone")) delete entry.held;
    if (queue.some((one) => !one.held)) drain();
  }

  // Whether everything put in before has arrived.
  async function settled() {
    while (isBusy) await running;
    return !trouble && !queue.some((one) => !one.held);
  }

  // ---------------------------------------------------------------- beginning and leaving

  async function load() {
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
    const given = queue;
    queue = [...left, ...given];
    page.found(left.filter(({ url }) => !given.some((one) => one.url === url)));
    isLoaded = true;
    drain();
  }

  addEventListener("online", tryNow);
  addEventListener("focus", tryNow);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) tryNow();
  });
  // Sealing takes a moment that a page on its way out does not have.
  function sendOnTheWayOut() {
    for (const entry of queue) if (!entry.isStored && !entry.held) post(entry).catch(() => null);
  }

  return Object.freeze({
    drop,
    load,
    put,
    sealed,
    seat,
    sendOnTheWayOut,
    setVersions,
    settle,
    settled,
    entries: () => [...queue],
    isDurable: () => isDurable,
    trouble: () => trouble,
  });
};
