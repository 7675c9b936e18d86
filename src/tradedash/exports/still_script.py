"""What is put into the script engine beside its own code: quick searches, no leaks, the same names, an end."""

#: Run once per engine. Its DOM parses a selector for every element it visits: three fifths of the time of a chart.
#: It also keeps what `Plotly.newPlot` remembers of a chart that is gone, and draws the names of clips by chance.
PREPARE = r"""
(function () {
  "use strict";
  var proto = Element.prototype, slowly = proto.querySelectorAll, tests = Object.create(null);

  function hasClass(element, name) {
    var names = element._attributes["class"];
    return names !== undefined && (names === name || (" " + names + " ").indexOf(" " + name + " ") !== -1);
  }
  function compiled(selector) {
    var one = /^\.([\w-]+)$/.exec(selector);
    if (one) return function (element) { return hasClass(element, one[1]); };
    var tagged = /^([A-Za-z][\w-]*)((?:\.[\w-]+)*)$/.exec(selector);
    if (tagged) {
      var tag = tagged[1].toLowerCase(), names = tagged[2].split(".").slice(1);
      return function (element) {
        for (var i = 0; i < names.length; i++) if (!hasClass(element, names[i])) return false;
        return element.tagName.toLowerCase() === tag;
      };
    }
    var given = /^\[([\w-]+)="([^"]*)"\]$/.exec(selector);
    if (given) return function (element) {
      return element.hasAttribute(given[1]) && (element.getAttribute(given[1]) || "") === given[2];
    };
    return null;
  }
  function testOf(selector) {
    if (!(selector in tests)) tests[selector] = compiled(selector);
    return tests[selector];
  }
  function collect(node, test, found, seen) {
    for (var i = 0; i < node.childNodes.length; i++) {
      var child = node.childNodes[i];
      if (child.nodeType !== 1) continue;
      if (test(child) && !seen.has(child)) { seen.add(child); found.push(child); }
      collect(child, test, found, seen);
    }
  }
  proto.querySelectorAll = function (selector) {
    var parts = String(selector || "").split(" "), at = [this];
    for (var i = 0; i < parts.length; i++) {
      var test = testOf(parts[i]), found = [], seen = new Set();
      if (!test) return slowly.call(this, selector);
      for (var j = 0; j < at.length; j++) collect(at[j], test, found, seen);
      at = found;
    }
    return at;
  };

  var remove = document.body.removeChild.bind(document.body);
  document.body.removeChild = function (container) {
    try { Plotly.purge(container); } finally { remove(container); }
    return container;
  };

  var end = Infinity, state = 1, create = document.createElementNS.bind(document);
  document.createElementNS = function (space, name) {
    if (Date.now() > end) throw new Error("out of time");
    return create(space, name);
  };
  Math.random = function () {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  globalThis.tradedashBegin = function (seed, milliseconds) {
    tests = Object.create(null);
    state = seed;
    end = Date.now() + milliseconds;
  };
})();
"""
