(function () {
  const real = {eval: self.eval, Function: self.Function, MutationObserver: self.MutationObserver, addEventListener: self.addEventListener}
  self.eval = function () {}
  self.Function = function () { return function () {} }
  self.Function.prototype = real.Function.prototype
  self.MutationObserver = function () { this.observe = function () {} }      // for Python that pages bring along: ours do not
  self.addEventListener = function () {}
  self.afterBrython = function () { Object.assign(self, real); delete self.afterBrython }
})();
