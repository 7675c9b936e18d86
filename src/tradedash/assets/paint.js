/* What the browser decides about a chart: wide or phone, light or dark or for paper, and the ring around a mark. */
(() => {
  "use strict";
  const phone = matchMedia("(max-width: 640px)");
  const INK = { light: "#16181d", dark: "#f2f0ea" };
  const WORDS = new Set(["customdata", "hovertext", "ids"]);

  const recoloured = (value, map, key) => {
    if (typeof value === "string") {
      return WORDS.has(key) ? value : value.replace(/#[0-9a-f]{6}\b/gi, (hex) => map[hex.toLowerCase()] || hex);
    }
    if (Array.isArray(value)) return WORDS.has(key) ? value : value.map((item) => recoloured(item, map, key));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, recoloured(item, map, name)]));
    }
    return value;
  };

  const idOf = (item) => (Array.isArray(item) ? item[0] : item);

  /** Where a figure is plotted: [trace number, point number], or null. */
  const find = (traces, figureId) => {
    for (const [number, trace] of traces.entries()) {
      const point = (trace.customdata || []).findIndex((item) => idOf(item) === figureId);
      if (point >= 0) return [number, point];
    }
    return null;
  };

  const ring = (traces, figureId, theme) => {
    const found = figureId && find(traces, figureId);
    if (!found) return [];
    const trace = traces[found[0]];
    return [
      {
        type: "scatter", mode: "markers", hoverinfo: "skip", showlegend: false, cliponaxis: false,
        x: [trace.x[found[1]]], y: [trace.y[found[1]]], xaxis: trace.xaxis, yaxis: trace.yaxis,
        marker: { symbol: "circle-open", size: 18, color: INK[theme], line: { width: 2, color: INK[theme] } },
      },
    ];
  };

  let lightOf = {};

  const paint = (sent, _screen, selected) => {
    if (!sent) return window.dash_clientside.no_update;
    lightOf = Object.fromEntries(Object.entries(sent.dark).map(([light, dark]) => [rgb(dark), light]));
    const theme = window.tradedashTheme.current();
    const drawn = phone.matches ? sent.phone : sent.wide;
    const figure = theme === "dark" ? recoloured(drawn, sent.dark) : drawn;
    return { ...figure, data: [...figure.data, ...ring(figure.data, selected, theme)] };
  };

  const title = (text) => {
    if (text) document.title = text;
    return window.dash_clientside.no_update;
  };

  window.dash_clientside = Object.assign({}, window.dash_clientside, { tradedash: { paint, title } });

  const repaint = () => {
    if (!document.getElementById("page") || !window.dash_clientside.set_props) return;
    window.dash_clientside.set_props("screen", {
      data: { theme: window.tradedashTheme.current(), phone: phone.matches },
    });
  };
  /* Printing lays the page out anew at once, and a chart drawn for the screen can only be recoloured and made smaller. */
  const PAPER_WIDTH = 680;
  const rgb = (hex) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;
  const screenStyles = new Map();
  window.addEventListener("beforeprint", () => {
    for (const drawn of document.querySelectorAll("[data-chart] .js-plotly-plot")) {
      const share = Math.min(1, PAPER_WIDTH / drawn.clientWidth);
      const place = drawn.closest(".plot").style;
      place.setProperty("--on-paper", share);
      place.setProperty("--paper-height", `${Math.ceil(drawn.clientHeight * share)}px`);
      if (window.tradedashTheme.current() !== "dark") continue;
      for (const node of drawn.querySelectorAll("[style]")) {
        const style = node.getAttribute("style");
        screenStyles.set(node, style);
        node.setAttribute("style", style.replace(/rgb\(\d+, \d+, \d+\)/g, (colour) => lightOf[colour] || colour));
      }
    }
  });
  window.addEventListener("afterprint", () => {
    for (const [node, style] of screenStyles) node.setAttribute("style", style);
    screenStyles.clear();
  });
  phone.addEventListener("change", repaint);
  window.addEventListener("tradedash-theme", repaint);
})();
