// Draws one chart of a page, once for each change: Streamlit's own chart brings five times as much of plotly and draws twice.
// What it writes comes from the figure as data; plotly puts the words in as text.
// The library, which a page of charts asked for before it had one (see chart_library.js).
const library = (address) => window.districtLibrary(address).then(() => window.Plotly);

const pen = document.createElement("canvas").getContext("2d"); // it writes any colour of CSS as #rrggbb

// The theme's colours and font for everything that the figure leaves open.
function lookOf(element) {
  const style = getComputedStyle(element);
  const [ink, paper, font] = ["text-color", "background-color", "font"].map((name) => style.getPropertyValue(`--st-${name}`).trim());
  const words = { color: mixed(ink, paper), family: font, size: 12 };
  const faint = mixed(ink, paper, 0.12);
  const axis = { zeroline: false, automargin: false, tickfont: words, gridcolor: faint, zerolinecolor: faint };
  return {
    font: words,
    paper_bgcolor: paper,
    plot_bgcolor: paper,
    margin: { pad: 8 },
    hoverlabel: { bgcolor: paper, bordercolor: mixed(ink, paper, 0.3), font: { ...words, color: ink } },
    xaxis: axis,
    yaxis: { ...axis, zeroline: true },
  };
}

// A share of the ink on the paper: quiet words that are dark enough to be read.
function mixed(ink, paper, share = 0.72) {
  const parts = (colour) => ((pen.fillStyle = colour), [1, 3, 5].map((at) => parseInt(pen.fillStyle.slice(at, at + 2), 16)));
  const [front, back] = [parts(ink), parts(paper)];
  return `rgb(${front.map((part, at) => Math.round(share * part + (1 - share) * back[at])).join(",")})`;
}

function figureOf(holder, look) {
  const { data, layout } = JSON.parse(holder.asked.figure);
  const template = { data: { scatter: [{ marker: { line: { width: 0 } } }] }, layout: look };
  return { data, layout: { ...layout, template, width: holder.clientWidth, autosize: false }, config: holder.asked.config };
}

// A holder that is folded away has no width yet, and one below the screen is not looked at: each is drawn when that changes.
// It stays busy, as it begins, until the browser has told where it is: a reader would else take it for one that is ready.
// Of several changes while the library is on its way only the last is drawn, and what stands there already is left alone.
async function draw(holder) {
  if (holder.near === undefined) return;
  if (!holder.near || !holder.clientWidth) return holder.removeAttribute("aria-busy");
  const look = lookOf(holder);
  const wanted = [holder.asked.figure, JSON.stringify(look)].join();
  if (wanted === holder.drawn) return;
  holder.setAttribute("aria-busy", "true");
  const turn = (holder.turn = (holder.turn ?? 0) + 1);
  const Plotly = await library(holder.asked.plotly);
  if (turn !== holder.turn || !holder.isConnected || !holder.clientWidth) return;
  const { data, layout, config } = figureOf(holder, look);
  Object.assign(holder, { drawn: wanted, width: layout.width, here: undefined, picked: null });
  await Plotly.react(holder, data, layout, config);
  if (holder.asked.opens) listen(holder);
  holder.removeAttribute("aria-busy");
}

// The row of a point is told with its words, so that the server sees whether the chart still has it.
function listen(holder) {
  if (holder.listening) return;
  holder.listening = true;
  const tell = (point) => holder.tell("point", point);
  holder.on("plotly_selected", (event) => {
    const point = event?.points?.find((each) => each.customdata);
    if (point) tell({ row: Number(Object.values(point.customdata)[0]), said: String(point.hovertext ?? "") });
  });
  holder.on("plotly_deselect", () => tell(null));
}

function follow(holder) {
  const sized = new ResizeObserver(() => {
    if (!holder.clientWidth || holder.clientWidth === holder.width) return;
    if (!holder.width) return draw(holder);
    holder.width = holder.clientWidth;
    window.Plotly.relayout(holder, { width: holder.clientWidth });
  });
  const comeNear = () => ((holder.near = true), draw(holder));
  const neared = new IntersectionObserver(
    (entries) => {
      holder.near = entries.some((entry) => entry.isIntersecting);
      if (holder.near) neared.disconnect();
      draw(holder);
    },
    { root: holder.closest("[data-testid=stMain]"), rootMargin: "300px" },
  );
  sized.observe(holder);
  neared.observe(holder);
  walk(holder);
  addEventListener("beforeprint", comeNear);
  return () => {
    sized.disconnect();
    neared.disconnect();
    removeEventListener("beforeprint", comeNear);
    window.Plotly?.purge(holder);
  };
}

// What it throws, such as a library that can't be had, Streamlit shows in the chart's place.
export default async function ({ data, parentElement, setStateValue }) {
  const holder = parentElement.querySelector(".di-chart");
  parentElement.querySelector("[role=figure]").setAttribute("aria-label", data.alt);
  holder.setAttribute("aria-label", data.keys);
  Object.assign(holder, { asked: data, tell: setStateValue });
  holder.leave ??= follow(holder);
  await draw(holder);
  return holder.leave;
}
