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
    var given = /^(?:\.([\w-]+))?\[([\w-]+)="([^"]*)"\]$/.exec(selector);
    if (given) return function (element) {
      if (given[1] && !hasClass(element, given[1])) return false;
      return element.hasAttribute(given[2]) && (element.getAttribute(given[2]) || "") === given[3];
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
  function isNowhere(selector) {
    var index = /\[data-index="([^"]*)"\]$/.exec(selector);
    return index !== null && !indexes.has(index[1]);
  }
  proto.querySelectorAll = function (selector) {
    var either = String(selector || "").split(","), all = [], seen = new Set();
    for (var k = 0; k < either.length; k++) {
      var parts = either[k].trim().split(" "), at = isNowhere(either[k]) ? [] : [this];
      for (var i = 0; i < parts.length; i++) {
        var test = testOf(parts[i]), found = [], met = i === parts.length - 1 ? seen : new Set();
        if (!test) return slowly.call(this, selector);
        for (var j = 0; j < at.length; j++) collect(at[j], test, found, met);
        at = found;
      }
      all = all.concat(at);
    }
    return all;
  };
  // Before it draws shape 7 it looks for an older shape 7 in the whole picture.
  var indexes = new Set(), set = proto.setAttribute;
  proto.setAttribute = function (name, value) {
    if (name === "data-index") indexes.add(String(value));
    return set.call(this, name, value);
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
    indexes = new Set();
    state = seed;
    end = Date.now() + milliseconds;
  };
})();
"""
