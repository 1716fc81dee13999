// Buttons marked data-copy put a rater's link on the clipboard. Without the clipboard the link is
// shown, selected, to be copied by hand.
(() => {
  const SHOWN = 4000;
  const say = (button, text) => {
    const before = button.dataset.label ?? button.textContent;
    button.dataset.label = before;
    button.textContent = text;
    document.getElementById("copied").textContent = `${text}: ${button.dataset.whose}`;
    setTimeout(() => (button.textContent = before), SHOWN);
  };
  const showBeside = (button) => {
    const field = Object.assign(document.createElement("input"), {
      className: "form-control link-field",
      value: button.dataset.copy,
      readOnly: true,
    });
    field.setAttribute("aria-label", `Link of ${button.dataset.whose}`);
    button.replaceWith(field);
    field.focus();
    field.select();
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      say(button, "Copied");
    } catch {
      showBeside(button);
    }
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".link-field")) event.target.select();
  });
})();
