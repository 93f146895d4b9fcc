/* What the page has: one run in detail, or several in comparison. */
const page = JSON.parse(document.getElementById("history").textContent);
const runs = page.runs;
const single = runs.length === 1 ? runs[0] : null;
const SHARES = ["accuracy", "precision", "recall", "f1", "auc"];
const TITLES = { loss: "Loss", f1: "F1", auc: "AUC", mse: "Mean squared error", rmse: "Root mean squared error", mae: "Mean absolute error", r2: "R²" };
const REASONS = {
  ALL_EPOCHS: "all epochs were done", NO_IMPROVEMENT: "no more improvement", LISTENER: "stopped by a listener",
  INTERRUPTED: "interrupted", DIVERGED: "diverged: a loss was not finite",
};

function titleOf(score) {
  return TITLES[score] ?? score[0].toUpperCase() + score.slice(1);
}

function seconds(run) {
  return run.epochs.reduce((sum, e) => sum + e.seconds, 0);
}

function duration(s) {
  return s < 120 ? `${Number(s.toPrecision(3))} s` : `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
}

/** The value of each epoch, at its own place. */
function values(run, pick) {
  const all = [];
  run.epochs.forEach(e => { all[e.epoch - 1] = pick(e) ?? null; });
  return Array.from(all, v => v ?? null);
}

function names(pick) {
  return [...new Set(runs.flatMap(run => run.epochs.flatMap(e => Object.keys(pick(e)))))];
}

function parameters(run) {
  return run.layers?.reduce((sum, layer) => sum + layer.parameters, 0);
}

const marked = single
  ? [{ epoch: single.bestEpoch }]
  : runs.map((run, i) => ({ epoch: run.bestEpoch, color: i }));

/** Curves of the training and the validation examples: of one run in two colors, of several a color each. */
function pair(title, explanation, training, validation, options = {}) {
  const trained = runs.some(run => run.epochs.some(e => training(e) != null));
  const series = runs.flatMap((run, i) => [
    { label: single ? "training" : `${run.name}, training`, values: values(run, training), color: single ? 0 : i, dashed: !single },
    { label: single ? "validation" : run.name + (trained ? ", validation" : ""), values: values(run, validation), color: single ? 1 : i },
  ]);
  curves(title, explanation, series, { marked, ...options });
}

function lossCurves() {
  pair("Loss", "Without penalties. Training: as the steps saw it, with dropout.", e => e.dataLoss, e => e.validation.loss);
  if (!single) {
    curves("Penalty", "The sum of all penalties.", runs.map((run, i) => (
      { label: run.name, values: values(run, e => Object.keys(e.penalties).length ? e.penalty : null), color: i })), { marked });
  } else {
    curves("Penalties", "What each one adds to the loss.", names(e => e.penalties).map((name, i) => (
      { label: name, values: values(single, e => e.penalties[name]), color: i })), { marked });
  }
}

function scoreCurves() {
  const all = names(e => e.validation).concat(names(e => e.training)).filter((name, i, list) => name !== "loss" && list.indexOf(name) === i);
  const trained = names(e => e.training).length > 0;
  const shares = all.filter(name => SHARES.includes(name));
  if (single && !trained) {
    // Scores of one magnitude share a plot; each of the others has its own.
    curves("Scores", "On the validation examples.", shares.map((name, i) => (
      { label: name, values: values(single, e => e.validation[name]), color: i })), { marked, most: 1 });
  }
  all.filter(name => !single || trained || !SHARES.includes(name)).forEach(name =>
    pair(titleOf(name), trained ? "Evaluated at the end of each epoch, without dropout." : "On the validation examples.",
      e => e.training[name], e => e.validation[name], { most: SHARES.includes(name) || name === "r2" ? 1 : Infinity }));
}

function byLayer(title, explanation, key) {
  const layers = [...new Set(single.epochs.flatMap(e => e.layers.map(layer => layer.layer)))];
  curves(title, explanation, layers.map((name, i) => (
    { label: name, values: values(single, e => e.layers.find(layer => layer.layer === name)?.[key]), color: i })), { marked });
}

function layerCurves() {
  byLayer("Weight norms", "√Σw² of each layer's weight, at the end of the epoch.", "weightNorm");
  byLayer("Gradient norms", "Of each layer's weight, in the last step of the epoch.", "gradientNorm");
  if (single.epochs.some(e => e.layers.some(layer => layer.sparsity > 0))) {
    byLayer("Sparsity", "The share of each layer's weights that are exactly zero.", "sparsity");
  }
}

function processCurves() {
  const each = pick => runs.map((run, i) => ({ label: single ? "training" : run.name, values: values(run, pick), color: i }));
  if (runs.some(run => new Set(run.epochs.map(e => e.learningRate)).size > 1)) {
    curves("Learning rate", "Of the last step of the epoch.", each(e => e.learningRate), { marked });
  }
  curves("Speed", "Examples trained on per second.", each(e => e.examplesPerSecond), { marked });
}

function confusion(run) {
  const parent = card("Confusion matrix", "Rows are the actual classes, columns the predicted ones.");
  const classes = run.confusion.map((row, i) => run.classNames[i] ?? String(i));
  const most = Math.max(...run.confusion.flat(), 1);
  const made = element("table", { className: "confusion" });
  made.append(element("tr", {}, ...["", ...classes].map(name => element("th", { textContent: name }))));
  run.confusion.forEach((counts, actual) => {
    const cells = counts.map((count, predicted) => {
      const cell = element("td", { textContent: count });
      const color = actual === predicted ? "--right" : "--wrong";
      if (count > 0) cell.style.background = `rgba(var(${color}), ${0.12 + 0.45 * count / most})`;
      return cell;
    });
    made.append(element("tr", {}, element("th", { textContent: classes[actual] }), ...cells));
  });
  parent.append(element("div", { className: "scroll" }, made));
}

/** Of one run a curve for each class; of several one for each run, of all classes together. */
function rankings() {
  const lines = key => runs.flatMap((run, i) => {
    const all = run[key] ?? [];
    const shown = single || all.length === 1 ? all : all.filter(line => line.pooled);
    return shown.map((line, j) => ({
      label: ([single ? "" : run.name, single || !line.pooled ? line.name : ""].filter(part => part).join(", ") || "yes") + ` (${show(line.area)})`,
      color: single ? j : i,
      points: line.points,
      marks: single ? line.marks : [],
    }));
  });
  // Steps, as the average precision counts them: straight lines between the points would promise too much.
  const stepped = points => points.flatMap(([x, y], i) => i === 0 ? [[x, y]] : [[points[i - 1][0], y], [x, y]]);
  const roc = lines("roc"), precision = lines("precisionRecall").map(line => ({ ...line, points: stepped(line.points) }));
  if (roc.length === 0) return;
  const several = runs.some(run => run.roc?.length > 1);
  const what = !several ? "" : single ? "Each class against the others. " : "Of all classes together: each class against the others, pooled. ";
  const rest = single?.omittedCurves > 0 ? " The classes with the lowest areas are shown." : "";
  const best = roc.flatMap(line => line.marks).find(mark => mark.best);
  const marks = best ? ` Dot: the threshold ½; circle: ${show(best.threshold)}, which has the best F1 on these examples.` : "";
  unitSquare("ROC curve", what + "In brackets: the area under the curve; dashed: chance." + rest + marks,
    "false positive rate", "true positive rate", roc, true);
  unitSquare("Precision and recall", what + "In brackets: the average precision." + rest + marks, "recall", "precision", precision, false);
}

function confusions(run) {
  const name = i => run.classNames[i] ?? String(i);
  card("Most frequent confusions", "There are too many classes for a matrix of all.").append(
    table(["actual", "predicted", "examples"], run.confusions.map(([a, p, n]) => ({ cells: [name(a), name(p), count(n)] }))));
}

function residuals(run) {
  const points = [...run.residuals].sort((a, b) => a[0] - b[0]);
  plot(card("Residuals", "Actual minus predicted value, over the predicted value."), () => ({
    cursor: { y: false },
    scales: { x: { time: false } },
    axes: [{ label: "predicted", labelSize: 22 }, { size: 64, values: (u, ticks) => ticks.map(show) }],
    series: [
      { label: "predicted", value: (u, v) => show(v) },
      { label: "residual", stroke: css("--c0"), paths: () => null, points: { show: true, size: 5, fill: css("--c0") },
        value: (u, v) => show(v) },
    ],
  }), [points.map(p => p[0]), points.map(p => p[1])]);
}

/** Small pictures; each is [picture, alternative text, ...lines below it]. */
function pictures(parent, className, shown) {
  parent.append(element("div", { className: `pictures ${className}` }, ...shown.map(([picture, alt, ...lines]) =>
    element("figure", {},
      element("img", { src: `data:image/png;base64,${picture.png}`, alt, title: alt, width: picture.width, height: picture.height }),
      ...lines.length ? [element("figcaption", {}, ...lines.map(line => element("span", { textContent: line })))] : []))));
}

function mistakes({ mistakes: found, problem }) {
  if (problem) card("Worst mistakes", `They could not be drawn: ${problem}`, true);
  if (!found) return;
  const percent = p => `${Number((100 * p).toPrecision(p > 0.99 ? 4 : 3))}\u00a0%`;
  const shown = found.worst.length < found.wrong ? ` The ${found.worst.length} with the highest loss are shown.` : "";
  pictures(card("Worst mistakes",
    `${found.output ? `${found.output} classifies` : "The network classifies"} ${found.wrong.toLocaleString("en")} of ${found.examples.toLocaleString("en")} validation examples wrongly.${shown}` +
    " Below each: its class, and the predicted class with its probability.", true),
  "mistakes", found.worst.map(one => {
    const predicted = `${one.predicted}, ${percent(one.probability)}`;
    return [one.picture, `${one.actual}, predicted as ${predicted}`, one.actual, `→ ${predicted}`];
  }));
}

function filters({ layer, weight, pictures: all, omitted }) {
  pictures(card("Filters of the first convolution",
    `The weight of ${layer}, ${weight}. Each filter is scaled to its own range; 0 is the grey in the middle.` +
    (omitted > 0 ? ` ${omitted.toLocaleString("en")} more are not shown.` : ""), true),
  "filters", all.map((picture, i) => [picture, `filter ${i} of ${layer}`]));
}

function network(run, title) {
  const strengths = layer => single ? [unbroken(layer.strengths)] : [];
  const rows = run.layers.map(layer => ({ cells: [layer.layer, layer.operations, layer.weight, count(layer.parameters), ...strengths(layer)] }));
  rows.push({ className: "total", cells: ["total", "", "", count(parameters(run)), ...single ? [""] : []] });
  card(title, "").append(table(["layer", "operations", "weight", "parameters", ...single ? ["penalties"] : []], rows));
}

/** Runs of one network share its table, without the strengths, which are among the settings. */
function networks() {
  const shapes = run => JSON.stringify(run.layers?.map(layer => [layer.layer, layer.operations, layer.weight]));
  const seen = new Set();
  runs.filter(run => run.layers).forEach(run => {
    if (seen.has(shapes(run))) return;
    seen.add(shapes(run));
    const alike = runs.filter(other => shapes(other) === shapes(run));
    network(run, alike.length === runs.length ? "Network" : `Network of ${alike.map(other => other.name).join(", ")}`);
  });
}

function settingsOf(run) {
  const all = { ...run.settings };
  if (!single) run.layers.filter(layer => layer.strengths).forEach(layer => { all["penalties of " + layer.layer] = layer.strengths; });
  return all;
}

/** Settings of one run in a column; of several a column each, those that differ in bold. */
function settings(title, pick) {
  const described = runs.filter(run => run.settings);
  const keys = [...new Set(described.flatMap(run => Object.keys(pick(run))))];
  const rows = keys.map(name => {
    const all = described.map(run => pick(run)[name] ?? "–");
    return { cells: [name, ...all.map(unbroken)], className: new Set(all).size > 1 ? "differs" : "" };
  });
  card(title, single ? "" : "Those that differ are in bold.", !single)
    .append(table(single ? [] : ["", ...described.map(run => run.name)], rows, "settings"));
}

function tile(value, label) {
  document.getElementById("tiles").append(
    element("div", { className: "tile" }, element("b", { textContent: value }), element("span", { textContent: label })));
}

function singleHead() {
  const run = single;
  const begun = run.begun ? new Date(run.begun).toLocaleString("en", { dateStyle: "long", timeStyle: "short" }) : null;
  const length = run.epochs.length;
  document.getElementById("summary").textContent =
    `${length} epoch${length === 1 ? "" : "s"} in ${duration(seconds(run))}` + (begun ? `, begun on ${begun}` : "") +
    `; ${REASONS[run.stopReason]}.` +
    (run.bestEpoch == null ? "" : ` The parameters are those of epoch ${run.bestEpoch}, the best one (dashed line).`);
  if (run.scores) document.getElementById("tiles").append(element("div", { className: "caption", textContent: "Final evaluation" }));
  Object.entries(run.scores ?? {}).forEach(([name, value]) =>
    tile(show(value), titleOf(name).replace(/^[A-Z](?=[a-z])/, c => c.toLowerCase())));
}

function comparison() {
  document.getElementById("summary").textContent = `${runs.length} runs.`;
  const scores = [...new Set(runs.flatMap(run => Object.keys(run.scores ?? {})))];
  const rows = runs.map((run, i) => ({
    cells: [
      element("span", {}, swatch(i), run.name), run.network, ...scores.map(name => run.scores?.[name] ?? "–"),
      run.bestEpoch == null ? `${run.epochs.length}` : `${run.bestEpoch} of ${run.epochs.length}`,
      duration(seconds(run)), count(parameters(run)),
    ],
  }));
  card("Results", "Scores of the final evaluation of each run, and the epoch whose parameters it has.", true)
    .append(table(["run", "network", ...scores, "epoch", "time", "parameters"], rows));
}

if (single) singleHead(); else comparison();
if (runs.some(run => run.epochs.length > 0)) {
  lossCurves();
  scoreCurves();
  if (single) layerCurves();
  processCurves();
}
if (runs.some(run => run.roc || run.residuals)) {
  heading("Final evaluation");
  rankings();
  if (single?.confusion) confusion(single);
  if (single?.confusions) confusions(single);
  if (single?.residuals) residuals(single);
}
if (single?.pictures) {
  const { filters: first, mistakes: found, problem } = single.pictures;
  if (first || found || problem) heading("Images");
  mistakes(single.pictures);
  if (first) filters(first);
}
if (runs.some(run => run.settings)) {
  heading("How it was trained");
  settings("Settings", settingsOf);
  networks();
  settings("Versions", run => run.versions);
}
