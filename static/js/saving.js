// Forms marked data-saves are kept as they change. What could not be sent is said, stays on the
// page, and is sent again: when the line is back, or when somebody has signed in in another tab.
// What is not kept yet is marked at its form: "changed", "failed" (is sent again) or "refused".
(() => {
  const PAUSE = 1200;
  const AGAIN = 8000;
  const mark = () => document.getElementById("saved");
  const unsaved = (...kinds) =>
    [...document.querySelectorAll("form[data-unsaved]")].filter((form) =>
      kinds.includes(form.dataset.unsaved),
    );
  const formOf = ({ detail }) =>
    (detail.requestConfig?.elt ?? detail.elt)?.closest?.("form[data-saves]");
  const contentOf = (form) => new URLSearchParams(new FormData(form)).toString();
  // A note alone is not sent: it goes with an answer. Forms that ask for none always go.
  const isAnswered = (form) =>
    !form.querySelector("[name=answer], [name=seen]") ||
    Boolean(form.querySelector("[name=answer]:checked, [name=seen]:checked"));
  const isEmpty = (form) => !isAnswered(form) && !form.querySelector("[data-slow]").value.trim();

  // Signing in renews the token; the one printed into the page is then worth nothing.
  const tokenNow = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  document.addEventListener("htmx:configRequest", (event) => {
    const token = tokenNow();
    if (!token) return;
    delete event.detail.parameters.csrfmiddlewaretoken;
    event.detail.headers["X-CSRFToken"] = token;
  });

  // A pause while typing saves, but only what already has an answer to go with.
  const timers = new WeakMap();
  const sent = new WeakMap();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-saves]");
    if (!form) return;
    form.dataset.unsaved = "changed";
    if (isEmpty(form)) delete form.dataset.unsaved;
    if (!event.target.matches("[data-slow]")) return;
    clearTimeout(timers.get(form));
    if (isAnswered(form)) timers.set(form, setTimeout(() => htmx.trigger(form, "save"), PAUSE));
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    clearTimeout(timers.get(form));
    sent.set(form, contentOf(form));
  });

  const say = (text, link) => {
    if (!mark()) return;
    const said = document.createElement("span");
    said.className = "not-saved";
    said.append(text, ...(link ? [" ", link] : []));
    mark().replaceChildren(said);
  };

  let waiting = null;
  const sendAgain = () => {
    clearTimeout(waiting);
    waiting = null;
    for (const form of unsaved("failed")) htmx.trigger(form, "save");
  };

  const failed = (form, again) => {
    form.dataset.unsaved = "failed";
    if (again && !waiting) waiting = setTimeout(sendAgain, AGAIN);
  };

  const signInAt = (url) => {
    const link = document.createElement("a");
    Object.assign(link, { href: new URL(url).pathname, target: "_blank", rel: "noopener" });
    link.textContent = "Sign in in a new tab";
    return link;
  };

  const isElsewhere = (xhr, path) => xhr.responseURL && new URL(xhr.responseURL).pathname !== path;

  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = formOf(event);
    if (!form || !isElsewhere(event.detail.xhr, event.detail.pathInfo.requestPath)) return;
    event.detail.shouldSwap = false;
    failed(form, false);
    const text = "Not saved: you are signed out. What you gave stays here and is sent when you are back.";
    say(text, signInAt(event.detail.xhr.responseURL));
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = formOf(event);
    if (!form) return;
    failed(form, true);
    say("Not saved: no connection. It is sent again by itself.");
  });
  document.addEventListener("htmx:responseError", (event) => {
    const form = formOf(event);
    if (!form || event.detail.xhr.status === 422) return;
    if ([404, 405, 413].includes(event.detail.xhr.status)) {
      form.dataset.unsaved = "refused";
      say("Not saved: this can no longer be changed. Copy what you typed and reload.");
      return;
    }
    failed(form, true);
    say("Not saved: something went wrong. It is sent again by itself.");
  });
  // Kept is what was sent; what was typed since then still waits.
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const form = formOf(event);
    const { xhr, pathInfo } = event.detail;
    if (!form || isElsewhere(xhr, pathInfo.requestPath)) return;
    if (xhr.status === 422) form.dataset.unsaved = "refused";
    if (xhr.status !== 200) return;
    if (contentOf(form) === sent.get(form)) delete form.dataset.unsaved;
    if (unsaved("failed").length && !waiting) waiting = setTimeout(sendAgain, 0);
  });

  addEventListener("online", sendAgain);
  addEventListener("focus", sendAgain);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) sendAgain();
  });
  // Who leaves is asked only where words would be lost; what can be kept is sent on the way out.
  addEventListener("beforeunload", (event) => {
    const atRisk = unsaved("changed").some((form) => !isAnswered(form));
    if (atRisk || unsaved("failed", "refused").length) event.preventDefault();
  });
  addEventListener("pagehide", () => {
    const token = tokenNow();
    for (const form of unsaved("changed").filter(isAnswered)) {
      const headers = { "HX-Request": "true", ...(token && { "X-CSRFToken": token }) };
      fetch(form.action, { method: "POST", body: new FormData(form), headers, keepalive: true });
    }
  });

  // The server's clock may stand in another zone than the reader's.
  const setClocks = () => {
    for (const time of document.querySelectorAll("time[data-clock]")) {
      const at = new Date(time.dateTime);
      time.textContent = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    }
  };
  document.addEventListener("htmx:oobAfterSwap", setClocks);
})();
