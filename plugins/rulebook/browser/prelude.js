(function () {
  const real = {eval: self.eval, Function: self.Function}
  self.eval = function () {}
  self.Function = function () { return function () {} }
  self.Function.prototype = real.Function.prototype
  self.afterBrython = function () { Object.assign(self, real); delete self.afterBrython }
})();
