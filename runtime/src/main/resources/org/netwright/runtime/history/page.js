"use strict";
const run = JSON.parse(document.getElementById("history").textContent);
const epochs = run.epochs;
const numbers = epochs.map(e => e.epoch);
const colors = ["#2563eb", "#dc2626", "#059669", "#d97706", "#7c3aed", "#0891b2", "#be185d", "#4d7c0f"];
const charts = [];

function section(title, explanation) {
  const element = document.createElement("section");
  element.append(Object.assign(document.createElement("h2"), { textContent: title }));
  element.append(Object.assign(document.createElement("p"), { textContent: explanation }));
  document.getElementById("charts").append(element);
  return element;
}

function show(value) {
  return value == null ? "–" : Number(value.toPrecision(4)).toString();
}

function plot(parent, options, data) {
  const width = () => parent.clientWidth - 36;
  // Where no cursor is, the legend tells the last numbers.
  const hooks = { ready: [u => u.setLegend({ idx: data[0].length - 1 })], draw: options.draw ? [options.draw] : [] };
  const chart = new uPlot({ width: width(), height: 260, hooks, ...options }, data, parent);
  charts.push(() => chart.setSize({ width: width(), height: 260 }));
}

/** A dashed line at the epoch whose parameters the network has. */
function markBest(u) {
  if (run.bestEpoch == null) return;
  const x = Math.round(u.valToPos(run.bestEpoch, "x", true));
  u.ctx.save();
  u.ctx.strokeStyle = "#66758a";
  u.ctx.setLineDash([4, 4]);
  u.ctx.beginPath();
  u.ctx.moveTo(x, u.bbox.top);
  u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
  u.ctx.stroke();
  u.ctx.restore();
}

/** Draws one curve for each name; names whose curves have no number are left out. */
function curves(title, explanation, series, logarithmic = false) {
  const drawn = Object.entries(series).filter(([, values]) => values.some(v => v != null));
  if (drawn.length === 0) return;
  const positive = drawn.every(([, values]) => values.every(v => v == null || v > 0));
  const logScale = logarithmic && positive;
  plot(section(title, explanation + (logScale ? " Logarithmic." : "")), {
    draw: markBest,
    scales: { x: { time: false }, y: logScale ? { distr: 3 } : {} },
    axes: [
      { label: "epoch", incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] },
      { size: 70, values: (u, ticks) => ticks.map(t => t == null ? "" : show(t)) },
    ],
    series: [
      { label: "epoch" },
      ...drawn.map(([label], i) => ({
        label, stroke: colors[i % colors.length], width: 2, points: { show: epochs.length < 30 },
        value: (u, v) => show(v),
      })),
    ],
  }, [numbers, ...drawn.map(([, values]) => values)]);
}

function named(pick) {
  const all = {};
  epochs.forEach((epoch, i) => Object.entries(pick(epoch)).forEach(([name, value]) => {
    (all[name] ??= new Array(epochs.length).fill(null))[i] = value;
  }));
  return all;
}

function byLayer(key) {
  return named(epoch => Object.fromEntries(epoch.layers.map(layer => [layer.layer, layer[key]])));
}

function confusion() {
  const parent = section("Confusion matrix", "Rows are the actual classes, columns the predicted ones, on the examples for validation.");
  const names = run.confusion.map((row, i) => run.classNames[i] ?? String(i));
  const most = Math.max(...run.confusion.flat(), 1);
  const table = document.createElement("table");
  const head = table.insertRow();
  ["", ...names].forEach(name => head.append(Object.assign(document.createElement("th"), { textContent: name })));
  run.confusion.forEach((counts, actual) => {
    const row = table.insertRow();
    row.append(Object.assign(document.createElement("th"), { textContent: names[actual] }));
    counts.forEach((count, predicted) => {
      const cell = row.insertCell();
      cell.textContent = count;
      const share = count / most;
      const hue = actual === predicted ? "37, 99, 235" : "220, 38, 38";
      cell.style.background = count === 0 ? "" : `rgba(${hue}, ${0.12 + 0.7 * share})`;
      cell.style.color = share > 0.6 ? "#fff" : "";
    });
  });
  const scroll = Object.assign(document.createElement("div"), { className: "scroll" });
  scroll.append(table);
  parent.append(scroll);
}

function residuals() {
  const points = [...run.residuals].sort((a, b) => a[0] - b[0]);
  plot(section("Residuals", "Actual minus predicted value, over the predicted value, on the examples for validation."), {
    scales: { x: { time: false } },
    axes: [{ label: "predicted" }, { size: 70, values: (u, ticks) => ticks.map(show) }],
    series: [
      { label: "predicted", value: (u, v) => show(v) },
      { label: "residual", stroke: colors[0], paths: () => null, points: { show: true, size: 5, fill: colors[0] },
        value: (u, v) => show(v) },
    ],
  }, [points.map(p => p[0]), points.map(p => p[1])]);
}

const losses = { "data loss": epochs.map(e => e.dataLoss), "validation loss": epochs.map(e => e.validation.loss ?? null) };
curves("Loss", "Without penalties: on the examples trained on as each step saw them, and on those for validation.", losses, true);
curves("Penalties", "What each one adds to the loss.", named(e => e.penalties), true);
curves("Metrics", "On the examples for validation.", named(e => Object.fromEntries(
  Object.entries(e.validation).filter(([name]) => name !== "loss"))));
curves("Learning rate", "Of each epoch's last step.", { "learning rate": epochs.map(e => e.learningRate) });
curves("Weight norms", "√Σw² of each layer's weight, at the end of the epoch.", byLayer("weightNorm"));
curves("Gradient norms", "Of each layer's weight, in each epoch's last step.", byLayer("gradientNorm"), true);
if (epochs.some(e => e.layers.some(layer => layer.sparsity > 0))) {
  curves("Sparsity", "The share of each layer's weights that are exactly zero.", byLayer("sparsity"));
}
if (run.confusion) confusion();
if (run.residuals) residuals();
curves("Speed", "Examples trained on in a second.", { "examples/s": epochs.map(e => e.examplesPerSecond) });

const reasons = {
  ALL_EPOCHS: "all epochs were done", NO_IMPROVEMENT: "no more improvement", LISTENER: "a listener stopped it",
  INTERRUPTED: "interrupted", DIVERGED: "a loss was not finite",
};
const seconds = epochs.reduce((sum, e) => sum + e.seconds, 0);
document.getElementById("summary").textContent =
  `${epochs.length} epoch${epochs.length === 1 ? "" : "s"} in ${show(seconds)} s, ${reasons[run.stopReason]}` +
  (run.bestEpoch == null ? "" : `; the parameters are those of epoch ${run.bestEpoch}, the best (dashed)`) +
  (run.scores ? ". Validation: " + Object.entries(run.scores).map(([name, v]) => `${name} ${show(v)}`).join(", ") : "");
addEventListener("resize", () => charts.forEach(fit => fit()));
