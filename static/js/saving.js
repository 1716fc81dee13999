// Forms marked data-saves are kept as they change. What could not be sent is said, stays on the
// page, and is sent again: when the line is back, or when somebody has signed in in another tab.
(() => {
  const PAUSE = 1200;
  const AGAIN = 8000;
  const mark = () => document.getElementById("saved");
  const unsaved = () => [...document.querySelectorAll("form[data-unsaved]")];
  const formOf = ({ detail }) =>
    (detail.requestConfig?.elt ?? detail.elt)?.closest?.("form[data-saves]");

  // Signing in renews the token; the one printed into the page is then worth nothing.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (!token) return;
    delete event.detail.parameters.csrfmiddlewaretoken;
    event.detail.headers["X-CSRFToken"] = token;
  });

  // A pause while typing saves, but only what already has an answer to go with.
  const timers = new WeakMap();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-saves]");
    if (!form || !event.target.matches("[data-slow]")) return;
    clearTimeout(timers.get(form));
    if (!form.querySelector("[name=answer]:checked, [name=seen]:checked")) return;
    timers.set(form, setTimeout(() => htmx.trigger(form, "save"), PAUSE));
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (form) clearTimeout(timers.get(form));
  });

  const say = (text) => {
    if (mark()) mark().textContent = text;
  };

  let waiting = null;
  const sendAgain = () => {
    clearTimeout(waiting);
    waiting = null;
    for (const form of unsaved()) htmx.trigger(form, "save");
  };

  const failed = (form, text, again) => {
    form.dataset.unsaved = "";
    say(text);
    if (again && !waiting) waiting = setTimeout(sendAgain, AGAIN);
  };

  const isElsewhere = (xhr, path) => xhr.responseURL && new URL(xhr.responseURL).pathname !== path;

  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = formOf(event);
    if (!form || !isElsewhere(event.detail.xhr, event.detail.pathInfo.requestPath)) return;
    event.detail.shouldSwap = false;
    failed(form, "Not saved: you are signed out. Sign in in another tab and come back.", false);
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = formOf(event);
    if (form) failed(form, "Not saved: no connection. It is sent again by itself.", true);
  });
  document.addEventListener("htmx:responseError", (event) => {
    const form = formOf(event);
    if (!form) return;
    const gone = [404, 405, 413].includes(event.detail.xhr.status);
    const text = gone
      ? "Not saved: this can no longer be changed. Copy what you typed and reload."
      : "Not saved: something went wrong. It is sent again by itself.";
    failed(form, text, !gone);
  });
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const form = formOf(event);
    const { xhr, pathInfo } = event.detail;
    if (form && xhr.status === 200 && !isElsewhere(xhr, pathInfo.requestPath)) {
      delete form.dataset.unsaved;
    }
  });

  addEventListener("online", sendAgain);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) sendAgain();
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved().length) event.preventDefault();
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
