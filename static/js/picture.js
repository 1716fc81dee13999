// "PNG" saves a figure's drawing as a picture to paste into a slide: the light one, on white, twice its
// size. The browser makes it from the drawing on the page; nothing is asked of the server but the fonts.
//
//   <figure class="chart"><div class="chart-svg"><svg class="fig">…</svg></div>
//   <button type="button" class="chart-png" data-file="NAME" hidden>PNG</button></figure>
(() => {
  const SCALE = 2;
  const MARGIN = 24;
  const GROUND = "#FFFFFF";
  const FAILED = "This browser could not make the picture. The SVG is complete without it.";

  // A picture sees no font of the page, so it carries its own.
  const faces = () =>
    [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href })))
      .filter(({ rule }) => rule instanceof CSSFontFaceRule);

  function dataUrl(blob) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
  }

  async function embedded({ rule, base }) {
    const [, address] = rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/);
    const font = await fetch(new URL(address, base));
    if (!font.ok) throw new Error(`no font at ${font.url}`);
    const descriptor = (name) => `${name}:${rule.style.getPropertyValue(name)};`;
    const described = ["font-family", "font-weight", "unicode-range"].map(descriptor).join("");
    return `@font-face{${described}src:url(${await dataUrl(await font.blob())})}`;
  }

  let fonts = null;
  function fontRules() {
    fonts ??= Promise.all(faces().map(embedded)).then((rules) => rules.join(""));
    return fonts.catch((error) => {
      fonts = null;
      throw error;
    });
  }

  async function sourceOf(svg) {
    const copy = svg.cloneNode(true);
    const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
    style.textContent = await fontRules();
    copy.prepend(style);
    return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
  }

  async function pictureOf(svg) {
    const { width, height } = svg.viewBox.baseVal;
    const address = URL.createObjectURL(await sourceOf(svg));
    try {
      const image = Object.assign(new Image(width * SCALE, height * SCALE), { src: address });
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = Math.round((width + 2 * MARGIN) * SCALE);
      canvas.height = Math.round((height + 2 * MARGIN) * SCALE);
      const pen = canvas.getContext("2d");
      pen.fillStyle = GROUND;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, MARGIN * SCALE, MARGIN * SCALE, width * SCALE, height * SCALE);
      return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  function save(blob, name) {
    const link = document.createElement("a");
    Object.assign(link, { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  function say(figure, text) {
    const status = figure.querySelector(".chart-status");
    if (status) status.textContent = text;
  }

  async function take(button) {
    const figure = button.closest("figure.chart");
    try {
      save(await pictureOf(figure.querySelector(".chart-svg svg.fig")), `${button.dataset.file}.png`);
      say(figure, "");
    } catch (error) {
      console.error(error);
      say(figure, FAILED);
    }
  }

  for (const button of document.querySelectorAll(".chart-png")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".chart-png");
    if (button) take(button);
  });
})();
