// Draws a table whose rows or cells can be selected. Streamlit's own table is a canvas that needs a fifth of all its code
// before it shows a row. All words go in as text; what is chosen is told by the name that the server gave its row.
const made = (kind, given = {}, ...inside) => {
  const element = document.createElement(kind);
  for (const [name, value] of Object.entries(given)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...inside);
  return element;
};

const CHOICE = "[aria-selected]";
const SHORT = 12; // characters of a text that never breaks: a date, a kind
const numberIn = (text) => (/^[−+-]?[\d,]*\.?\d+%?$/.test(text) ? Number(text.replace(/[,%]/g, "").replace("−", "-")) : NaN);

function compare(one, other) {
  const [first, second] = [numberIn(one), numberIn(other)];
  if (first === first && second === second) return first - second;
  return one.localeCompare(other, document.documentElement.lang);
}

function headOf(box, name, at) {
  const { notes, right } = box.asked;
  const button = made("button", { type: "button" }, name);
  const head = made("th", { scope: "col", title: notes[name], class: right.includes(name) ? "di-right" : undefined }, button);
  button.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const each of head.parentElement.cells) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = box.querySelector("tbody");
    const rows = [...body.rows].sort((one, other) => compare(one.cells[at].textContent, other.cells[at].textContent));
    body.append(...(down ? rows.reverse() : rows));
  });
  return head;
}

function rowOf(box, id, texts) {
  const { heads, right, cells, still } = box.asked;
  const choice = (column) => (id === box.chosen?.id && column === box.chosen.column ? "true" : "false");
  // Roles are said in full: on a phone a row is laid out as a card, and is a row all the same.
  const row = made("tr", { role: "row", ...(still || cells.length ? {} : { "aria-selected": choice(undefined), tabindex: -1 }) });
  texts.forEach((text, at) => {
    const given = { role: still ? "cell" : "gridcell", "data-head": heads[at], title: text.length > 30 ? text : undefined };
    given.class = right.includes(heads[at]) ? "di-right" : text.length > SHORT ? undefined : "di-short";
    if (cells.includes(heads[at])) Object.assign(given, { "aria-selected": choice(heads[at]), tabindex: -1 });
    row.append(made("td", given, text));
  });
  row.name = id;
  return row;
}

function choose(box, target) {
  const again = target.getAttribute("aria-selected") === "true";
  const column = target.tagName === "TD" ? box.asked.heads[target.cellIndex] : undefined;
  box.chosen = again ? null : { id: target.closest("tr").name, column };
  for (const each of box.querySelectorAll(`tbody ${CHOICE}`)) each.setAttribute("aria-selected", String(each === target && !again));
  box.tell("chosen", box.chosen);
}

const NEXT = {
  ArrowDown: (each) => (each.tagName === "TR" ? each.nextElementSibling : each.parentElement.nextElementSibling?.cells[each.cellIndex]),
  ArrowUp: (each) => (each.tagName === "TR" ? each.previousElementSibling : each.parentElement.previousElementSibling?.cells[each.cellIndex]),
  ArrowRight: (each) => (each.tagName === "TR" ? null : each.nextElementSibling),
  ArrowLeft: (each) => (each.tagName === "TR" ? null : each.previousElementSibling),
};

function reach(box, target) {
  for (const each of box.querySelectorAll(`${CHOICE}[tabindex="0"]`)) each.tabIndex = -1;
  target.tabIndex = 0;
  return target;
}

function listen(box) {
  box.addEventListener("click", (event) => {
    const target = event.target.closest(`tbody ${CHOICE}`);
    if (target && !getSelection().toString()) choose(box, reach(box, target));
  });
  box.addEventListener("keydown", (event) => {
    const here = event.target.closest(CHOICE);
    const next = here && NEXT[event.key]?.(here);
    if (here && (event.key === "Enter" || event.key === " ")) choose(box, here);
    else if (next?.matches(CHOICE)) reach(box, next).focus();
    else return;
    event.preventDefault();
  });
}

export default function ({ data, parentElement, setStateValue }) {
  const box = parentElement.querySelector(".di-rows");
  if (!box.tell) listen(box);
  Object.assign(box, { asked: data, tell: setStateValue });
  const head = made("thead", {}, made("tr", {}, ...data.heads.map((name, at) => headOf(box, name, at))));
  const body = made("tbody", {}, ...data.rows.map((texts, at) => rowOf(box, data.ids[at], texts)));
  box.replaceChildren(made("table", { role: data.still ? "table" : "grid", "aria-label": data.alt }, head, body));
  const first = box.querySelector(`tbody [aria-selected=true]`) ?? box.querySelector(`tbody ${CHOICE}`);
  if (first) first.tabIndex = 0;
  else box.tabIndex = 0; // what scrolls is to be reached
  box.style.maxHeight = `${data.height}px`;
}
