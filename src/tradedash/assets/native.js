/* The browser's own elements that Dash's html lacks: form controls and SVG. Only these tags, only these attributes. */
(() => {
  "use strict";
  const common = ["id", "className", "role"];
  const steps = ["min", "max", "step"];
  const drawn = [...common, "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "d", "width", "height", "textAnchor"];
  const elements = {
    Input: ["input", [...common, "type", "name", "value", "defaultValue", "defaultChecked", "autoComplete", "form", "list", ...steps]],
    Select: ["select", [...common, "name", "defaultValue", "form"]],
    Svg: ["svg", [...drawn, "viewBox", "focusable"]],
    G: ["g", drawn],
    Path: ["path", drawn],
    Circle: ["circle", drawn],
    Rect: ["rect", drawn],
    Line: ["line", drawn],
    Text: ["text", drawn],
  };

  /* A control that is made anew while it has the focus hands it to its successor. */
  let lost = null;
  const keepingFocus = (own) => {
    let node = null;
    return (found) => {
      if (!found && node === document.activeElement) {
        lost = own;
        setTimeout(() => {
          lost = null;
        });
      }
      if (found && lost === own) found.focus({ preventScroll: true });
      node = found;
    };
  };

  const component = ([tag, names]) => (props) => {
    const kept = {};
    for (const [name, value] of Object.entries(props)) {
      if (value !== null && value !== undefined && (names.includes(name) || /^(data|aria)-/.test(name))) kept[name] = value;
    }
    // A control starts anew when the page gives it another value: the address decides, not what was typed before.
    // Not the slider, which a hand may hold just then: its own script moves it.
    kept.key = props.type === "range" ? "range" : `${props.name}:${props.value}:${props.defaultValue}:${props.defaultChecked}`;
    if (tag === "input" || tag === "select") kept.ref = keepingFocus(`${tag}:${props.name}:${props.value}`);
    return tag === "input" ? React.createElement(tag, kept) : React.createElement(tag, kept, props.children);
  };

  window.tradedash = Object.fromEntries(
    Object.entries(elements).map(([name, element]) => [name, component(element)]),
  );
})();
