// Runs in the page, once: copies links, citations and embed codes, and draws a chart as a picture with its title, notes
// and sources. It holds no text of any document; what it writes is put in as text, never as markup.
(() => {
  if (window.districtIndicators) return;
  window.districtIndicators = true;

  const PLAIN = { ink: "#1d2129", quiet: "#555b66", paper: "#ffffff", grid: "#dfe2e7" };
  const EDGE = 28;
  const SVG = "http://www.w3.org/2000/svg";

  // ---- copying

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyAsSelection(text); // without https the browser offers no clipboard but by way of a selection
    }
  }

  function copyAsSelection(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.cssText = "position:fixed;top:0;opacity:0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }

  function tell(button, words) {
    const status = document.querySelector(".di-status");
    if (status) status.textContent = words;
    button.dataset.words ??= button.textContent;
    button.textContent = words;
    clearTimeout(button.timer);
    button.timer = setTimeout(() => (button.textContent = button.dataset.words), 2500);
  }

  const told = (name) => document.querySelector(".di-shared")?.dataset[name] ?? "";

  async function copyFrom(button, text) {
    tell(button, (await copy(text)) ? told("copied") : told("failed"));
  }

  // ---- embedding

  function frame(button) {
    const address = new URL(told("link"), location.href);
    address.searchParams.set("chart", button.dataset.chart);
    address.searchParams.set("embed", "true");
    const element = document.createElement("iframe");
    const given = { src: address.href, title: button.dataset.title, width: "100%", height: chartOf(button).clientHeight + 190 };
    for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
    element.setAttribute("loading", "lazy");
    element.setAttribute("style", "border:0");
    return element.outerHTML;
  }

  // ---- the chart of a button, and what is said of it

  const isBefore = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const chartOf = (button) => [...document.querySelectorAll(".di-chart")].filter((each) => isBefore(each, button)).at(-1);

  // The notes between a chart and the line of its sources, and that line.
  function notesOf(button) {
    const next = [...document.querySelectorAll(".di-tools")].find((each) => isBefore(button, each) && !each.contains(button));
    const line = [...document.querySelectorAll(".di-sources")].find((each) => isBefore(button, each));
    const mine = (each) => isBefore(button, each) && (!next || isBefore(each, next)) && (!line || isBefore(each, line));
    const notes = [...document.querySelectorAll(".stMain p.di-note")].filter(mine).map((each) => each.textContent);
    return [...notes, ...(line ? [sourcesOf(line)] : []), told("product")];
  }

  function sourcesOf(line) {
    const named = [...line.querySelectorAll("a")].map((each) => each.textContent);
    const shown = named.slice(0, 4).join(told("semicolon"));
    return told("sources") + shown + (named.length > 4 ? told("more").replace("#", named.length) : "");
  }

  // ---- drawing

  // Lines of text that fit a width: Chinese breaks anywhere, other words where they end.
  function wrapped(text, font, width) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const lines = [""];
    for (const piece of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/g) ?? []) {
      if (pen.measureText(lines.at(-1) + piece).width > width && lines.at(-1).trim()) lines.push("");
      if (lines.at(-1) || piece.trim()) lines[lines.length - 1] += piece;
    }
    return lines;
  }

  function legendHeight(data, font, width) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const wide = data.map((each) => pen.measureText(each.name).width + 52);
    const columns = Math.max(1, Math.floor(width / Math.max(...wide, 1)));
    return wide.length ? (Math.ceil(wide.length / columns) + 1) * 20 : 0;
  }

  // The chart as on the page, on white paper: without the reader's selection, with room for the whole legend.
  function figureOf(chart, width, family) {
    // The page draws the legend itself, from entries that the picture gets as traces without points.
    const entries = chart.layout.meta?.legend ?? [];
    const data = [...chart.data.map(({ selectedpoints, ...trace }) => trace), ...entries];
    const named = data.filter((each) => each.name && each.showlegend !== false);
    const legend = named.length ? legendHeight(named, `12px ${family}`, width - 2 * EDGE) : 0;
    const compact = chart.layout.showlegend === false;
    const height = (compact && named.length ? Math.max(chart.layout.height, 320) : chart.layout.height) + (named.length ? legend : 0);
    const line = { color: PLAIN.ink, gridcolor: PLAIN.grid };
    const axes = Object.keys(chart.layout).filter((name) => /^[xy]axis\d*$/.test(name));
    const layout = {
      ...chart.layout,
      ...Object.fromEntries(axes.map((name) => [name, { ...line, ...chart.layout[name] }])),
      template: {},
      width,
      height,
      autosize: false,
      margin: { ...chart.layout.margin, l: Math.max(EDGE, chart.layout.margin.l), r: EDGE },
      paper_bgcolor: PLAIN.paper,
      plot_bgcolor: PLAIN.paper,
      font: { family, size: 12, color: PLAIN.ink },
      showlegend: named.length > 0,
      legend: { orientation: "h", y: -0.12, yanchor: "top", x: 0, ...chart.layout.legend, maxheight: 1 },
    };
    return { data, layout };
  }

  function put(parent, lines, at, size, colour, weight, family) {
    lines.forEach((words, number) => {
      const text = document.createElementNS(SVG, "text");
      const given = { x: EDGE, y: at + size + number * size * 1.5, fill: colour, "font-size": size, "font-weight": weight, "font-family": family };
      for (const [name, value] of Object.entries(given)) text.setAttribute(name, value);
      text.textContent = words;
      parent.append(text);
    });
    return at + lines.length * size * 1.5;
  }

  // The whole picture as an SVG document: title, chart, notes and sources, one below the other.
  async function picture(button) {
    const chart = chartOf(button);
    const family = getComputedStyle(document.body).fontFamily.replaceAll('"', "'");
    const width = chart.layout.showlegend === false && chart.layout.height <= 240 ? 760 : 1040;
    const { data, layout } = figureOf(chart, width, family);
    const drawn = await window.Plotly.toImage({ data, layout, config: { locale: "en" } }, { format: "svg", width, height: layout.height });
    const inner = new DOMParser().parseFromString(decodeURIComponent(drawn.slice(drawn.indexOf(",") + 1)), "image/svg+xml").documentElement;
    const whole = document.implementation.createDocument(SVG, "svg").documentElement;
    const paper = document.createElementNS(SVG, "rect");
    whole.append(paper);
    let at = put(whole, wrapped(button.dataset.title, `600 19px ${family}`, width - 2 * EDGE), 18, 19, PLAIN.ink, 600, family) + 12;
    inner.setAttribute("x", "0");
    inner.setAttribute("y", at);
    whole.append(inner);
    at += layout.height + 10;
    for (const note of notesOf(button)) {
      at = put(whole, wrapped(note, `12px ${family}`, width - 2 * EDGE), at, 12, PLAIN.quiet, 400, family) + 4;
    }
    const height = Math.ceil(at + 16);
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) whole.setAttribute(name, value);
    for (const [name, value] of Object.entries({ width, height, fill: PLAIN.paper })) paper.setAttribute(name, value);
    const title = document.createElementNS(SVG, "title");
    title.textContent = button.dataset.title;
    whole.prepend(title);
    return { text: new XMLSerializer().serializeToString(whole), width, height };
  }

  function asPng({ text, width, height }) {
    return new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(resolve, "image/png");
      };
      image.onerror = reject;
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    });
  }

  const fileName = (...parts) => parts.filter(Boolean).join("-").replace(/[^\p{L}\p{N}.–-]+/gu, "-").replace(/-+/g, "-").replace(/^-|-$/g, "").slice(0, 160);

  async function download(button) {
    const drawn = await picture(button);
    const kind = button.dataset.format;
    const file = kind === "svg" ? new Blob([drawn.text], { type: "image/svg+xml" }) : await asPng(drawn);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${fileName(told("page"), button.dataset.title, told("places"))}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  // ---- what a click does

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-di]");
    const open = document.querySelector(".di-share[open]");
    if (open && !open.contains(event.target)) open.removeAttribute("open");
    if (!button) return;
    if (button.dataset.di === "copy") await copyFrom(button, button.dataset.text);
    if (button.dataset.di === "embed") await copyFrom(button, frame(button));
    if (button.dataset.di === "image") await download(button).catch(() => tell(button, told("undrawn")));
  });

  document.addEventListener("keydown", (event) => {
    const open = document.querySelector(".di-share[open]");
    if (event.key !== "Escape" || !open) return;
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  });
})();
