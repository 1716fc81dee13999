// A long list of ticks, narrowed while somebody types: what fits stays, and folds open.
(() => {
  const field = document.querySelector("[data-narrows]");
  if (!field) return;
  const list = document.querySelector(field.dataset.narrows);
  const said = document.getElementById("found");
  const folds = [...list.querySelectorAll("details")];
  const before = new Map(folds.map((fold) => [fold, fold.open]));
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");

  const ownLabel = (pick) => plain(pick.querySelector("label").textContent);
  const narrow = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const fits = (pick) => words.every((word) => ownLabel(pick).includes(word));
    let count = 0;
    for (const pick of list.querySelectorAll("[data-pick]")) {
      const inside = [...pick.querySelectorAll("[data-pick]")].some(fits);
      const here = fits(pick);
      count += here;
      const around = pick.parentElement.closest("[data-pick]");
      pick.hidden = words.length > 0 && !here && !inside && !(around && fits(around));
    }
    for (const fold of folds) {
      const has = [...fold.querySelectorAll("[data-pick]")].some(fits);
      fold.open = words.length ? has : before.get(fold);
      if (fold.matches("#picks > details")) fold.hidden = words.length > 0 && !has;
    }
    if (!words.length) said.textContent = "";
    else if (count === 0) said.textContent = "No component is called that. Try another word.";
    else said.textContent = count === 1 ? "1 component fits" : `${count} components fit`;
  };
  field.addEventListener("input", narrow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    field.value = "";
    narrow();
  });
})();
