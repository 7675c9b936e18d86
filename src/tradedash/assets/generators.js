/* The two calls that Dash's scripts make of a library for generators, which is thirty times the size of this. */
(() => {
  "use strict";
  const mark = (made) => made;
  const wrap = (run) => {
    const state = { prev: 0, next: 0, sent: undefined, ended: false, stop() { this.ended = true; } };
    const next = (sent) => {
      state.sent = sent;
      const value = run(state);
      return { value, done: state.ended };
    };
    const fail = (error) => {
      throw error;
    };
    return { next, throw: fail };
  };
  window.regeneratorRuntime = { mark, wrap };
})();
