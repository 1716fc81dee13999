// Light or dark, set before the first paint: the saved choice, else the system's. Load it in <head>
// without defer and before the stylesheets. Buttons carry data-theme-toggle and start out hidden.
(() => {
  const KEY = "theme";
  const THEMES = ["light", "dark"];
  const system = matchMedia("(prefers-color-scheme: dark)");

  // Storage throws where cookies are refused; the choice then lasts as long as the page.
  let chosen = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    chosen = null;
  }

  function save(theme) {
    chosen = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Nothing to do: the page follows `chosen`.
    }
  }

  function current() {
    if (THEMES.includes(chosen)) return chosen;
    return system.matches ? "dark" : "light";
  }

  const other = (theme) => (theme === "dark" ? "light" : "dark");

  // The button says what a press gives.
  function labelButtons() {
    const label = other(current()) === "dark" ? "Dark" : "Light";
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.textContent = label;
      button.hidden = false;
    }
  }

  function show(theme) {
    document.documentElement.dataset.bsTheme = theme;
  }

  function apply() {
    show(current());
    labelButtons();
  }

  apply();
  document.addEventListener("DOMContentLoaded", labelButtons);
  document.addEventListener("htmx:load", labelButtons);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-toggle]")) return;
    save(other(current()));
    apply();
  });
  system.addEventListener("change", apply);

  // Paper is white, whatever the screen.
  addEventListener("beforeprint", () => show("light"));
  addEventListener("afterprint", () => show(current()));
})();
