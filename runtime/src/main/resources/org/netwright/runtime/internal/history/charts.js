"use strict";
/* What all sections are made of: cards, tables, and plots that follow the width and the color scheme. */
const COLORS = 8;
const plots = [];

function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function heading(text) {
  document.getElementById("sections").append(element("h2", { textContent: text }));
}

function card(title, explanation, wide = false) {
  const section = element("section", { className: wide ? "wide" : "" }, element("h3", { textContent: title }));
  if (explanation) section.append(element("p", { textContent: explanation }));
  document.getElementById("sections").append(section);
  return section;
}

/** A number such as 1e-8 must not be broken after its hyphen. */
function unbroken(text) {
  return text.replace(/(\d)e-(?=\d)/g, "$1e−");
}

function show(value) {
  if (value == null) return "–";
  const rounded = Number(value.toPrecision(4));
  return Math.abs(rounded) >= 10000 ? rounded.toLocaleString("en") : unbroken(String(rounded));
}

function count(number) {
  return element("span", { className: "count", textContent: number == null ? "–" : number.toLocaleString("en") });
}

const compact = new Intl.NumberFormat("en", { notation: "compact" });

function tick(value) {
  if (value == null) return "";
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-3) return unbroken(value.toExponential());
  return size >= 10000 ? compact.format(value) : show(value);
}

function swatch(color) {
  const mark = element("span", { className: "swatch" });
  mark.style.background = `var(--c${color % COLORS})`;
  return mark;
}

function isNumber(content) {
  return typeof content === "number" || content?.className === "count";
}

/** Makes a table; a cell is a text, a number, or an element. */
function table(head, rows, className = "") {
  const made = element("table", { className });
  const cell = (tag, content) => {
    const numeric = isNumber(content);
    const text = typeof content === "number" ? show(content) : content ?? "";
    return element(tag, { className: numeric ? "number" : "" }, text);
  };
  if (head.length > 0) {
    const kinds = rows[0]?.cells ?? [];
    made.append(element("tr", {}, ...head.map((name, i) =>
      element("th", { className: isNumber(kinds[i]) ? "number" : "" }, name))));
  }
  rows.forEach(row => made.append(element("tr", { className: row.className ?? "" }, ...row.cells.map(c => cell("td", c)))));
  return element("div", { className: "scroll" }, made);
}

function lastNumber(values) {
  let last = values.length - 1;
  while (last > 0 && values[last] == null) last--;
  return last;
}

/** Draws with uPlot, again whenever the width or the color scheme changes. */
function plot(parent, options, data) {
  const place = element("div");
  parent.append(place);
  let chart;
  const size = () => ({ width: Math.max(200, place.clientWidth), height: 250 });
  const draw = () => {
    chart?.destroy();
    const axis = { stroke: css("--faint"), grid: { stroke: css("--grid"), width: 1 }, ticks: { stroke: css("--grid"), width: 1 } };
    const made = options(name => css(name));
    chart = new uPlot({
      ...size(),
      ...made,
      axes: made.axes.map(own => ({ ...axis, ...own })),
      // Where no cursor is, the legend shows the last number of each curve.
      hooks: { ready: [u => u.setLegend({ idxs: data.map(lastNumber) })], draw: made.draw ? [made.draw] : [] },
    }, data, place);
  };
  draw();
  plots.push({ draw, fit: () => chart.setSize(size()) });
}

addEventListener("resize", () => plots.forEach(one => one.fit()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plots.forEach(one => one.draw()));

/** Dashed lines at the epochs whose parameters the networks have. */
function marks(epochs) {
  return u => epochs.forEach(({ epoch, color }) => {
    if (epoch == null) return;
    const x = Math.round(u.valToPos(epoch, "x", true));
    u.ctx.save();
    u.ctx.strokeStyle = color == null ? css("--faint") : css(`--c${color % COLORS}`);
    u.ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    u.ctx.beginPath();
    u.ctx.moveTo(x, u.bbox.top);
    u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
    u.ctx.stroke();
    u.ctx.restore();
  });
}

/** The ticks of a logarithmic axis: 1, 2 and 5 of each decade, or of many decades only the 1. */
function logarithmicTicks(u, axis, min, max) {
  const steps = max / min > 1000 ? [1] : [1, 2, 5];
  const ticks = [];
  for (let decade = Math.floor(Math.log10(min)); decade <= Math.log10(max); decade++) {
    ticks.push(...steps.map(step => Number(`${step}e${decade}`)).filter(t => t >= min && t <= max));
  }
  return ticks;
}

/**
 * Draws curves over epochs; those without a number are left out. Numbers of very different magnitude
 * are drawn on a logarithmic axis, if all are positive.
 *
 * @param series { label, values, color, dashed }
 * @param most what the numbers cannot exceed
 */
function curves(title, explanation, series, { marked = [], most = Infinity } = {}) {
  const drawn = series.filter(one => one.values.some(v => v != null));
  if (drawn.length === 0) return;
  const all = drawn.flatMap(one => one.values.filter(v => v != null));
  // Not Math.min(...all): a call has room for some ten thousand arguments only.
  const least = all.reduce((a, b) => Math.min(a, b)), greatest = all.reduce((a, b) => Math.max(a, b));
  const logarithmic = least > 0 && greatest / least > 20;
  const epochs = Array.from({ length: Math.max(...drawn.map(one => one.values.length)) }, (_, i) => i + 1);
  const range = (u, min, max) => {
    const margin = max > min ? 0.05 * (max - min) : 0.05 * Math.max(Math.abs(max), 1e-6);
    const top = max <= most ? Math.min(max + margin, most + 0.02 * margin) : max + margin;
    return [min >= 0 ? Math.max(0, min - margin) : min - margin, top];
  };
  plot(card(title, explanation + (logarithmic ? " Logarithmic." : "")), () => ({
    draw: marks(marked),
    cursor: { y: false, points: { size: 7 } },
    scales: { x: { time: false, range: [1, Math.max(2, epochs.length)] }, y: logarithmic ? { distr: 3, range: (u, min, max) => [min / 1.2, max * 1.2] } : { range } },
    axes: [
      { size: 32, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000] },
      {
        size: 64, values: (u, ticks) => ticks.map(tick),
        ...(logarithmic ? { splits: logarithmicTicks, filter: (u, ticks) => ticks } : {}),
      },
    ],
    series: [
      { label: "epoch" },
      ...drawn.map(({ label, color, dashed }) => ({
        label, stroke: css(`--c${color % COLORS}`), width: 2, dash: dashed ? [6, 4] : undefined, spanGaps: true,
        points: { show: epochs.length < 3 }, value: (u, v) => show(v),
      })),
    ],
  }), [epochs, ...drawn.map(one => epochs.map((_, i) => one.values[i] ?? null))]);
}

/** Draws curves in the unit square: { label, color, points: [[x, y], …], marks: [{ x, y, threshold, best }, …] }. */
function unitSquare(title, explanation, xLabel, yLabel, lines, chance) {
  const parent = card(title, explanation);
  const left = 46, top = 8, size = 340, space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `0 0 ${left + size + 12} ${top + size + 40}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", title);
  const add = (tag, attributes, text) => {
    const made = document.createElementNS(space, tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    if (text != null) made.textContent = text;
    svg.append(made);
    return made;
  };
  const x = v => left + size * v, y = v => top + size * (1 - v);
  for (let i = 0; i <= 5; i++) {
    const v = i / 5;
    add("line", { class: "grid", x1: x(v), x2: x(v), y1: y(0), y2: y(1) });
    add("line", { class: "grid", x1: x(0), x2: x(1), y1: y(v), y2: y(v) });
    add("text", { x: x(v), y: y(0) + 17, "text-anchor": "middle" }, show(v));
    add("text", { x: x(0) - 7, y: y(v) + 4, "text-anchor": "end" }, show(v));
  }
  add("rect", { class: "frame", x: x(0), y: y(1), width: size, height: size });
  if (chance) add("line", { class: "chance", x1: x(0), y1: y(0), x2: x(1), y2: y(1) });
  lines.forEach(line => {
    const path = line.points.map(([px, py]) => `${x(px).toFixed(1)},${y(py).toFixed(1)}`).join(" ");
    add("polyline", { class: "curve", points: path }).style.stroke = `var(--c${line.color % COLORS})`;
  });
  // Above all curves: a dot at the threshold ½, and a circle at the best F1.
  lines.forEach(line => (line.marks ?? []).forEach(mark => {
    const circle = add("circle", { class: mark.best ? "best" : "half", cx: x(mark.x), cy: y(mark.y), r: mark.best ? 6 : 4 });
    circle.style.setProperty("--mark", `var(--c${line.color % COLORS})`);
    const title = document.createElementNS(space, "title");
    title.textContent = `${mark.best ? "best F1, " : ""}threshold ${show(mark.threshold)}`;
    circle.append(title);
  }));
  add("text", { x: x(0.5), y: y(0) + 34, "text-anchor": "middle" }, xLabel);
  add("text", { x: 12, y: y(0.5), "text-anchor": "middle", transform: `rotate(-90 12 ${y(0.5)})` }, yLabel);
  parent.append(svg, element("div", { className: "key" }, ...lines.map(line =>
    element("span", {}, swatch(line.color), line.label))));
}
