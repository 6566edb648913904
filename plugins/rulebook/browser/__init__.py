"""The checker in the page: what is translated to JavaScript, joined after `evaluate` into one module."""
