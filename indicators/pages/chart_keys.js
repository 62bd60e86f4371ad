// Walks the points of a chart by keyboard: arrows go to the next one and read it out, Enter selects it as a click does.
const plain = (said) => Object.assign(document.createElement("textarea"), { innerHTML: said.replaceAll("<br>", "; ") }).value;

// Where the points that stand for a row are, in pixels; plotly's own record of a drawn chart knows how its axes map.
function stopsOf(holder) {
  const axes = holder._fullLayout;
  const pixels = (id, value) => axes[`${id[0]}axis${id.slice(1)}`]._offset + axes[`${id[0]}axis${id.slice(1)}`].d2p(value);
  return holder._fullData.flatMap((trace, curveNumber) => {
    if (!trace.customdata || trace.visible !== true) return [];
    return Array.from(trace.x, (x, pointNumber) => ({
      curveNumber,
      pointNumber,
      across: pixels(trace.xaxis, x),
      down: pixels(trace.yaxis, trace.y[pointNumber]),
      row: Number(Object.values(trace.customdata[pointNumber] ?? {})[0]),
      said: String([trace.hovertext].flat()[pointNumber] ?? ""),
    })).filter((stop) => Number.isFinite(stop.across + stop.down + stop.row));
  });
}

const WAYS = { ArrowRight: ["across", 1], ArrowLeft: ["across", -1], ArrowDown: ["down", 1], ArrowUp: ["down", -1] };

// Along its axis a series is walked point by point; across it, to the nearest point of another one.
function nextStop(stops, here, key, lying) {
  const order = lying ? "down" : "across";
  const inOrder = [...stops].sort((one, two) => one[order] - two[order]);
  if (key === "Home" || !here) return inOrder[0];
  if (key === "End") return inOrder.at(-1);
  const [way, sign] = WAYS[key];
  const along = (way === "down") === lying;
  const other = way === "down" ? "across" : "down";
  const mine = (stop) => stop.curveNumber === here.curveNumber;
  const beyond = stops.filter((stop) => sign * (stop[way] - here[way]) > 0.5);
  const nearest = (found) => {
    const far = (stop) => Math.abs(stop[way] - here[way]) + (along ? 0.01 : 4) * Math.abs(stop[other] - here[other]);
    return found.sort((one, two) => far(one) - far(two))[0];
  };
  return along ? (nearest(beyond.filter(mine)) ?? nearest(beyond)) : nearest(beyond.filter((stop) => !mine(stop)));
}

function standOn(holder, stop) {
  holder.here = stop;
  const { xaxis, yaxis } = holder._fullData[stop.curveNumber];
  window.Plotly.Fx.hover(holder, [stop], [xaxis + yaxis]);
  holder.parentElement.querySelector("[role=status]").textContent = plain(stop.said);
}

function pickStop(holder) {
  const { curveNumber, pointNumber, row, said } = holder.here;
  const again = holder.picked?.row === row && holder.picked.said === said;
  holder.picked = again ? null : { row, said };
  const chosen = again ? null : holder.data.map((_, at) => (at === curveNumber ? [pointNumber] : []));
  window.Plotly.restyle(holder, { selectedpoints: chosen ?? [null] });
  holder.tell("point", holder.picked);
}

function walk(holder) {
  holder.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !holder._fullData) return;
    if (event.key === "Enter" && holder.here && holder.asked.opens) pickStop(holder);
    else if (event.key in WAYS || event.key === "Home" || event.key === "End") {
      const next = nextStop(stopsOf(holder), holder.here, event.key, holder._fullData[0]?.orientation === "h");
      if (next) standOn(holder, next);
    } else return;
    event.preventDefault();
  });
  holder.addEventListener("blur", () => {
    holder.here = undefined;
    if (holder._fullLayout) window.Plotly.Fx.unhover(holder);
  });
}
