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
  const [first, second] = [one, other].map((each) => (typeof each === "number" ? each : numberIn(each)));
  if (first === first && second === second) return first - second;
  return String(one).localeCompare(String(other), document.documentElement.lang, { numeric: true });
}

function headOf(box, name, at) {
  const { notes, right, codes } = box.asked;
  const button = made("button", { type: "button" }, name);
  const head = made("th", { scope: "col", title: notes[name], class: right.includes(name) ? "di-right" : undefined }, button);
  button.addEventListener("click", () => order(box, box.order === codes[at] ? `-${codes[at]}` : codes[at]));
  return head;
}

// On a phone, where a row is a card and has no heads above it, a list of the columns and a button for the direction.
function orderBar(box) {
  const { heads, codes, words } = box.asked;
  const options = ["", ...codes].map((code, at) => made("option", { value: code }, at ? heads[at - 1] : words.listed));
  const list = made("select", { "aria-label": words.order }, ...options);
  list.addEventListener("change", () => order(box, list.value));
  const turn = made("button", { type: "button", "aria-label": words.turn });
  turn.addEventListener("click", () => order(box, box.order.startsWith("-") ? box.order.slice(1) : `-${box.order}`));
  return made("div", { class: "di-order" }, made("span", {}, words.order), list, turn);
}

function arrange(box, asked) {
  const { codes, keys } = box.asked;
  const down = asked.startsWith("-");
  const at = codes.indexOf(down ? asked.slice(1) : asked);
  box.order = at < 0 ? "" : asked;
  const key = (row) => keys[codes[at]]?.[row.listed] ?? row.cells[at].textContent;
  const filled = (row) => key(row) !== "";
  const sorted = (rows) => rows.sort((one, other) => (down ? -1 : 1) * compare(key(one), key(other)));
  // What is empty comes last in either direction.
  const rows = at < 0 ? box.rows : [...sorted(box.rows.filter(filled)), ...box.rows.filter((row) => !filled(row))];
  box.querySelector("tbody").append(...rows);
  box.querySelectorAll("th").forEach((head, each) => {
    if (each === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
  const [list, turn] = box.querySelectorAll(".di-order > :not(span)");
  if (!list) return; // a single row has no order
  list.value = at < 0 ? "" : codes[at];
  turn.textContent = down ? "↓" : "↑";
  turn.disabled = at < 0;
}

// The rows move at once, unless they are cut from more, of which others may come first; the server is told where the page keeps
// the order in its address.
function order(box, asked) {
  if (box.asked.cut) box.order = asked;
  else arrange(box, asked);
  if (!box.asked.kept) return;
  box.sent.push(asked);
  box.tell("order", asked);
}

// What the server says while it still answers an earlier choice is no new wish; only what nobody chose here is one, as on the way back.
function follow(box, asked) {
  const echo = box.sent.lastIndexOf(asked);
  if (echo >= 0) box.sent.splice(0, echo + 1);
  else if (!box.sent.length && asked !== box.order && box.asked.kept) arrange(box, asked);
}

function rowOf(box, id, texts, listed) {
  const { heads, codes, right, cells, still, quiet } = box.asked;
  const choice = (column) => (id === box.chosen?.id && column === box.chosen.column ? "true" : "false");
  // Roles are said in full: on a phone a row is laid out as a card, and is a row all the same.
  const row = made("tr", { role: "row", ...(still || cells.length ? {} : { "aria-selected": choice(undefined), tabindex: -1 }) });
  texts.forEach((text, at) => {
    const given = { role: still ? "cell" : "gridcell", "data-head": heads[at], title: text.length > 30 ? text : undefined };
    given.class = right.includes(heads[at]) ? "di-right" : text.length > SHORT ? undefined : "di-short";
    if (quiet.includes(codes[at])) given.class = "di-quiet";
    if (cells.includes(heads[at])) Object.assign(given, { "aria-selected": choice(heads[at]), tabindex: -1 });
    row.append(made("td", given, text));
  });
  Object.assign(row, { name: id, listed });
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

const HEADS = "th button, .di-order > *";

export default function ({ data, parentElement, setStateValue }) {
  const box = parentElement.querySelector(".di-rows");
  if (!box.tell) listen(box);
  const { order: asked, ...drawn } = data;
  const same = JSON.stringify(drawn);
  Object.assign(box, { asked: data, tell: setStateValue });
  // Drawn anew it would take the focus from a reader who is at its heads or rows.
  if (box.drawn === same) {
    follow(box, asked);
    return;
  }
  Object.assign(box, { drawn: same, sent: [] });
  const head = made("thead", {}, made("tr", {}, ...data.heads.map((name, at) => headOf(box, name, at))));
  const body = made("tbody", {}, ...data.rows.map((texts, at) => rowOf(box, data.ids[at], texts, at)));
  const held = [...box.querySelectorAll(HEADS)].indexOf(document.activeElement);
  box.rows = [...body.rows];
  const table = made("table", { role: data.still ? "table" : "grid", "aria-label": data.alt }, head, body);
  box.replaceChildren(...(data.rows.length > 1 ? [orderBar(box)] : []), table);
  arrange(box, asked);
  box.querySelectorAll(HEADS)[held]?.focus({ preventScroll: true }); // rows in another order come while the reader is at the heads
  const first = box.querySelector(`tbody [aria-selected=true]`) ?? box.querySelector(`tbody ${CHOICE}`);
  if (first) first.tabIndex = 0;
  else box.tabIndex = 0; // what scrolls is to be reached
  box.style.maxHeight = `${data.height}px`;
}
