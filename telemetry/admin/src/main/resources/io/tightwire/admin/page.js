"use strict";
// Asks /stats and /readyz each second, and shows what changed. Rates and latencies are differences
// of two responses. Names come from other machines: they become text nodes, and never markup.
(() => {
  const POLL_MILLIS = 1000;
  const TIMEOUT_MILLIS = 5000;
  const WINDOW_SECONDS = 10; // of rates and latencies
  const HISTORY = 120; // points of a sparkline
  const SVG = "http://www.w3.org/2000/svg";
  const NONE = "–";

  const byId = (id) => document.getElementById(id);
  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const setText = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };

  // ---- numbers -------------------------------------------------------------------------------

  const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
  const number = (value) =>
    value >= 1e6 ? (value / 1e6).toFixed(value < 1e7 ? 2 : 1) + " M" : grouped.format(value);
  const rate = (value) => {
    if (value === null) return NONE;
    if (value === 0) return "0";
    if (value < 0.1) return "<0.1";
    return value < 10 ? value.toFixed(1) : number(value);
  };
  const percent = (share) => {
    if (share === null) return NONE;
    if (share === 0) return "0 %";
    if (share < 0.001) return "<0.1 %";
    return (share * 100).toFixed(share < 0.1 ? 1 : 0) + " %";
  };
  /** Three digits are more than the histogram's buckets tell. */
  const time = (seconds) => {
    if (seconds === null) return NONE;
    const [value, unit] =
      seconds < 1e-3 ? [seconds * 1e6, "µs"] : seconds < 1 ? [seconds * 1e3, "ms"] : [seconds, "s"];
    return (value < 10 ? value.toFixed(1) : value.toFixed(0)) + " " + unit;
  };
  const since = (seconds) => {
    const s = Math.floor(seconds);
    if (s < 60) return s + " s";
    if (s < 3600) return Math.floor(s / 60) + " min " + (s % 60) + " s";
    if (s < 86400) return Math.floor(s / 3600) + " h " + Math.floor((s % 3600) / 60) + " min";
    return Math.floor(s / 86400) + " d " + Math.floor((s % 86400) / 3600) + " h";
  };

  // ---- differences of responses ----------------------------------------------------------------

  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const keyOf = (method) => method.service + "/" + method.method;
  const calls = (ended) => sum(Object.values(ended));
  const failures = (ended) => calls(ended) - (ended.OK || 0);

  /** The calls of a histogram that are not in an earlier one: upper bounds and numbers. */
  const latencyBetween = (before, now) => {
    const counts = new Map(before || []);
    return now
      .map(([bound, count]) => [bound, count - (counts.get(bound) || 0)])
      .filter(([, count]) => count > 0);
  };
  const merge = (histograms) => {
    const counts = new Map();
    for (const [bound, count] of histograms.flat()) {
      counts.set(bound, (counts.get(bound) || 0) + count);
    }
    return [...counts].sort(([a], [b]) => a - b);
  };
  const percentile = (histogram, part) => {
    const wanted = Math.max(1, Math.ceil(part * sum(histogram.map(([, count]) => count))));
    let seen = 0;
    for (const [bound, count] of histogram) {
      seen += count;
      if (seen >= wanted) return bound;
    }
    return null;
  };

  /** What happened to a method from one response to a later one. */
  const methodBetween = (before, now, seconds) => {
    const ended = before ? calls(now.ended) - calls(before.ended) : null;
    const failed = before ? failures(now.ended) - failures(before.ended) : null;
    return {
      rate: before ? ended / seconds : null,
      errorRate: before ? failed / seconds : null,
      errors: ended ? failed / ended : null,
      latency: before ? latencyBetween(before.latency, now.latency) : [],
    };
  };

  const indexed = (stats) => ({
    ...stats,
    byKey: new Map(stats.methods.map((method) => [keyOf(method), method])),
  });

  // ---- sparklines ------------------------------------------------------------------------------

  const spark = () => {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "spark");
    svg.setAttribute("viewBox", "0 0 100 20");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const area = svg.appendChild(document.createElementNS(SVG, "polygon"));
    const line = svg.appendChild(document.createElementNS(SVG, "polyline"));
    const points = [];
    return {
      svg,
      /** Adds a value. Null is a gap, which is drawn as zero unless nothing is before it. */
      add(value) {
        if (value === null && points.length === 0) return;
        points.push(value || 0);
        if (points.length > HISTORY) points.shift();
        const top = Math.max(...points) * 1.1;
        const left = 100 - ((points.length - 1) / (HISTORY - 1)) * 100;
        const path = points.map((value, i) => {
          const x = left + (i / (HISTORY - 1)) * 100;
          return x.toFixed(2) + "," + (top ? 19 - (value / top) * 18 : 19).toFixed(2);
        });
        line.setAttribute("points", path.join(" "));
        area.setAttribute("points", left.toFixed(2) + ",20 " + path.join(" ") + " 100,20");
      },
    };
  };

  // ---- tiles -----------------------------------------------------------------------------------

  const tiles = {};
  for (const [id, label, unit] of [
    ["calls", "Calls", "/s"],
    ["errors", "Errors", "/s"],
    ["rejected", "Rejected", "/s"],
    ["p50", "Latency p50", ""],
    ["p99", "Latency p99", ""],
    ["open", "Open calls", ""],
    ["queued", "Queued calls", ""],
    ["connections", "Clients", ""],
  ]) {
    const tile = element("div", "tile");
    tile.id = "tile-" + id;
    const line = element("div", "value");
    const value = element("span", "figure", NONE);
    line.append(value, element("span", "unit", unit));
    const curve = spark();
    tile.append(element("div", "quiet", label), line, curve.svg);
    byId("tiles").append(tile);
    tiles[id] = (text, plotted, isAlarm) => {
      setText(value, text);
      curve.add(plotted);
      tile.classList.toggle("alarm", Boolean(isAlarm));
    };
  }

  // ---- methods ---------------------------------------------------------------------------------

  const COLUMNS = [
    { id: "name", label: "Method", kind: "name" },
    { id: "spark", label: "", kind: "spark-cell" },
    { id: "rate", label: "Calls/s", kind: "number", show: rate },
    { id: "errors", label: "Errors", kind: "number narrow", show: percent },
    { id: "p50", label: "p50", kind: "number narrow", show: time },
    { id: "p99", label: "p99", kind: "number narrow", show: time },
    { id: "open", label: "Open", kind: "number narrow", show: number },
    { id: "queued", label: "Queued", kind: "number narrow", show: number },
    { id: "total", label: "Total", kind: "number", show: number },
  ];
  const rows = new Map();
  const serviceRows = new Map();
  let sortedBy = "name";

  for (const column of COLUMNS) {
    const head = element("th", column.kind);
    head.scope = "col";
    if (column.label) {
      const button = element("button", "", column.label);
      button.type = "button";
      button.addEventListener("click", () => {
        sortedBy = column.id;
        markSorted();
        arrange();
      });
      head.append(button);
    } else {
      head.append(element("span", "hidden", "Calls per second, two minutes"));
    }
    head.dataset.column = column.id;
    byId("heads").append(head);
  }
  const markSorted = () => {
    for (const head of byId("heads").children) {
      if (head.dataset.column === sortedBy) {
        head.setAttribute("aria-sort", sortedBy === "name" ? "ascending" : "descending");
      } else {
        head.removeAttribute("aria-sort");
      }
    }
  };
  markSorted();

  const methodRow = (method) => {
    const row = element("tr");
    const cells = {};
    const curve = spark();
    let of;
    for (const column of COLUMNS) {
      const cell = element("td", column.kind);
      if (column.id === "name") {
        of = element("span", "of", method.service + "/");
        cell.append(of, element("span", "", method.method));
      } else if (column.id === "spark") {
        cell.append(curve.svg);
      } else {
        cell.dataset.label = column.label;
        cells[column.id] = cell.appendChild(element("span", "", NONE));
      }
      row.append(cell);
    }
    return { row, cells, curve, of, service: method.service, name: method.method, values: {} };
  };

  const updateMethod = (method, latest, recent) => {
    const key = keyOf(method);
    if (!rows.has(key)) rows.set(key, methodRow(method));
    const entry = rows.get(key);
    entry.values = {
      rate: recent.rate,
      errors: recent.errors,
      p50: percentile(recent.latency, 0.5),
      p99: percentile(recent.latency, 0.99),
      open: method.open,
      queued: method.queued,
      total: method.started,
    };
    for (const column of COLUMNS) {
      if (column.show) setText(entry.cells[column.id], column.show(entry.values[column.id]));
    }
    entry.cells.errors.parentNode.classList.toggle("alarm", recent.errors > 0);
    entry.curve.add(latest.rate);
    entry.isActive = Boolean(recent.rate || method.open || method.queued);
    entry.row.classList.toggle("idle", !entry.isActive);
  };

  const serviceRow = (service) => {
    if (!serviceRows.has(service)) {
      const row = element("tr", "service");
      const cell = element("td", "", service);
      cell.colSpan = COLUMNS.length;
      const mark = element("span", "mark");
      mark.hidden = true;
      cell.append(mark);
      row.append(cell);
      serviceRows.set(service, { row, mark });
    }
    return serviceRows.get(service).row;
  };

  const isBuiltIn = (service) => Boolean(health.services) && !(service in health.services);

  const collator = new Intl.Collator("en", { numeric: true });

  /** Puts the rows into their order: by service and name, or all methods by a number. */
  const arrange = () => {
    const filter = byId("filter").value.trim().toLowerCase();
    const shown = [...rows.values()].filter(
      (entry) =>
        (!filter || (entry.service + "/" + entry.name).toLowerCase().includes(filter)) &&
        (!byId("active").checked || entry.isActive));
    const byName = (a, b) =>
      isBuiltIn(a.service) - isBuiltIn(b.service) ||
      collator.compare(a.service, b.service) ||
      collator.compare(a.name, b.name);
    const byNumber = (a, b) =>
      (b.values[sortedBy] ?? -1) - (a.values[sortedBy] ?? -1) || byName(a, b);
    shown.sort(sortedBy === "name" ? byName : byNumber);
    const wanted = [];
    let service = null;
    for (const entry of shown) {
      entry.of.hidden = sortedBy === "name";
      if (sortedBy === "name" && entry.service !== service) {
        service = entry.service;
        wanted.push(serviceRow(service));
      }
      wanted.push(entry.row);
    }
    const body = byId("methods");
    const present = body.children;
    if (wanted.length !== present.length || wanted.some((row, i) => present[i] !== row)) {
      body.replaceChildren(...wanted);
    }
    setText(byId("shown"), shown.length === rows.size
      ? rows.size + " in all"
      : shown.length + " of " + rows.size);
    byId("none").hidden = shown.length > 0;
  };
  byId("filter").addEventListener("input", arrange);
  byId("active").addEventListener("change", arrange);

  // ---- lanes and rejections --------------------------------------------------------------------

  const laneRows = new Map();
  const gauge = () => {
    const node = element("div", "gauge");
    const text = element("span");
    const track = element("div", "track");
    const fill = track.appendChild(element("div", "fill"));
    node.append(track, text);
    return {
      node,
      show(value, limit) {
        setText(text, number(value) + " of " + number(limit));
        fill.style.width = (limit ? Math.min(100, (value / limit) * 100) : 0) + "%";
        return value / limit;
      },
    };
  };
  const updateLanes = (lanes) => {
    for (const lane of lanes) {
      if (!laneRows.has(lane.name)) {
        const row = element("tr");
        const running = gauge();
        const queued = gauge();
        row.append(element("td", "", lane.name || "common lane"));
        for (const part of [running, queued]) {
          row.appendChild(element("td")).append(part.node);
        }
        byId("lanes").append(row);
        laneRows.set(lane.name, { running, queued });
      }
      const row = laneRows.get(lane.name);
      row.running.show(lane.running, lane.concurrency);
      const full = row.queued.show(lane.queued, lane.maxQueued);
      row.queued.node.classList.toggle("alarm", full >= 0.8);
    }
  };

  const rejectedRows = new Map();
  const updateRejected = (rejected, before, seconds) => {
    for (const [reason, count] of Object.entries(rejected)) {
      if (!rejectedRows.has(reason)) {
        const row = element("tr");
        const perSecond = element("td", "number");
        const total = element("td", "number");
        row.append(element("td", "", reason), perSecond, total);
        byId("rejected").append(row);
        rejectedRows.set(reason, { perSecond, total });
      }
      const row = rejectedRows.get(reason);
      const change = before ? count - (before.rejected[reason] || 0) : null;
      setText(row.perSecond, rate(change === null ? null : change / seconds));
      setText(row.total, number(count));
    }
    byId("no-rejected").hidden = rejectedRows.size > 0;
    byId("rejected").parentNode.hidden = rejectedRows.size === 0;
  };

  // ---- a response ------------------------------------------------------------------------------

  let health = {};
  let snapshots = []; // of the last WINDOW_SECONDS, the oldest first
  let uptime = 0;

  const show = (stats) => {
    const now = indexed(stats);
    uptime = stats.uptimeSeconds;
    const last = snapshots[snapshots.length - 1];
    if (last && now.uptimeSeconds < last.uptimeSeconds) {
      snapshots = []; // another server: its numbers begin again
    }
    const previous = snapshots[snapshots.length - 1];
    if (previous && now.uptimeSeconds === previous.uptimeSeconds) return; // not started
    const oldest = snapshots[0];
    const seconds = (before) => now.uptimeSeconds - before.uptimeSeconds;
    const between = (before) => (method) =>
      methodBetween(
        before && (before.byKey.get(keyOf(method)) || { ended: {}, latency: [] }),
        method,
        before ? seconds(before) : 1);
    const all = { rate: 0, errorRate: 0, latency: [] };
    const latest = { rate: 0, errorRate: 0, latency: [] };
    for (const method of stats.methods) {
      const short = between(previous)(method);
      const long = between(oldest)(method);
      updateMethod(method, short, long);
      for (const [total, part] of [[all, long], [latest, short]]) {
        total.rate += part.rate;
        total.errorRate += part.errorRate;
        total.latency.push(part.latency);
      }
    }
    const rejected = sum(Object.values(stats.rejected));
    const rejectedSince = (before) =>
      before ? (rejected - sum(Object.values(before.rejected))) / seconds(before) : null;
    const long = merge(all.latency);
    const short = merge(latest.latency);
    const known = (value) => (oldest ? rate(value) : NONE);
    tiles.calls(known(all.rate), previous ? latest.rate : null);
    tiles.errors(known(all.errorRate), previous ? latest.errorRate : null, all.errorRate > 0);
    tiles.rejected(rate(rejectedSince(oldest)), rejectedSince(previous), rejectedSince(oldest) > 0);
    tiles.p50(time(percentile(long, 0.5)), percentile(short, 0.5));
    tiles.p99(time(percentile(long, 0.99)), percentile(short, 0.99));
    const open = sum(stats.methods.map((method) => method.open));
    const queued = sum(stats.methods.map((method) => method.queued));
    tiles.open(number(open), open);
    tiles.queued(number(queued), queued);
    tiles.connections(number(stats.connections), stats.connections);
    updateLanes(stats.lanes);
    updateRejected(stats.rejected, oldest, oldest ? seconds(oldest) : 1);
    snapshots.push(now);
    while (snapshots.length > 2 && seconds(snapshots[1]) >= WINDOW_SECONDS) snapshots.shift();
    if (!byId("methods").matches(":hover") || sortedBy === "name") arrange(); // rows stay under the pointer
    const [first, ...others] = stats.endpoints;
    const endpoint = first || "Tightwire server";
    setText(byId("endpoint"), endpoint);
    document.title = endpoint + " – Tightwire";
    setText(
      byId("about"),
      [...others, "up " + since(uptime)].join(" · "));
    setText(
      byId("window"),
      oldest ? "Rates and latencies of the last " + Math.round(seconds(oldest)) + " s." : "");
  };

  // ---- health ----------------------------------------------------------------------------------

  const setStatus = (kind, text) => {
    byId("status").className = "status " + kind;
    setText(byId("status"), text);
  };
  const setNotice = (kind, text) => {
    byId("notice").hidden = !text;
    byId("notice").className = "notice " + kind;
    setText(byId("notice"), text);
  };
  const STATES = {
    NEW: ["warn", "Not started"],
    SERVING: ["warn", "Not ready"],
    DRAINING: ["warn", "Draining"],
    CLOSED: ["bad", "Closed"],
    FAILED: ["bad", "Failed"],
  };

  const showHealth = () => {
    const [kind, text] = health.ready ? ["good", "Ready"] : STATES[health.state] || ["warn", "Not ready"];
    setStatus(kind, text);
    for (const [service, { mark }] of serviceRows) {
      const isReady = !health.services || health.services[service] !== false;
      const label = isBuiltIn(service) ? "built in" : isReady ? "" : "not ready";
      mark.hidden = !label;
      mark.classList.toggle("warn", !isReady);
      setText(mark, label);
    }
    return health.ready ? "" : "The server gets no new calls: " + health.reasons.join("; ") + ".";
  };

  // ---- the loop --------------------------------------------------------------------------------

  let lastResponse = null;

  const ask = async (path) => {
    const response = await fetch(path, {
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
    return { isOk: response.ok, body: await response.json() };
  };

  const poll = async () => {
    let lost = null;
    let failure = null;
    try {
      const [ready, stats] = await Promise.all([ask("readyz"), ask("stats")]);
      lastResponse = Date.now();
      if (ready.body.reasons) health = ready.body;
      if (stats.isOk) show(stats.body);
      else failure = stats.body.error || "no reason was given";
    } catch (e) {
      lost = e;
    }
    if (lost) {
      setStatus("bad", "No response");
      const ago = lastResponse ? " for " + since((Date.now() - lastResponse) / 1000) : "";
      setNotice("bad", "The server has not responded" + ago + ". These are its last figures.");
    } else {
      const reason = showHealth();
      setNotice(
        failure ? "bad" : STATES[health.state]?.[0],
        [reason, failure && "The figures can't be read: " + failure].filter(Boolean).join(" "));
    }
    document.body.classList.toggle("stale", Boolean(lost || failure));
    setTimeout(whenVisible, POLL_MILLIS);
  };

  /** A page that nobody sees asks for nothing. */
  const whenVisible = () => {
    if (document.visibilityState === "visible") {
      poll();
    } else {
      document.addEventListener("visibilitychange", whenVisible, { once: true });
    }
  };
  whenVisible();
})();
