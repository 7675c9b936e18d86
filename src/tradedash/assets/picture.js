/* Pages of the desk that show a chart without Dash: Plotly is fetched when there is one, and paint.js colours it. */
(() => {
  "use strict";
  const PLOTLY = `${window.tradedashBase}_dash-component-suites/plotly/package_data/plotly.min.js`;
  const CONFIG = { displayModeBar: false, displaylogo: false, responsive: true, scrollZoom: false };
  const places = () => [...document.querySelectorAll("[data-picture]")];

  const paint = () => {
    for (const place of places()) {
      const sent = JSON.parse(place.dataset.picture);
      const figure = window.dash_clientside.tradedash.paint(sent, null, sent.selected);
      window.Plotly.react(place, figure.data, figure.layout, CONFIG);
    }
  };

  const fetchPlotly = () => {
    const script = document.createElement("script");
    script.src = PLOTLY;
    script.onload = () => {
      paint();
      window.addEventListener("tradedash-theme", paint);
    };
    document.head.append(script);
  };

  const begin = () => {
    if (places().length) fetchPlotly();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
